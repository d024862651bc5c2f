package io.whisperschema.sql.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.finding.Finding;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Journals as they are written, and as they are found. */
class JournalCheckTest {
    private static final RecordedMigration FIRST = recorded(1);
    private static final RecordedMigration SECOND = recorded(2);

    private static RecordedMigration recorded(int number) {
        return new RecordedMigration(
                MigrationId.core(number),
                "000" + number + "_t.sql",
                Optional.of("meaning"),
                Optional.empty(),
                Instant.EPOCH,
                Origin.CREATED);
    }

    /** A journal as it would be written, of an event and the number of a migration each. */
    private static List<JournalEntry> journal(String... events) {
        var entries = new ArrayList<JournalEntry>();
        JournalEntry last = JournalEntry.NONE;
        for (String event : events) {
            String[] words = event.split(" ");
            last = last.followedBy(new JournalEntry.Words(
                    "run",
                    words[0],
                    words.length > 1 ? "core" : "",
                    words.length > 1 ? words[1] : "",
                    "2026-01-02 03:04:05.123456",
                    1,
                    "a detail\nof two lines"));
            entries.add(last);
        }
        return entries;
    }

    private static List<Finding> found(List<JournalEntry> journal, RecordedMigration... recorded) {
        return new JournalCheck(journal, List.of(recorded)).findings();
    }

    @Test
    void whatADatabaseWasCreatedWithIsTold() {
        assertThat(found(journal("created 1", "created 2"), FIRST, SECOND)).isEmpty();
        assertThat(found(journal("created 1"), FIRST, SECOND)).hasSize(1);
    }

    @Test
    void whatARebuildDestroyedIsNotMissed() {
        assertThat(found(journal("done 1", "done 2", "rebuilt", "created 1"), FIRST))
                .isEmpty();
        assertThat(found(journal("done 1", "rebuilt"), FIRST)).hasSize(1);
    }

    @Test
    void anEventThatSaysNothingOfPresenceIsNone() {
        assertThat(found(journal("intent 1", "statement 1", "failed 1"))).isEmpty();
    }

    @Test
    void theHashOfAnEntryIsWhatItAlwaysWas() {
        assertThat(journal("done 1").get(0).hash())
                .isEqualTo("f3476eb271267950f85514b095430e1f69459d3523777e517a2560bceeaf9937");
    }
}
