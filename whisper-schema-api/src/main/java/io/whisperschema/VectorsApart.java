package io.whisperschema;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.RelationalStore;
import java.util.List;

/** Whether migrations of collections can run: there is a store for them, and others are kept away as long as they take. */
final class VectorsApart {
    private VectorsApart() {}

    /**
     * Refuses them where they cannot.
     *
     * @throws UnsupportedChange if one of them is of collections, and there is no vector store, or no lock for it
     */
    static void refuse(Surroundings around, List<Movement> movements) {
        refuseMigrations(
                around,
                movements.stream()
                        .map(Movement::migration)
                        .filter(Migration::isOfVectors)
                        .toList());
    }

    /** The same of all that are not on record, before anything is made. */
    static void refusePending(Surroundings around, MigrationRecords records) {
        refuseMigrations(
                around,
                around.migrations().inOrder().stream()
                        .filter(Migration::isOfVectors)
                        .filter(migration -> records.find(migration.id()).isEmpty())
                        .toList());
    }

    private static void refuseMigrations(Surroundings around, List<Migration> ofVectors) {
        if (!ofVectors.isEmpty()) {
            RelationalStore store = around.relational();
            String what = "run migration " + ofVectors.get(0).line();
            if (!around.hasVectors()) {
                throw new UnsupportedChange(
                        store.name(),
                        what,
                        "it is of collections, and there is no vector store",
                        "Give one with WhisperSchema.vectors(…).");
            }
            if (!around.passesVectorsOver() && !store.history().guards()) {
                throw new UnsupportedChange(
                        store.name(),
                        what,
                        "it is of collections and may take long, and this connection holds no lock from one transaction to"
                                + " the next that would keep others from running it too",
                        "Let a host run it that has a connection of its own to the server, past the pooler.");
            }
        }
    }
}
