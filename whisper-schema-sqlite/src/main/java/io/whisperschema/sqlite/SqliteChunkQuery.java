package io.whisperschema.sqlite;

import static java.util.stream.Collectors.joining;

import io.whisperschema.move.Field;
import io.whisperschema.move.Passage;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The query for the rows of a chunk, in the order of their table.
 *
 * @param passage of what
 * @param order the table's order
 * @param range which part of it
 */
record SqliteChunkQuery(Passage passage, SqliteOrder order, SqliteRange range) {
    List<Field> fields() {
        return passage.fields();
    }

    /** For the values alone. */
    String plain() {
        return of(column -> column) + order.clause();
    }

    /** For values that are not too large, with the type and size of all, from a row on. */
    String guarded(long largest, long skipped) {
        return of(column ->
                        "CASE WHEN octet_length(%1$s) > %2$d THEN NULL ELSE %1$s END, typeof(%1$s), octet_length(%1$s)"
                                .formatted(column, largest))
                + order.clause()
                + (skipped == 0 ? "" : " LIMIT -1 OFFSET " + skipped);
    }

    private String of(Function<String, String> asked) {
        String conditions = Stream.concat(
                        Stream.of(range.condition(order)).filter(condition -> !condition.isEmpty()),
                        passage.filter().stream()
                                .map(filter ->
                                        "(" + ExpressionWriter.write(filter, ExpressionWriter.Style.SQLITE) + ")"))
                .collect(joining(" AND "));
        String list = fields().isEmpty()
                ? "1"
                : fields().stream()
                        .map(field -> Identifiers.quoted(field.source()))
                        .map(asked)
                        .collect(joining(", "));
        return "SELECT " + list + order.from() + (conditions.isEmpty() ? "" : " WHERE " + conditions);
    }

    void bind(PreparedStatement statement) throws SQLException {
        range.bind(statement);
    }
}
