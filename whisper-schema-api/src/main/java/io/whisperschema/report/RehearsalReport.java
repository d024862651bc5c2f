package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.MigrationId;
import java.util.List;

/**
 * What a rehearsal of pending migrations showed; the store is as it was before.
 *
 * @param store which store
 * @param migrations those that were rehearsed, in that order
 * @param notRehearsed those that were left out, as status prints them, each with the reason
 * @param execution their statements, and how long each took
 * @param locks the locks they took on what was there, where the database tells
 */
public record RehearsalReport(
        String store,
        List<MigrationId> migrations,
        List<String> notRehearsed,
        ExecutionReport execution,
        List<TakenLock> locks) {
    public RehearsalReport {
        requireNonNull(store);
        migrations = List.copyOf(migrations);
        notRehearsed = List.copyOf(notRehearsed);
        requireNonNull(execution);
        locks = List.copyOf(locks);
    }

    /** The report as text. */
    public String text() {
        var text = new StringBuilder(store).append(": ").append(summary()).append('\n');
        for (StepResult result : execution.results()) {
            text.append("  ").append(result.step().change().words());
            text.append(" | ").append(result.took().toMillis()).append(" ms\n");
            result.notices().forEach(notice -> text.append(notice.text()).append('\n'));
        }
        locks.forEach(lock -> text.append("  locks ")
                .append(lock.relation())
                .append(" | ")
                .append(lock.mode())
                .append('\n'));
        notRehearsed.forEach(one -> text.append("  not rehearsed: ").append(one).append('\n'));
        return text.toString();
    }

    String summary() {
        var text = new StringBuilder(migrations.isEmpty() ? "nothing was to rehearse" : "rehearsed");
        migrations.forEach(id -> text.append(' ').append(id));
        return text.toString();
    }

    /**
     * The report as JSON of format {@code whisper-schema/rehearsal-report}, the same text for the same report. It is for
     * readers and tools; it is not read back.
     */
    public String toJson() {
        return RunJson.write(this);
    }

    /** The report as one HTML page that needs nothing else: no script, no font, no network. The same for the same report. */
    public String toHtml() {
        return RunPage.of(this);
    }
}
