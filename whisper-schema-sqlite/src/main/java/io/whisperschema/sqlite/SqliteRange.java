package io.whisperschema.sqlite;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A part of a table in its own order, as a chunk's range tells it. */
sealed interface SqliteRange {
    /** All rows. */
    SqliteRange EVERYTHING = new Everything();

    /** The text of the range, which {@link #of} reads. */
    String text();

    /** The condition that its rows meet, with places for values; empty if all do. */
    String condition(SqliteOrder order);

    /** Sets those values, from that place on. */
    void bind(PreparedStatement statement) throws SQLException;

    /** All rows. */
    record Everything() implements SqliteRange {
        @Override
        public String text() {
            return "*";
        }

        @Override
        public String condition(SqliteOrder order) {
            return "";
        }

        @Override
        public void bind(PreparedStatement statement) {}
    }

    /**
     * Rows by their numbers.
     *
     * @param first the first number
     * @param last the last number
     */
    record Numbers(long first, long last) implements SqliteRange {
        @Override
        public String text() {
            return first + ".." + last;
        }

        @Override
        public String condition(SqliteOrder order) {
            return order.columns() + " BETWEEN ? AND ?";
        }

        @Override
        public void bind(PreparedStatement statement) throws SQLException {
            statement.setLong(1, first);
            statement.setLong(2, last);
        }
    }

    /**
     * Rows by their keys, of a table that does not number them.
     *
     * @param after the key before the first one; none if it begins with the first row
     * @param last the last key; none if it ends with the last row
     */
    record Keys(Optional<SqliteKey> after, Optional<SqliteKey> last) implements SqliteRange {
        @Override
        public String text() {
            return Json.object()
                    .put("after", after, SqliteKey::json)
                    .put("last", last, SqliteKey::json)
                    .build()
                    .compact();
        }

        @Override
        public String condition(SqliteOrder order) {
            String from =
                    after.map(key -> order.columns() + " > " + key.places()).orElse("");
            String to = last.map(key -> order.columns() + " <= " + key.places()).orElse("");
            return from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to;
        }

        @Override
        public void bind(PreparedStatement statement) throws SQLException {
            int next = 1;
            for (Optional<SqliteKey> key : List.of(after, last)) {
                if (key.isPresent()) {
                    next = key.get().bind(statement, next);
                }
            }
        }
    }

    /**
     * The range of that text.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is none
     */
    static SqliteRange of(String text) {
        if (text.equals(EVERYTHING.text())) {
            return EVERYTHING;
        }
        int between = text.indexOf("..", 1);
        if (text.startsWith("{") || between < 0) {
            return JsonValue.root(Json.parse(text))
                    .object(range -> new Keys(
                            range.may("after").map(SqliteKey::of),
                            range.may("last").map(SqliteKey::of)));
        }
        return new Numbers(Long.parseLong(text.substring(0, between)), Long.parseLong(text.substring(between + 2)));
    }
}
