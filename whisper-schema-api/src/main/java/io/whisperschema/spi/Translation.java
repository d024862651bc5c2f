package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a script for one database is on another.
 *
 * @param definition what the script says, for both databases
 * @param catalog what the other database would hold
 * @param ddl the statements that create it there
 * @param findings what was decided, and what could not go over, in the order of the script
 */
public record Translation(SchemaDefinition definition, RelationalCatalog catalog, Ddl ddl, List<Finding> findings) {
    public Translation {
        requireNonNull(definition);
        requireNonNull(catalog);
        requireNonNull(ddl);
        findings = List.copyOf(findings);
    }

    /** The statements as one script, below the findings as comments. */
    public String text() {
        String comments = findings.stream()
                .flatMap(finding -> finding.text().lines())
                .map(line -> "-- " + line + "\n")
                .collect(Collectors.joining());
        return comments + (comments.isEmpty() ? "" : "\n") + ddl.text();
    }
}
