package io.whisperschema.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts a table into ranges of about so many rows. Numbers that lie close together are cut by counting, others and keys by
 * walking along the table, which reads its pages but no large value.
 */
final class SqliteRanges {
    private static final int MOST_RANGES = 10_000;

    /** Numbers with more than three gaps for each row are not close together. */
    private static final long CLOSE = 4;

    private static final int SAMPLE = 1_000;

    private final SqliteLane lane;
    private final SqliteOrder order;

    SqliteRanges(SqliteLane lane, SqliteOrder order) {
        this.lane = lane;
        this.order = order;
    }

    /** The ranges, in order; together they hold all rows, also those that are added later. */
    List<SqliteRange> ofAbout(long rows) throws SQLException {
        return switch (order.by()) {
            case HIDDEN_NUMBER -> List.of(SqliteRange.EVERYTHING);
            case NUMBER -> numbers(rows);
            case KEY -> keys(rows);
        };
    }

    private List<SqliteRange> numbers(long rows) throws SQLException {
        OptionalLong first = end("min");
        OptionalLong last = end("max");
        var cuts = new ArrayList<Long>();
        if (first.isPresent() && last.isPresent()) {
            if (isCountable(first.getAsLong(), last.getAsLong(), rows)) {
                count(first.getAsLong(), last.getAsLong(), rows, cuts);
            } else {
                walk(first.getAsLong(), rows, cuts);
            }
        }
        return between(cuts);
    }

    private static List<SqliteRange> between(List<Long> cuts) {
        var ranges = new ArrayList<SqliteRange>();
        long from = Long.MIN_VALUE;
        for (long cut : cuts) {
            ranges.add(new SqliteRange.Numbers(from, cut - 1));
            from = cut;
        }
        ranges.add(new SqliteRange.Numbers(from, Long.MAX_VALUE));
        return ranges;
    }

    /** Each end is one look; both in one query would be a walk. */
    private OptionalLong end(String which) throws SQLException {
        String query = "SELECT " + which + "(" + order.columns() + ")" + order.from();
        return number(query);
    }

    private OptionalLong number(String query, long... values) throws SQLException {
        try (PreparedStatement statement = lane.connection().prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return OptionalLong.empty();
                }
                long found = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(found);
            }
        }
    }

    private boolean isCountable(long first, long last, long rows) throws SQLException {
        long span = last - first;
        return span >= 0 && span / rows < MOST_RANGES && (span < rows || areClose(first, last, rows));
    }

    /** Whether numbers lie close together at both ends. */
    private boolean areClose(long first, long last, long rows) throws SQLException {
        return isClose(first, rows, Direction.UP) && isClose(last, rows, Direction.DOWN);
    }

    /** Which way to look from a number. */
    private enum Direction {
        UP(">=", ""),
        DOWN("<=", " DESC");

        private final String compared;
        private final String order;

        Direction(String compared, String order) {
            this.compared = compared;
            this.order = order;
        }
    }

    /** Whether the rows beside that number have numbers that lie close together. */
    private boolean isClose(long end, long rows, Direction direction) throws SQLException {
        long sample = Math.min(SAMPLE, rows);
        OptionalLong number = beyond(end, sample, direction);
        return number.isPresent() && Math.abs(number.getAsLong() - end) <= CLOSE * sample;
    }

    private OptionalLong beyond(long number, long rows, Direction direction) throws SQLException {
        return number(
                "SELECT " + order.columns() + order.from() + " WHERE " + order.columns() + " " + direction.compared
                        + " ?" + order.clause() + direction.order + " LIMIT 1 OFFSET ?",
                number,
                rows);
    }

    /** One look for each cut, so that a hole makes no empty ranges. */
    private void count(long first, long last, long rows, List<Long> cuts) throws SQLException {
        long from = first;
        while (last - from >= rows) {
            from = beyond(from + rows, 0, Direction.UP).orElse(last);
            cuts.add(from);
        }
    }

    private void walk(long first, long rows, List<Long> cuts) throws SQLException {
        OptionalLong next = beyond(first, rows, Direction.UP);
        while (next.isPresent()) {
            cuts.add(next.getAsLong());
            next = beyond(next.getAsLong(), rows, Direction.UP);
        }
    }

    private List<SqliteRange> keys(long rows) throws SQLException {
        var ranges = new ArrayList<SqliteRange>();
        Optional<SqliteKey> after = Optional.empty();
        Optional<SqliteKey> last = last(after, rows);
        while (last.isPresent()) {
            ranges.add(new SqliteRange.Keys(after, last));
            after = last;
            last = last(after, rows);
        }
        ranges.add(new SqliteRange.Keys(after, Optional.empty()));
        return ranges;
    }

    /** The key that is so many rows behind another one; none where there are not so many. */
    private Optional<SqliteKey> last(Optional<SqliteKey> after, long rows) throws SQLException {
        var behind = new SqliteRange.Keys(after, Optional.empty());
        String condition = behind.condition(order);
        String query = "SELECT " + SqliteKey.asked(order.names()) + order.from()
                + (condition.isEmpty() ? "" : " WHERE " + condition) + order.clause() + " LIMIT 1 OFFSET "
                + (rows - 1);
        try (PreparedStatement statement = lane.connection().prepareStatement(query)) {
            behind.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(SqliteKey.in(row, order.names().size())) : Optional.empty();
            }
        }
    }

    /** About how many rows there are, where few looks tell. */
    OptionalLong estimate() throws SQLException {
        if (order.by() != SqliteOrder.By.NUMBER) {
            return OptionalLong.empty();
        }
        OptionalLong first = end("min");
        OptionalLong last = end("max");
        if (first.isEmpty() || last.isEmpty()) {
            return OptionalLong.of(0);
        }
        long span = last.getAsLong() - first.getAsLong();
        return span >= 0 && (span < SAMPLE || areClose(first.getAsLong(), last.getAsLong(), SAMPLE))
                ? OptionalLong.of(span + 1)
                : OptionalLong.empty();
    }
}
