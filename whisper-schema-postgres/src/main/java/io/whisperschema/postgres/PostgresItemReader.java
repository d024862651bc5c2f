package io.whisperschema.postgres;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ItemReader;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.copy.CopyOut;

/** Reads chunks of a PostgreSQL schema by COPY in its binary form. */
final class PostgresItemReader implements ItemReader {
    private static final int HEADER = BinaryEncoder.SIGNATURE.length + 2 * Integer.BYTES;
    private static final int END = -1;

    private final PostgresLane lane;
    private final MoveErrors errors;
    private final Map<String, TableReading> readings = new HashMap<>();
    private Optional<Reading> reading = Optional.empty();

    PostgresItemReader(PostgresLane lane, MoveErrors errors) {
        this.lane = lane;
        this.errors = errors;
    }

    /** The server knows the type of each value, so nothing is won by trusting. */
    @Override
    public void begin(Passage passage, Chunk chunk, BitSet trusted) {
        begin(passage.source(), () -> {
            TableReading rows = rows(passage);
            return new Reading(passage.source(), rows.copy(chunk), new BinaryDecoder(rows.fields()));
        });
    }

    private TableReading rows(Passage passage) throws SQLException {
        TableReading known = readings.get(passage.target());
        if (known != null) {
            return known;
        }
        int largest = errors.request().options().effort().largestValue();
        TableReading found = TableReading.of(lane, errors.schema(), passage, largest);
        readings.put(passage.target(), found);
        return found;
    }

    /** Begins to read the keys of a passage that a query selects. */
    void beginKeys(Passage passage, String query) {
        begin(passage.source(), () -> {
            TableReading keys = TableReading.ofKeys(lane, errors.schema(), passage);
            return new Reading(passage.source(), keys.copyOfKeys(query), new BinaryDecoder(keys.fields()));
        });
    }

    /** What begins to read. */
    private interface Beginning {
        Reading begin() throws SQLException;
    }

    private void begin(String table, Beginning beginning) {
        end();
        try {
            reading = Optional.of(beginning.begin());
        } catch (SQLException error) {
            throw errors.reading(error, table);
        }
    }

    @Override
    public boolean next(Item item) {
        Reading current = reading.orElseThrow(() -> new IllegalStateException("no chunk is begun"));
        item.clear();
        try {
            return current.next(item);
        } catch (SQLException error) {
            throw errors.reading(error, current.table);
        }
    }

    private void end() {
        reading.ifPresent(Reading::close);
        reading = Optional.empty();
    }

    /** The connection stays with the source, whose snapshot it sees. */
    @Override
    public void close() {
        end();
    }

    /** The rows of one COPY, which the server sends one a message, behind a header and before a mark of the end. */
    private final class Reading {
        private static final String SAVEPOINT = "whisper_schema_reading";

        private final String table;
        private final BinaryDecoder decoder;
        private final Cancellation.Work work;
        private final CopyOut copy;
        private byte[] message = new byte[0];
        private int at;
        private boolean ended;

        Reading(String table, String statement, BinaryDecoder decoder) throws SQLException {
            this.table = table;
            this.decoder = decoder;
            // What fails or is left in the midst must not take the snapshot with it.
            lane.execute("SAVEPOINT " + SAVEPOINT);
            this.work = lane.running(errors.request().cancellation());
            this.copy = begun(statement);
        }

        private CopyOut begun(String statement) throws SQLException {
            try {
                CopyOut begun = lane.copies().copyOut(statement);
                message = received(begun);
                at = HEADER;
                return begun;
            } catch (SQLException | RuntimeException failure) {
                work.close();
                goBack();
                throw failure;
            }
        }

        boolean next(Item item) throws SQLException {
            if (ended) {
                return false;
            }
            if (at == message.length) {
                message = received(copy);
                at = 0;
            }
            if (BigEndian.int16(message, at) == END) {
                finish();
                return false;
            }
            at = decoder.read(message, at, item);
            return true;
        }

        private byte[] received(CopyOut from) throws SQLException {
            byte[] received = from.readFromCopy();
            if (received == null) {
                throw new IllegalStateException("PostgreSQL ended its rows without a mark");
            }
            return received;
        }

        private void finish() throws SQLException {
            ended = true;
            // What comes behind the mark says that the command is complete.
            drain();
            work.close();
            lane.execute("RELEASE SAVEPOINT " + SAVEPOINT);
        }

        void close() {
            if (!ended) {
                ended = true;
                stop();
                work.close();
                goBack();
            }
        }

        /** The driver's way to cancel leaves what the server has sent by then to the next statement. */
        private void drain() throws SQLException {
            while (copy.isActive() && copy.readFromCopy() != null) {
                // Nobody wants it.
            }
        }

        private void stop() {
            try {
                drain();
            } catch (SQLException stopped) {
                // Then nothing more comes either.
            }
        }

        private void goBack() {
            try {
                lane.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            } catch (SQLException lost) {
                // Then the snapshot is gone too, as whoever reads next will hear.
            }
        }
    }
}
