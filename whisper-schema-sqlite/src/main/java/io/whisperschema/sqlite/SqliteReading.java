package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.Cancellation;
import java.sql.SQLException;

/**
 * What is known of a database that a move reads.
 *
 * @param catalog what it holds
 * @param encoding how it keeps texts
 * @param largest how many bytes a value may have
 * @param store its name
 * @param errors its errors
 * @param cancellation the host's wish to stop
 */
record SqliteReading(
        RelationalCatalog catalog,
        SqliteRows.Encoding encoding,
        int largest,
        String store,
        SqliteErrors errors,
        Cancellation cancellation) {

    /** What is done. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Does it, with errors in our words. */
    <T> T on(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failure) {
            throw errors.unavailable(failure, doing);
        }
    }

    /** The same for what may take long, so that the host can stop it. */
    <T> T on(String doing, SqliteLane lane, Work<T> work) {
        Cancellation.Work stoppable = cancellation.begin(lane::interrupt);
        try {
            cancelIfAsked();
            return work.run();
        } catch (SQLException failure) {
            throw errors.unavailable(stopped(failure), doing);
        } finally {
            stoppable.close();
        }
    }

    void cancelIfAsked() {
        if (cancellation.isCancelled()) {
            throw new Cancelled(0, "Stopped while " + store + " was read, as asked. It is only read.");
        }
    }

    /**
     * The failure, if nobody asked for it.
     *
     * @throws Cancelled if somebody did
     */
    SQLException stopped(SQLException failure) {
        if (errors.stopped(failure)) {
            cancelIfAsked();
        }
        return failure;
    }

    SqliteOrder order(Passage passage) {
        return SqliteOrder.of(catalog, table(passage));
    }

    CatalogTable table(Passage passage) {
        return catalog.table(passage.source())
                .orElseThrow(() -> new IllegalArgumentException(store + " has no table " + passage.source()));
    }
}
