package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.MigrationId;
import java.util.List;

/**
 * What a run did to a store's migrations.
 *
 * @param store which store
 * @param verb what was done to them
 * @param migrations those it was done to, in that order
 * @param execution the statements that were run
 */
public record MigrationReport(String store, Verb verb, List<MigrationId> migrations, ExecutionReport execution) {
    public MigrationReport {
        requireNonNull(store);
        requireNonNull(verb);
        migrations = List.copyOf(migrations);
        requireNonNull(execution);
    }

    /** What is done to migrations. */
    public enum Verb {
        /** They ran. */
        APPLIED("applied"),
        /** They were taken back. */
        UNDONE("taken back"),
        /** They were recorded and did not run. */
        STAMPED("stamped"),
        /** What is recorded of them was mended. */
        REPAIRED("repaired");

        private final String words;

        Verb(String words) {
            this.words = words;
        }
    }

    /** The report as text. */
    public String text() {
        if (migrations.isEmpty()) {
            return store + ": nothing was to do.\n";
        }
        var text = new StringBuilder(store).append(": ").append(verb.words);
        migrations.forEach(id -> text.append(' ').append(id));
        return text.append('\n').append(execution.text()).toString();
    }
}
