package io.whisperschema.internal.document;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of a finding. */
public final class FindingJson {
    private FindingJson() {}

    /** The JSON of a finding. */
    public static Json write(Finding finding) {
        return Json.object()
                .put("severity", finding.severity())
                .put("place", finding.place())
                .put("expected", finding.expected())
                .put("found", finding.found())
                .put("remedy", finding.remedy())
                .build();
    }

    /** The finding that {@link #write} wrote. */
    public static Finding read(JsonValue value) {
        return value.object(members -> new Finding(
                members.need("severity").word(Severity.class),
                members.text("place"),
                members.text("expected"),
                members.text("found"),
                members.text("remedy")));
    }
}
