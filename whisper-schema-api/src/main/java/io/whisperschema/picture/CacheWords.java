package io.whisperschema.picture;

import io.whisperschema.definition.cache.KeyFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is true of a family of keys, in words. */
final class CacheWords {
    private CacheWords() {}

    static List<String> of(KeyFamily family) {
        var words = new ArrayList<String>();
        words.add("Each key holds a " + RuleWords.word(family.valueType()));
        family.longest().ifPresent(longest -> words.add(longest + " entries at most"));
        words.add(family.ttl()
                .map(time -> "for " + time(time) + " after the last write")
                .orElse("for ever"));
        words.add("values of version " + family.valueVersion());
        return words;
    }

    private static String time(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + " ms";
        }
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutesPart() != 0) {
            return time.toMinutes() + " min";
        }
        return time.toHoursPart() == 0 ? time.toDays() + " d" : time.toHours() + " h";
    }
}
