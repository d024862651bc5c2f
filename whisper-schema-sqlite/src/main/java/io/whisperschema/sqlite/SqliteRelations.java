package io.whisperschema.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.move.RelationQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that refer to none, share a key, or do not meet a condition, as SQLite finds them.
 *
 * @param passage of what
 * @param passages all that move
 * @param reading what is known of the database
 */
record SqliteRelations(Passage passage, List<Passage> passages, SqliteReading reading)
        implements RelationQueries.Words {

    void ask(SqliteLane lane, RelationQuestions questions, RelationSink sink) throws SQLException {
        for (RelationQueries.RelationQuery query : new RelationQueries(passage, passages, this).of(questions)) {
            reading.cancelIfAsked();
            ask(lane, query, sink);
        }
    }

    private void ask(SqliteLane lane, RelationQueries.RelationQuery query, RelationSink sink) throws SQLException {
        int fields = passage.keyFields().size();
        var key = new Item(fields);
        try (Statement statement = lane.connection().createStatement();
                ResultSet row = statement.executeQuery(query.sql())) {
            while (row.next()) {
                key.clear();
                for (int i = 0; i < fields; i++) {
                    put(key, i, row);
                }
                sink.found(query.flaw(), query.column(), key);
            }
        }
    }

    private void put(Item key, int i, ResultSet row) throws SQLException {
        Object value = row.getObject(i + 1);
        if (value instanceof Double number) {
            key.putReal(i, number);
        } else if (value instanceof Number) {
            key.putInteger(i, row.getLong(i + 1));
        } else if (value instanceof String text) {
            byte[] bytes = reading.encoding() == SqliteRows.Encoding.UTF_8 ? row.getBytes(i + 1) : text.getBytes(UTF_8);
            key.putText(i, bytes, 0, bytes.length);
        } else if (value instanceof byte[] bytes) {
            key.putBlob(i, bytes, 0, bytes.length);
        }
    }

    @Override
    public ExpressionWriter.Style style() {
        return ExpressionWriter.Style.SQLITE;
    }

    @Override
    public String table(String name) {
        return "main." + Identifiers.quoted(name);
    }

    @Override
    public boolean isThere(String table) {
        return reading.catalog().tables().stream().anyMatch(one -> SqliteNames.same(one.name(), table));
    }

    @Override
    public String order(Passage of, String alias) {
        List<String> names = reading.order(of).names();
        Stream<String> known = names.isEmpty()
                ? of.keyFields().stream().map(field -> Identifiers.quoted(field.source()))
                : names.stream();
        return known.map(name -> alias + "." + name).collect(Collectors.joining(", "));
    }

    /** Only another SQLite database would take texts for equal that differ in their bytes. */
    @Override
    public String compared(Passage of, String column, String named) {
        boolean verbatim = of.fields().stream()
                .anyMatch(field -> field.source().equals(column) && field.kind().isOfSqlite());
        return verbatim ? named : named + " COLLATE BINARY";
    }
}
