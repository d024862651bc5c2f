package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.MigrationId;
import java.util.List;

/**
 * What the rebuilding of a store destroyed, left and made anew.
 *
 * @param store which store
 * @param database the name of the database, as it was typed
 * @param restorePoint the restore point that was taken before
 * @param destroyed the tables and views that were destroyed, with their rows
 * @param left what is somebody else's and was not touched
 * @param migrations the migrations that ran, in that order; none where only the definition says what there is
 * @param execution the statements that were run
 */
public record RebuildReport(
        String store,
        String database,
        String restorePoint,
        List<String> destroyed,
        List<String> left,
        List<MigrationId> migrations,
        ExecutionReport execution) {
    public RebuildReport {
        requireNonNull(store);
        requireNonNull(database);
        requireNonNull(restorePoint);
        destroyed = List.copyOf(destroyed);
        left = List.copyOf(left);
        migrations = List.copyOf(migrations);
        requireNonNull(execution);
    }

    /** The report as text. */
    public String text() {
        var text = new StringBuilder(store).append(": ").append(summary()).append('\n');
        text.append("  restore point: ").append(restorePoint).append('\n');
        destroyed.forEach(one -> text.append("  destroyed: ").append(one).append('\n'));
        left.forEach(one -> text.append("  not touched: ").append(one).append('\n'));
        return text.append(execution.text()).toString();
    }

    String summary() {
        var text = new StringBuilder("rebuilt ").append(database);
        if (!migrations.isEmpty()) {
            text.append(", with");
            migrations.forEach(id -> text.append(' ').append(id));
        }
        return text.toString();
    }

    /**
     * The report as JSON of format {@code whisper-schema/rebuild-report}, the same text for the same report. It is for readers
     * and tools; it is not read back.
     */
    public String toJson() {
        return RunJson.write(this);
    }

    /** The report as one HTML page that needs nothing else: no script, no font, no network. The same for the same report. */
    public String toHtml() {
        return RunPage.of(this);
    }
}
