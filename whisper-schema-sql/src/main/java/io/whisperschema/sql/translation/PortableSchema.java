package io.whisperschema.sql.translation;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import java.util.List;

/**
 * What a script says, in words that both databases have.
 *
 * @param definition what it says
 * @param findings what was decided, and what could not be said
 */
public record PortableSchema(SchemaDefinition definition, List<Finding> findings) {
    private static final String NAME = "translated";

    public PortableSchema {
        findings = List.copyOf(findings);
    }

    static PortableSchema of(RelationalCatalog portable, Notes notes) {
        SchemaDefinition.Reading reading = SchemaDefinition.from(NAME, portable);
        reading.findings().forEach(notes::add);
        return new PortableSchema(reading.definition(), notes.inOrder());
    }
}
