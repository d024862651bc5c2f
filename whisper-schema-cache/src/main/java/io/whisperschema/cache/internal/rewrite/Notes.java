package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.look.SomeKeys;
import io.whisperschema.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found while entries are rewritten, told once of each kind. Not thread-safe. */
final class Notes {
    private final String place;
    private final Map<Finding, SomeKeys> remaining = new LinkedHashMap<>();
    private final Map<Finding, SomeKeys> happened = new LinkedHashMap<>();
    private long looked;

    Notes(String family) {
        place = "key family " + family;
    }

    /** Another look at all entries begins: what stays as it was is found again. */
    void lookAgain() {
        remaining.clear();
        looked = 0;
    }

    /** So many more entries are looked at. */
    void looked(long entries) {
        looked += entries;
    }

    /** Something stays as it was. */
    void stays(EntryKey key, String expected, String found, String remedy) {
        add(remaining, Finding.warning(place, expected, found, remedy), key);
    }

    /** A field stays as it was. */
    void stays(EntryKey key, String field, String expected, String found, String remedy) {
        add(remaining, Finding.warning(place + ", field " + field, expected, found, remedy), key);
    }

    /** Something happened that does not happen again. */
    void happened(EntryKey key, String expected, String found, String remedy) {
        add(happened, Finding.notice(place, expected, found, remedy), key);
    }

    private static void add(Map<Finding, SomeKeys> kinds, Finding kind, EntryKey key) {
        kinds.computeIfAbsent(kind, any -> new SomeKeys()).add(key.toString());
    }

    /** All of it. */
    List<Finding> findings() {
        var all = new LinkedHashMap<>(remaining);
        all.putAll(happened);
        return all.entrySet().stream()
                .map(each -> each.getValue().of(each.getKey(), looked))
                .toList();
    }
}
