package io.whisperschema.cache.internal.look;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.Listed;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.fields.FieldText;
import io.whisperschema.cache.internal.move.FamilyKeys;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.UnreadableValue;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the entries of a family, so many of them at most; not thread-safe. */
final class FamilyLook {
    private static final long SLACK_MILLIS = 1000;

    private final Entries entries;
    private final KeyFamily family;
    private final Documents documents;
    private final Map<Flaw, SomeKeys> found = new LinkedHashMap<>();
    private long seen;

    FamilyLook(Entries entries, KeyFamily family) {
        this.entries = entries;
        this.family = family;
        this.documents = new Documents(family);
    }

    /** One kind of flaw, which many entries may have. */
    private record Flaw(Finding shape) {}

    List<Finding> findings(long atMost) {
        long now = entries.now();
        entries.keys(FamilyKeys.scope(family), listed -> {
            seen++;
            look(listed, now);
            return seen < atMost;
        });
        if (!family.fields().isEmpty() || family.longest().isPresent()) {
            contents(atMost);
        }
        var findings = new ArrayList<Finding>();
        found.forEach((flaw, keys) -> findings.add(keys.of(flaw.shape(), seen)));
        return findings;
    }

    private String place() {
        return "key family " + family.name();
    }

    private void add(Finding shape, Object key) {
        found.computeIfAbsent(new Flaw(shape), any -> new SomeKeys()).add(key.toString());
    }

    private void look(Listed listed, long now) {
        if (!listed.type().equals(Optional.of(family.valueType()))) {
            add(
                    Finding.error(
                            place(),
                            "a " + family.valueType().text(),
                            "a " + listed.word(),
                            "Whoever reads it gets an error. Delete these keys, and look who writes them."),
                    listed.key());
        }
        family.ttl().ifPresent(ttl -> {
            if (listed.expiry().isEmpty()) {
                add(
                        Finding.error(
                                place(),
                                "entries that expire after " + ttl,
                                "entries that never expire",
                                "They stay for ever. Give them an expiry with PEXPIRE, and look who writes them"
                                        + " without."),
                        listed.key());
            } else if (listed.expiry().getAsLong() - now > ttl.toMillis() + SLACK_MILLIS) {
                add(
                        Finding.warning(
                                place(),
                                "entries that expire after " + ttl,
                                "entries that live longer",
                                "Look who writes them, or give the family the time that is meant."),
                        listed.key());
            }
        });
    }

    /** An entry whose parts are on their way. */
    private static final class Counted {
        private Optional<Object> key = Optional.empty();
        private long entries;
        private long members;
    }

    private void contents(long atMost) {
        var counted = new Counted();
        try (Entries.Reader reader = entries.reader()) {
            reader.begin(FamilyKeys.scope(family));
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                if (!counted.key.equals(Optional.of(part.get().key()))) {
                    counted.key = Optional.of(part.get().key());
                    counted.members = 0;
                    if (++counted.entries > atMost) {
                        return;
                    }
                }
                look(part.get(), counted);
            }
        }
    }

    private void look(EntryPart part, Counted counted) {
        if (part.type() != family.valueType()) {
            return;
        }
        boolean wasTooLong = isTooLong(counted.members);
        counted.members += part.elements().size() / Portions.width(part.type());
        if (!wasTooLong && isTooLong(counted.members)) {
            add(
                    Finding.warning(
                            place(),
                            "lists of " + family.longest().orElseThrow() + " at most",
                            "longer ones",
                            "The next message that is added cuts them. Look who writes them without."),
                    part.key());
        }
        if (!family.fields().isEmpty()) {
            fields(part);
        }
    }

    private boolean isTooLong(long members) {
        return members > family.longest().orElse(Integer.MAX_VALUE);
    }

    private void fields(EntryPart part) {
        if (part.type() == ValueType.HASH) {
            check(part, () -> documents.fields(part.elements()));
            return;
        }
        int width = Portions.width(part.type());
        for (int i = 0; i < part.elements().size(); i += width) {
            byte[] value = part.elements().get(i);
            check(part, () -> documents.fields(value));
        }
    }

    private interface Reading {
        Map<String, String> fields();
    }

    private void check(EntryPart part, Reading reading) {
        Map<String, String> fields;
        try {
            fields = reading.fields();
        } catch (UnreadableValue none) {
            add(
                    Finding.error(
                            place(),
                            "values that can be read",
                            "values of which is said: " + none.getMessage(),
                            "They are passed over and stay until they expire. Look who writes them."),
                    part.key());
            return;
        }
        for (CacheField field : family.fields()) {
            check(part, field, Optional.ofNullable(fields.get(field.name())));
        }
    }

    private void check(EntryPart part, CacheField field, Optional<String> text) {
        String place = place() + ", field " + field.name();
        if (text.isEmpty()) {
            if (field.presence() == CacheField.Presence.REQUIRED) {
                add(
                        Finding.error(
                                place,
                                field.type().text() + " in every value",
                                "no value",
                                "Look who writes them without, or make the field optional."),
                        part.key());
            }
            return;
        }
        try {
            FieldText.read(field.type(), text.get());
        } catch (UnreadableValue other) {
            add(
                    Finding.error(
                            place,
                            field.type().text(),
                            "values of another type",
                            "Look who writes them, or say in the definition what the field holds."),
                    part.key());
        }
    }
}
