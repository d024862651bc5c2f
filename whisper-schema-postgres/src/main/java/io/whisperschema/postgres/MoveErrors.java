package io.whisperschema.postgres;

import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.spi.MoveRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server says while a move reads or writes, in our words.
 *
 * @param store which store
 * @param schema which of its schemas
 * @param request the move
 */
record MoveErrors(String store, String schema, MoveRequest request) {
    PostgresErrors errors() {
        return new PostgresErrors(store, schema);
    }

    /** What went wrong while that was read. */
    SchemaException reading(SQLException error, String table) {
        return of(error, "read " + table, "Nothing was changed.");
    }

    /** What went wrong while that was written. */
    SchemaException writing(SQLException error, String table) {
        return of(
                error,
                "write " + table,
                "Nothing of this chunk stays, all chunks that are copied do; move again to go on.");
    }

    /** What went wrong while something else was done. */
    SchemaException of(SQLException error, String doing, String state) {
        PostgresErrors errors = errors();
        if (errors.stopped(error) && request.cancellation().isCancelled()) {
            return new Cancelled(0, "Stopped on " + store + ", schema " + schema + ", as asked. " + state);
        }
        String said = "Could not " + doing + " on " + store + ", schema " + schema + ": " + errors.said(error) + ". "
                + state + " " + errors.advice(error);
        if (errors.lostToOthers(error)) {
            Duration waited = request.options().effort().lockWait();
            return new LockTimeout(store, waited, said, Optional.of(errors.printable(error)));
        }
        return new StoreUnavailable(store, said, errors.printable(error));
    }
}
