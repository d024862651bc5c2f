package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.internal.document.ExpressionWords;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MoveSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conditions that rows of a target have to meet as its own database reads them, which it is not asked while they come.
 *
 * @param full what it holds without a move
 * @param passages what moves
 * @param engine who asks
 */
record TargetChecks(RelationalCatalog full, List<Passage> passages, MoveEngine engine) {
    /** Where there are any. */
    boolean areThere() {
        return passages.stream().flatMap(this::of).findAny().isPresent();
    }

    /** Which rows do not meet which, a line for each condition. */
    List<String> unmet(MoveSource back) {
        return passages.stream()
                .flatMap(passage -> of(passage)
                        .flatMap(check -> engine.unmet(back, passage, check).stream()
                                .map(found -> found.sentence() + ", " + words(check))))
                .toList();
    }

    private Stream<Check> of(Passage passage) {
        return full.table(passage.target()).stream().flatMap(TargetChecks::kept);
    }

    /** Those that a server does not keep for rows that are there are no reason to refuse some. */
    private static Stream<Check> kept(CatalogTable table) {
        return table.checks().stream()
                .filter(check -> check.name()
                        .filter(table.unfinished().constraints()::contains)
                        .isEmpty());
    }

    private static String words(Check check) {
        return "check " + check.name().orElseGet(() -> "(" + ExpressionWords.of(check.condition()) + ")");
    }
}
