package io.whisperschema;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.stream.Stream;

/** Whether migrations of other stores can run: they are there, and other hosts are kept away as long as they take. */
final class OthersApart {
    private OthersApart() {}

    /** What one needs, in the words of errors. */
    private enum Need {
        COLLECTIONS("collections", "vector store", "WhisperSchema.vectors(…)"),
        ENTRIES("entries of a cache", "cache", "WhisperSchema.cache(…)");

        private final String what;
        private final String store;
        private final String way;

        Need(String what, String store, String way) {
            this.what = what;
            this.store = store;
            this.way = way;
        }

        static Need of(Migration migration) {
            return migration.storeKind() == StoreKind.CACHE ? ENTRIES : COLLECTIONS;
        }
    }

    /**
     * Refuses them where they cannot.
     *
     * @throws UnsupportedChange if one of them is of another store, and there is none, or no lock for it
     */
    static void refuse(Surroundings around, List<Movement> movements) {
        refuse(around, movements.stream().map(Movement::migration));
    }

    /** The same of all that are not on record, before anything is made. */
    static void refusePending(Surroundings around, MigrationRecords records) {
        refuse(
                around,
                around.migrations().inOrder().stream()
                        .filter(migration -> records.find(migration.id()).isEmpty()));
    }

    private static void refuse(Surroundings around, Stream<Migration> migrations) {
        migrations.filter(Migration::isOfOtherStore).forEach(migration -> refuse(around, migration));
    }

    private static void refuse(Surroundings around, Migration migration) {
        RelationalStore store = around.relational();
        String what = "run migration " + migration.line();
        Need need = Need.of(migration);
        if (!around.has(migration.storeKind())) {
            throw new UnsupportedChange(
                    store.name(),
                    what,
                    "it is of " + need.what + ", and there is no " + need.store,
                    "Give one with " + need.way + ".");
        }
        if (!around.passesOthersOver() && !store.history().guards()) {
            throw new UnsupportedChange(
                    store.name(),
                    what,
                    "it is of " + need.what + " and may take long, and this connection holds no lock from one"
                            + " transaction to the next that would keep others from running it too",
                    "Let a host run it that has a connection of its own to the server, past the pooler.");
        }
    }
}
