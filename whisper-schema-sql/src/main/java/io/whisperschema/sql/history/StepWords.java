package io.whisperschema.sql.history;

import io.whisperschema.spi.Journal.Entry;
import io.whisperschema.spi.Journal.Event;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the journal tells of steps of plans: the run is the plan, the event has a word before it, so that it is never taken
 * for one of a migration, and the detail begins with the step's id.
 */
final class StepWords {
    /** What the words of their events begin with. */
    static final String PREFIX = "step ";

    private StepWords() {}

    static JournalEntry.Words of(Entry entry, long fence) {
        return new JournalEntry.Words(
                entry.plan(),
                word(entry.event()),
                "",
                "",
                HistoryWriter.text(entry.at()),
                fence,
                entry.step() + " " + entry.words());
    }

    private static String word(Event event) {
        return PREFIX + event.name().toLowerCase(Locale.ROOT);
    }

    /** All of the words, as a list of SQL. */
    static String list() {
        return Stream.of(Event.values())
                .map(event -> "'" + word(event) + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    static Event event(String word) {
        return Event.valueOf(word.substring(PREFIX.length()).toUpperCase(Locale.ROOT));
    }
}
