package io.whisperschema.sql.move;

import io.whisperschema.sql.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The connections that a move holds, as many as a store's source can give. As thread-safe as the source. */
public final class MoveConnections {
    private final ConnectionSource source;
    private final Optional<Opening> beside;

    private MoveConnections(ConnectionSource source, Optional<Opening> beside) {
        this.source = source;
        this.beside = beside;
    }

    /** Makes connections to the same database. */
    @FunctionalInterface
    public interface Opening {
        /** One more, which the move closes. */
        Connection open() throws SQLException;
    }

    /** Those of that source: of a pool several, of a single connection that one. */
    public static MoveConnections of(ConnectionSource source) {
        return new MoveConnections(source, Optional.empty());
    }

    /** A single connection, and others that can be opened beside it for reading. */
    public static MoveConnections of(ConnectionSource source, Opening beside) {
        return new MoveConnections(source, Optional.of(beside));
    }

    /** The store's own, or another one of its pool. */
    public HeldConnection hold() throws SQLException {
        return new HeldConnection(source.take(), source::giveBack);
    }

    /**
     * One that is not the store's only one, so that the store can be used meanwhile; none where none is to be had. A pool
     * that has given all it has may let us wait for as long as it is set to.
     */
    public Optional<HeldConnection> another() {
        try {
            return beside.isPresent() ? Optional.of(opened(beside.get())) : pooled();
        } catch (SQLException exhausted) {
            // A move goes on with as many as there are; what is wrong with all of them the first one tells.
            return Optional.empty();
        }
    }

    private static HeldConnection opened(Opening opening) throws SQLException {
        return new HeldConnection(opening.open(), MoveConnections::close);
    }

    private Optional<HeldConnection> pooled() throws SQLException {
        return source.ownership() == ConnectionSource.Ownership.FRESH ? Optional.of(hold()) : Optional.empty();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // It only read, so nothing can be lost with it.
        }
    }
}
