package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.migration.MigrationId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run did to a store's migrations.
 *
 * @param store which store
 * @param verb what was done to them
 * @param migrations those it was done to, in that order
 * @param execution the statements that were run
 * @param notices what was noticed on the way and needs no action
 */
public record MigrationReport(
        String store, Verb verb, List<MigrationId> migrations, ExecutionReport execution, List<Finding> notices) {
    public MigrationReport {
        requireNonNull(store);
        requireNonNull(verb);
        migrations = List.copyOf(migrations);
        requireNonNull(execution);
        notices = List.copyOf(notices);
    }

    /** A report of a run that noticed nothing. */
    public MigrationReport(String store, Verb verb, List<MigrationId> migrations, ExecutionReport execution) {
        this(store, verb, migrations, execution, List.of());
    }

    /** What is done to migrations. */
    public enum Verb {
        /** They ran. */
        APPLIED("applied"),
        /** An empty store was created as they leave it; they are on record, and but for those for rows did not run. */
        CREATED("created at head, with"),
        /** They are pending and were not to run. */
        PLANNED("would apply"),
        /** They are there without being on record, and were not to be recorded. */
        UNSTAMPED("would stamp"),
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
        return done() + notices.stream().map(notice -> notice.text() + "\n").collect(Collectors.joining());
    }

    private String done() {
        if (migrations.isEmpty()) {
            return store + ": nothing was to do.\n";
        }
        boolean isDone = verb != Verb.PLANNED && verb != Verb.UNSTAMPED;
        return store + ": " + summary() + "\n" + (isDone ? execution.text() : "");
    }

    String summary() {
        var text = new StringBuilder(migrations.isEmpty() ? "nothing was to do" : verb.words);
        migrations.forEach(id -> text.append(' ').append(id));
        return text.toString();
    }

    /**
     * The report as JSON of format {@code whisper-schema/migration-report}, the same text for the same report. It is for readers and
     * tools; it is not read back.
     */
    public String toJson() {
        return RunJson.write(this);
    }

    /** The report as one HTML page that needs nothing else: no script, no font, no network. The same for the same report. */
    public String toHtml() {
        return RunPage.of(this);
    }
}
