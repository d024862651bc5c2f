package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.document.FindingJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a validation. */
final class ValidationJson {
    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/validation", 1);

    private ValidationJson() {}

    static String write(ValidationReport report) {
        return FORMAT.begin()
                .put("question", report.question())
                .put("valid", report.isValid())
                .put("stores", Json.items(List.copyOf(report.findings().entrySet()), ValidationJson::write))
                .build()
                .pretty();
    }

    private static Json write(Map.Entry<String, List<Finding>> store) {
        return Json.object()
                .put("name", store.getKey())
                .put("findings", Json.items(store.getValue(), FindingJson::write))
                .build();
    }

    static ValidationReport read(String json) {
        return FORMAT.read(json, ValidationJson::read);
    }

    private static ValidationReport read(JsonMembers members) {
        var findings = new LinkedHashMap<String, List<Finding>>();
        members.need("stores")
                .list(value -> value.object(store -> {
                    JsonValue name = store.need("name");
                    if (findings.put(name.text(), store.need("findings").list(FindingJson::read)) != null) {
                        throw name.refused("there are two stores of that name");
                    }
                    return name;
                }));
        var report = new ValidationReport(members.need("question").word(ValidationReport.Question.class), findings);
        JsonValue valid = members.need("valid");
        if (valid.truth() != report.isValid()) {
            throw valid.refused("the findings say the opposite");
        }
        return report;
    }
}
