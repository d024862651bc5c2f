package io.whisperschema;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.report.ValidationReport;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What is not as defined.
 *
 * @param around the stores and what belongs to them
 * @param starts each store as it is found
 */
record Validation(Surroundings around, List<Start> starts) {
    ValidationReport report(SchemaDefinition definition) {
        var findings = new LinkedHashMap<String, List<Finding>>();
        starts.forEach(start -> findings.put(start.store().name(), start.diff().findings()));
        around.caches()
                .forEach(cache -> findings.merge(cache.name(), cache.entryFindings(definition), RecordFlaws::joined));
        RecordFlaws.addTo(findings, around);
        RecordFlaws.addNotices(findings, around);
        if (!around.migrations().components().isEmpty()) {
            findings.merge(around.relational().name(), new Ownership(around).findings(), RecordFlaws::joined);
        }
        return new ValidationReport(findings);
    }
}
