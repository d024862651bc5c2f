package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.internal.document.ExpressionWords;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.move.Field;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import java.util.List;
import java.util.stream.Stream;

/**
 * What only the target itself can tell of its rows, and is not asked while they come: whether they meet conditions as its
 * database reads them, and refer to rows that it held before.
 *
 * @param full what it holds without a move
 * @param paired what moves
 * @param engine who asks
 */
record TargetRules(RelationalCatalog full, Pairing.Paired paired, MoveEngine engine) {
    /**
     * One rule.
     *
     * @param passage whose
     * @param question what finds the rows that break it
     * @param words what it is called, behind what is found
     */
    private record Rule(Passage passage, RelationQuestions question, String words) {}

    /** Whether there are any. */
    boolean areThere() {
        return rules().findAny().isPresent();
    }

    /** Which rows break which, a line for each rule. */
    List<String> broken(MoveSource back) {
        return rules().flatMap(rule -> engine.breaking(back, rule.passage(), rule.question()).stream()
                        .map(found -> found.sentence() + rule.words()))
                .toList();
    }

    private Stream<Rule> rules() {
        return paired.passages().stream()
                .flatMap(passage -> Stream.concat(
                        full.table(passage.target()).stream().flatMap(table -> checks(passage, table)),
                        references(passage)));
    }

    private static Stream<Rule> checks(Passage passage, CatalogTable table) {
        return table.checks().stream()
                .filter(check -> check.name()
                        .filter(table.unfinished().constraints()::contains)
                        .isEmpty())
                .map(check -> new Rule(
                        passage,
                        new RelationQuestions(List.of(), List.of(), List.of(check)),
                        ", check " + words(check)));
    }

    private static String words(Check check) {
        return check.name().orElseGet(() -> "(" + ExpressionWords.of(check.condition()) + ")");
    }

    private Stream<Rule> references(Passage passage) {
        return paired.questions().getOrDefault(passage.source(), RelationQuestions.NONE).outside().stream()
                .map(key -> new Rule(
                        passage, new RelationQuestions(List.of(arrived(passage, key)), List.of(), List.of()), ""));
    }

    private static ForeignKey arrived(Passage passage, ForeignKey key) {
        List<String> columns = key.columns().stream()
                .flatMap(name -> passage.fields().stream()
                        .filter(field -> field.source().equals(name))
                        .map(Field::target))
                .toList();
        return RowRules.referring(key, columns);
    }
}
