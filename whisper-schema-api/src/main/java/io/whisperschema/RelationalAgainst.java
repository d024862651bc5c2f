package io.whisperschema;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Equivalence;
import io.whisperschema.finding.Finding;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A host's relational store, compared with another. */
record RelationalAgainst(Surroundings around, RelationalStore other) {
    ValidationReport report(SchemaDefinition definition) {
        RelationalStore own = around.relational();
        Equivalence.Side left = side(own, definition);
        Equivalence.Side right = side(other, definition);
        List<Finding> sorting = SortingNotices.between(own, other)
                .map(notices -> notices.texts(
                        SortingNotices.pairs(left.holds(), right.holds()).toList()))
                .orElse(List.of());
        List<Finding> findings =
                Equivalence.between(left, right, around.adoption()).findings();
        return new ValidationReport(
                ValidationReport.Question.EQUIVALENT,
                Map.of(
                        own.name() + " against " + other.name(),
                        Stream.concat(findings.stream(), sorting.stream()).toList()));
    }

    private static Equivalence.Side side(RelationalStore store, SchemaDefinition definition) {
        return Equivalence.Side.meantAs(store.name(), History.withoutTables(store.inspect()), store.spell(definition));
    }
}
