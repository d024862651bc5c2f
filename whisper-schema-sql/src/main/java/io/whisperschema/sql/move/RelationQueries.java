package io.whisperschema.sql.move;

import static java.util.stream.Collectors.joining;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The queries that answer what only queries can tell of a passage. Immutable. */
public final class RelationQueries {
    private final Passage passage;
    private final List<Passage> passages;
    private final Words words;

    /**
     * Those of a passage.
     *
     * @param passages all that move, by whose filters rows that are referred to may stay behind
     */
    public RelationQueries(Passage passage, List<Passage> passages, Words words) {
        this.passage = passage;
        this.passages = List.copyOf(passages);
        this.words = words;
    }

    /** What differs from one database to another. */
    public interface Words {
        /** How expressions are spelled. */
        ExpressionWriter.Style style();

        /** A table as statements name it. */
        String table(String name);

        /** Whether there is that table. */
        boolean isThere(String table);

        /** What rows of the passage are ordered by, given the alias of their table; the same each time. */
        String order(Passage passage, String alias);

        /** A column of the passage as the target tells its values apart, given how it is named. */
        String compared(Passage passage, String column, String named);
    }

    /**
     * A query for the keys of rows that have a flaw, in the order of {@link Passage#keyFields}.
     *
     * @param flaw which flaw
     * @param column in which column of the source; empty where in none
     * @param sql the query
     */
    public record RelationQuery(Flaw flaw, String column, String sql) {}

    /** The queries; a condition that has no words for this database is not asked. */
    public List<RelationQuery> of(RelationQuestions questions) {
        var queries = new ArrayList<RelationQuery>();
        questions.references().forEach(key -> queries.add(orphans(key)));
        questions.unlike().forEach(columns -> queries.add(duplicates(columns)));
        questions.checks().forEach(check -> failing(check).ifPresent(queries::add));
        return queries;
    }

    private RelationQuery orphans(ForeignKey key) {
        Stream<String> referring = key.columns().stream().map(column -> of("c", column) + " IS NOT NULL");
        Stream<String> finding =
                words.isThere(key.table()) ? Stream.of("NOT EXISTS (" + parents(key) + ")") : Stream.of();
        String sql = "SELECT " + keys() + from("c") + where(Stream.concat(referring, finding)) + ordered();
        return new RelationQuery(Flaw.ORPHAN, key.columns().get(0), sql);
    }

    private String parents(ForeignKey key) {
        Stream<String> matching = IntStream.range(0, key.columns().size())
                .mapToObj(i -> of("p", key.references().get(i)) + " = "
                        + compared(key.columns().get(i)));
        Stream<String> moving = passages.stream()
                .filter(each -> each.source().equals(key.table()))
                .flatMap(each -> each.filter().stream())
                .map(this::written);
        return "SELECT 1 FROM " + words.table(key.table()) + " AS p WHERE "
                + Stream.concat(matching, moving).collect(joining(" AND "));
    }

    private String compared(String column) {
        return words.compared(passage, column, of("c", column));
    }

    /** All but the first of those that share a key. */
    private RelationQuery duplicates(List<String> columns) {
        String numbered = "row_number() OVER (PARTITION BY "
                + columns.stream().map(this::compared).collect(joining(", ")) + " ORDER BY "
                + words.order(passage, "c") + ") AS whisper_place";
        String rows = "SELECT " + aliased() + ", " + numbered + from("c")
                + where(columns.stream().map(column -> of("c", column) + " IS NOT NULL"));
        String sql = "SELECT " + aliases() + " FROM (" + rows + ") AS d WHERE whisper_place > 1";
        return new RelationQuery(Flaw.DUPLICATE, columns.get(0), sql);
    }

    private Optional<RelationQuery> failing(Check check) {
        try {
            String sql =
                    "SELECT " + keys() + from("c") + where(Stream.of("NOT " + written(check.condition()))) + ordered();
            return Optional.of(new RelationQuery(Flaw.CHECK_FAILED, "", sql));
        } catch (InvalidDefinition wordless) {
            return Optional.empty();
        }
    }

    private String keys() {
        return passage.keyFields().stream()
                .map(Field::source)
                .map(column -> of("c", column))
                .collect(joining(", "));
    }

    /** Names of our own, as those of a host may be the same but for what a database makes of them. */
    private String aliased() {
        List<Field> fields = passage.keyFields();
        return IntStream.range(0, fields.size())
                .mapToObj(i -> of("c", fields.get(i).source()) + " AS whisper_key_" + i)
                .collect(joining(", "));
    }

    private String aliases() {
        return IntStream.range(0, passage.keyFields().size())
                .mapToObj(i -> "whisper_key_" + i)
                .collect(joining(", "));
    }

    private String from(String alias) {
        return " FROM " + words.table(passage.source()) + " AS " + alias;
    }

    private String where(Stream<String> conditions) {
        return " WHERE "
                + Stream.concat(conditions, passage.filter().stream().map(this::written))
                        .collect(joining(" AND "));
    }

    private String ordered() {
        return " ORDER BY " + words.order(passage, "c");
    }

    private String written(Expression condition) {
        return "(" + ExpressionWriter.write(condition, words.style()) + ")";
    }

    private static String of(String alias, String column) {
        return alias + "." + Identifiers.quoted(column);
    }
}
