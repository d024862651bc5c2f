package io.whisperschema.sql.translation;

import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.catalog.ScriptReading.Unread;
import java.util.List;

/** What a script holds besides a schema: what matters one by one, rows and settings in one sentence each. */
final class UnreadStatements {
    private UnreadStatements() {}

    static void say(ScriptReading reading, Notes notes) {
        reading.rest().stream()
                .filter(one -> one.reason() == Reason.NOT_UNDERSTOOD || one.reason() == Reason.NO_PLACE)
                .forEach(one -> notes.add(one.finding()));
        say(reading, Reason.DATA, "about rows", "Move the rows once the tables are there.", notes);
        say(reading, Reason.NO_STRUCTURE, "without effect on them", "Nothing needs doing.", notes);
    }

    private static void say(ScriptReading reading, Reason reason, String what, String remedy, Notes notes) {
        List<Unread> some =
                reading.rest().stream().filter(one -> one.reason() == reason).toList();
        if (!some.isEmpty()) {
            Unread first = some.get(0);
            boolean one = some.size() == 1;
            notes.notice(
                    "line " + first.line(),
                    "statements that make tables",
                    (one ? "one " : some.size() + ", of which this is the first, ") + what + ": " + first.beginning(),
                    remedy);
        }
    }
}
