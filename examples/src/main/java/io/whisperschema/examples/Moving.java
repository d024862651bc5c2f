package io.whisperschema.examples;

import io.whisperschema.ProgressBar;
import io.whisperschema.WhisperSchema;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.report.ReplayReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A desktop install that becomes a server. */
public final class Moving {
    private Moving() {}

    /** Also the call that goes on after it was killed. */
    public static MoveReport toServer(Path file, DataSource pool) {
        try (var desktop = SqliteStore.open(file)) {
            var schema = WhisperSchema.of(Companion.schema()).relational(desktop);
            MoveReport report = schema.listener(ProgressBar.to(System.err)).move(PostgresStore.over(pool));
            System.out.println(report.text()); // each table with its digests on both sides
            return report;
        }
    }

    /** Nothing is written: not to the target, and never to the source. */
    public static PreflightReport lookFirst(Path file, DataSource pool, MoveOptions options) {
        try (var desktop = SqliteStore.open(file)) {
            return WhisperSchema.of(Companion.schema())
                    .relational(desktop)
                    .preflight(PostgresStore.over(pool), options);
        }
    }

    /** What does not fit is refused unless its treatment is named. */
    public static MoveOptions rejectingBrokenText(Path folder) {
        return MoveOptions.cautious()
                .treating(Flaw.NUL_IN_TEXT, Treatment.reject())
                .treating(Flaw.INVALID_UTF8, Treatment.reject())
                .rejectingTo(folder);
    }

    /** Once the files of rejected rows are corrected; and later, at any time, the proof alone. */
    public static ReplayReport replay(Path file, DataSource pool, MoveOptions options) {
        try (var desktop = SqliteStore.open(file)) {
            var schema = WhisperSchema.of(Companion.schema()).relational(desktop);
            ReplayReport replayed = schema.replayRejects(PostgresStore.over(pool), options);
            System.out.println(
                    schema.verifyMoved(PostgresStore.over(pool), options).text());
            return replayed;
        }
    }
}
