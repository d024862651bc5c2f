package io.whisperschema.sqlite;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ItemReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows of SQLite as it returns them. Not thread-safe. */
final class SqliteItemReader implements ItemReader {
    private final SqliteLane lane;
    private final SqliteReading reading;
    private final int limitBefore;
    private Optional<Cancellation.Work> work = Optional.empty();
    private @Nullable SqliteChunkQuery query;
    private @Nullable SqliteRows rows;
    private List<DriverRows.Look> looks = List.of();
    private long returned;

    /** On that lane, which stays open. */
    SqliteItemReader(SqliteLane lane, SqliteReading reading) {
        this.lane = lane;
        this.reading = reading;
        this.limitBefore = reading.on("read", () -> lane.limitValues(reading.largest()));
    }

    @Override
    public void begin(Passage passage, Chunk chunk, BitSet trusted) {
        end();
        query = new SqliteChunkQuery(passage, reading.order(passage), SqliteRange.of(chunk.range()));
        looks = looks(passage, trusted);
        returned = 0;
        work = Optional.of(reading.cancellation().begin(lane::interrupt));
    }

    private List<DriverRows.Look> looks(Passage passage, BitSet trusted) {
        var found = new ArrayList<DriverRows.Look>();
        for (int i = 0; i < passage.fields().size(); i++) {
            found.add(trusted.get(i) ? trusted(passage.fields().get(i)) : DriverRows.Look.TYPE);
        }
        return found;
    }

    /** Where all that is right as it is has one type; without values integers look like zero. */
    private static DriverRows.Look trusted(Field field) {
        if (field.kind() instanceof ValueKind.LimitedText) {
            return DriverRows.Look.TEXT;
        }
        if (!(field.kind() instanceof ValueKind.Plain plain)) {
            return DriverRows.Look.TYPE;
        }
        return switch (plain) {
            case TEXT, JSON, JSONB, MOMENT, LOCAL_MOMENT, DATE, UUID -> DriverRows.Look.TEXT;
            case BYTES -> DriverRows.Look.BLOB;
            case INTEGER_16, INTEGER_32, BIGINT, BOOLEAN ->
                field.nullness() == Nullness.REQUIRED ? DriverRows.Look.INTEGER : DriverRows.Look.TYPE;
            default -> DriverRows.Look.TYPE;
        };
    }

    @Override
    public boolean next(Item item) {
        SqliteChunkQuery asked = query;
        if (asked == null) {
            return false;
        }
        item.clear();
        boolean found = reading.on("read " + asked.passage().source(), () -> isNext(item, asked));
        if (found) {
            returned++;
        } else {
            end();
        }
        return found;
    }

    private boolean isNext(Item item, SqliteChunkQuery asked) throws SQLException {
        try {
            return opened(asked).next(item);
        } catch (SQLException failure) {
            if (!reading.errors().isTooLarge(failure) || rows instanceof GuardedRows) {
                throw reading.stopped(failure);
            }
            closeRows();
            item.clear();
            SqliteRows guarded = guarded(asked);
            rows = guarded;
            return guarded.next(item);
        }
    }

    private SqliteRows opened(SqliteChunkQuery asked) throws SQLException {
        SqliteRows open = rows;
        if (open == null) {
            open = lane.driver().isPresent() ? plain(asked, lane.driver().get()) : guarded(asked);
            rows = open;
        }
        return open;
    }

    private SqliteRows plain(SqliteChunkQuery asked, Connection driver) throws SQLException {
        PreparedStatement statement = driver.prepareStatement(asked.plain());
        try {
            asked.bind(statement);
            return DriverRows.of(statement, looks, reading.encoding());
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }

    /** From the row on that is not returned yet; the order is that of the query before. */
    private SqliteRows guarded(SqliteChunkQuery asked) throws SQLException {
        PreparedStatement statement = lane.connection().prepareStatement(asked.guarded(reading.largest(), returned));
        try {
            asked.bind(statement);
            return GuardedRows.of(statement, asked.fields().size(), reading.largest(), reading.encoding());
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }

    private void end() {
        query = null;
        work.ifPresent(Cancellation.Work::close);
        work = Optional.empty();
        reading.on("read", () -> {
            closeRows();
            return returned;
        });
    }

    private void closeRows() throws SQLException {
        SqliteRows open = rows;
        rows = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        end();
        reading.on("read", () -> lane.limitValues(limitBefore));
    }
}
