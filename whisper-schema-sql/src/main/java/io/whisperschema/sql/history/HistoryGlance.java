package io.whisperschema.sql.history;

import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/** Reads the row for starts. Apart from the other reading, which a start with nothing to do shall not even load. */
final class HistoryGlance {
    private HistoryGlance() {}

    /** The row for starts, unless a move to here is unfinished; in one query. */
    static Optional<HistoryState> forStarts(Connection connection, HistoryDialect dialect) throws SQLException {
        return asked(connection, query(dialect) + " WHERE NOT EXISTS (" + dialect.moveThere() + ")");
    }

    /** The row for starts. */
    static Optional<HistoryState> state(Connection connection, HistoryDialect dialect) throws SQLException {
        return asked(connection, query(dialect));
    }

    private static String query(HistoryDialect dialect) {
        return "SELECT format, phase, digest FROM " + dialect.state();
    }

    private static Optional<HistoryState> asked(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(state(row)) : Optional.empty();
        }
    }

    /** What a later release writes we do not understand: then nothing is up to date, and the format says why. */
    private static HistoryState state(ResultSet row) throws SQLException {
        int format = row.getInt(1);
        return new HistoryState(
                format, format == HistoryState.FORMAT ? phase(row.getString(2)) : Phase.DIRTY, row.getString(3));
    }

    /** A word that nobody of us wrote is for somebody to look at. */
    private static Phase phase(String word) {
        for (Phase phase : Phase.values()) {
            if (phase.name().toLowerCase(Locale.ROOT).equals(word)) {
                return phase;
            }
        }
        return Phase.DIRTY;
    }
}
