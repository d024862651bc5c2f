package io.whisperschema.sql.history;

import io.whisperschema.finding.Finding;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the journal is as it was written, and tells the same as the record. */
final class JournalCheck {
    private static final String OTHER_HANDS = "Only this library writes there, so somebody changed it by other means."
            + " Put the journal back from a backup; or, if you know why and accept it, say repair(reason), and the reason is"
            + " kept.";

    /** The events that put a migration on record. */
    private static final Set<String> PRESENT = Set.of("done", "stamped", "created");

    private final List<JournalEntry> entries;
    private final List<RecordedMigration> recorded;

    JournalCheck(List<JournalEntry> entries, List<RecordedMigration> recorded) {
        this.entries = List.copyOf(entries);
        this.recorded = List.copyOf(recorded);
    }

    /** The first entry that is not as it was written; if all are, each migration of which the record says something else. */
    List<Finding> findings() {
        return flawFrom(0)
                .map(flaw -> List.of(acceptance(flaw.index() + 1)
                        .map(entry -> accepted(flaw.finding(), entry))
                        .orElse(flaw.finding())))
                .orElseGet(this::disagreements);
    }

    /**
     * An entry that is not as it was written.
     *
     * @param index its place among all
     * @param finding what is wrong with it
     */
    private record Flaw(int index, Finding finding) {}

    private Optional<Flaw> flawFrom(int start) {
        for (int i = start; i < entries.size(); i++) {
            Optional<Finding> found = flaw(i, i == 0 ? JournalEntry.NONE : entries.get(i - 1));
            if (found.isPresent()) {
                return Optional.of(new Flaw(i, found.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> flaw(int index, JournalEntry before) {
        JournalEntry entry = entries.get(index);
        if (entry.number() > before.number() + 1) {
            return Optional.of(missing(before.number() + 1, entry.number() - 1));
        }
        if (entry.isBehind(before) && entry.isAsWritten() && entry.number() == before.number() + 1) {
            return Optional.empty();
        }
        if (index + 1 < entries.size() && entries.get(index + 1).isBehind(before)) {
            return Optional.of(inserted(entry));
        }
        return Optional.of(entry.isAsWritten() ? uprooted(index) : edited(index));
    }

    private static Finding missing(long from, long to) {
        return finding(
                from == to ? place(from) : "schema_journal, entries " + from + " to " + to,
                from == to ? "an entry" : "entries",
                "none: what was done then is told no longer");
    }

    private static Finding inserted(JournalEntry entry) {
        return finding(
                place(entry.number()),
                "the entry that was written behind the one before it",
                "one that was put in by hand: the next entry was written behind the one before it. What it tells"
                        + " did not happen");
    }

    private Finding uprooted(int index) {
        return finding(
                place(entries.get(index).number()),
                "it behind the entry that was there when it was written",
                "another before it: that one was replaced, or entries between them were taken out"
                        + (isLast(index) ? ", or this one was put in by hand" : ""));
    }

    private boolean isLast(int index) {
        return index == entries.size() - 1;
    }

    private Finding edited(int index) {
        return finding(
                place(entries.get(index).number()),
                "what was written",
                "something else than its hash is of: it was edited" + (isLast(index) ? " or put in by hand" : "")
                        + ". What it tells may not have happened so");
    }

    /** Migrations of which the journal tells another fate than the record: its end may be gone, or a row. */
    private List<Finding> disagreements() {
        Map<String, JournalEntry> fates = fates();
        var found = new ArrayList<Finding>();
        for (RecordedMigration migration : recorded) {
            Optional<JournalEntry> fate = Optional.ofNullable(fates.remove(key(migration)));
            if (migration.origin() != Origin.ADOPTED
                    && fate.filter(JournalCheck::isThere).isEmpty()) {
                Finding unexplained = unexplained(migration, fate);
                found.add(acceptance(migration)
                        .map(entry -> accepted(unexplained, entry))
                        .orElse(unexplained));
            }
        }
        fates.values().stream()
                .filter(JournalCheck::isThere)
                .map(JournalCheck::unrecorded)
                .forEach(found::add);
        return found;
    }

    /** Who accepted the journal later than that was recorded accepted that it is not told of. */
    private Optional<JournalEntry> acceptance(RecordedMigration migration) {
        return acceptance(0)
                .filter(entry -> entry.words().at().compareTo(HistoryWriter.text(migration.appliedAt())) >= 0);
    }

    /** The last entry about the presence of each migration. A rebuild destroys all of them. */
    private Map<String, JournalEntry> fates() {
        var fates = new LinkedHashMap<String, JournalEntry>();
        for (JournalEntry entry : entries) {
            if (entry.words().event().equals("rebuilt")) {
                fates.clear();
            } else if (isThere(entry) || entry.words().event().equals("undone")) {
                fates.put(entry.words().component() + "/" + entry.words().version(), entry);
            }
        }
        return fates;
    }

    private static boolean isThere(JournalEntry entry) {
        return PRESENT.contains(entry.words().event());
    }

    private static String key(RecordedMigration migration) {
        return migration.id().component() + "/" + migration.id().number();
    }

    private static Finding unexplained(RecordedMigration migration, Optional<JournalEntry> fate) {
        return finding(
                "schema_versions, " + migration.line(),
                "an entry of the journal that it is applied",
                fate.map(entry -> "entry " + entry.number() + " that it was taken back")
                                .orElse("none") + ": the journal's end is missing, or the row was put in by hand");
    }

    private static Finding unrecorded(JournalEntry entry) {
        return Finding.error(
                "schema_versions, " + entry.words().component() + " "
                        + entry.words().version(),
                "a row, as entry " + entry.number() + " of the journal says",
                "none: it was taken out by hand, or the journal's end is missing",
                "The next start takes this migration for pending. If it is applied, say stamp(…).");
    }

    private static String place(long number) {
        return "schema_journal, entry " + number;
    }

    private static Finding finding(String place, String expected, String found) {
        return Finding.error(place, expected, found, OTHER_HANDS);
    }

    /** The last entry in which somebody accepted what is wrong before it, if nothing is from there on. */
    private Optional<JournalEntry> acceptance(int start) {
        for (int i = entries.size() - 1; i >= start; i--) {
            if (entries.get(i).words().event().equals("accepted")) {
                return flawFrom(i).isEmpty() ? Optional.of(entries.get(i)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Finding accepted(Finding finding, JournalEntry acceptance) {
        return Finding.notice(
                finding.place(),
                finding.expected(),
                finding.found(),
                "Nothing to do: entry " + acceptance.number() + " accepts it: "
                        + acceptance.words().detail());
    }
}
