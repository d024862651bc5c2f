package io.whisperschema;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.VectorEquivalence;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.VectorStore;
import java.util.Map;

/** Two vector stores, one compared with the other. */
record VectorsAgainst(VectorStore own, VectorStore other) {
    ValidationReport report(SchemaDefinition definition) {
        return new ValidationReport(
                ValidationReport.Question.EQUIVALENT,
                Map.of(
                        own.name() + " against " + other.name(),
                        VectorEquivalence.between(own.inspect(), other.inspect(), own.spell(definition))));
    }
}
