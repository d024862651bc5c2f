package io.whisperschema.sql;

import io.whisperschema.spi.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How a database keeps what the journal has to say of its own steps: in the transaction that is open. */
public interface SqlKeeping {
    /** Where nothing is kept. */
    SqlKeeping NONE = new SqlKeeping() {
        @Override
        public void write(Connection connection, List<Journal.Entry> entries) {}

        @Override
        public List<Journal.Entry> entries(Connection connection, String plan) {
            return List.of();
        }
    };

    /** Writes these, oldest first. */
    void write(Connection connection, List<Journal.Entry> entries) throws SQLException;

    /** What is there of that plan, oldest first. */
    List<Journal.Entry> entries(Connection connection, String plan) throws SQLException;
}
