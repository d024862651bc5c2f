package io.whisperschema.cache.internal.look;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
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
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at the entries of a family, so many of them at most; not thread-safe. */
final class FamilyLook {
    private static final long SLACK_MILLIS = 1000;
    /** Where a value is broken, which is another place in each. */
    private static final Pattern PLACE = Pattern.compile(" in line \\d+, column \\d+");

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
    private static final class Coming {
        private final EntryKey key;
        private final ValueType type;
        private final Map<String, String> fields = new HashMap<>();
        private final ByteArrayOutputStream slices = new ByteArrayOutputStream();
        private long members;
        private boolean isUnreadable;

        Coming(EntryPart first) {
            key = first.key();
            type = first.type();
        }

        /** Whether a part is of it. */
        boolean has(EntryPart part) {
            return key.equals(part.key());
        }
    }

    private void contents(long atMost) {
        try (Entries.Reader reader = entries.reader()) {
            reader.begin(FamilyKeys.scope(family));
            Optional<Coming> last = Optional.empty();
            long begun = 0;
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                EntryPart next = part.get();
                Optional<Coming> same = last.filter(entry -> entry.has(next));
                if (same.isEmpty()) {
                    last.ifPresent(this::finish);
                    if (++begun > atMost) {
                        return;
                    }
                }
                Coming coming = same.orElseGet(() -> new Coming(next));
                look(next, coming);
                last = Optional.of(coming);
            }
            last.ifPresent(this::finish);
        }
    }

    private void look(EntryPart part, Coming coming) {
        if (part.type() != family.valueType()) {
            return;
        }
        boolean wasTooLong = isTooLong(coming.members);
        coming.members += part.elements().size() / Portions.width(part.type());
        if (!wasTooLong && isTooLong(coming.members)) {
            add(
                    Finding.warning(
                            place(),
                            "lists of " + family.longest().orElseThrow() + " at most",
                            "longer ones",
                            "The next message that is added cuts them. Look who writes them without."),
                    part.key());
        }
        if (!family.fields().isEmpty()) {
            fields(part, coming);
        }
    }

    private boolean isTooLong(long members) {
        return members > family.longest().orElse(Integer.MAX_VALUE);
    }

    // A hash or a value of many bytes comes in parts, and only the whole of it says what is missing.
    private void fields(EntryPart part, Coming coming) {
        switch (part.type()) {
            case HASH -> read(coming, () -> documents.fields(part.elements()));
            case STRING -> part.elements().forEach(coming.slices::writeBytes);
            case LIST, SET, SORTED_SET -> {
                int width = Portions.width(part.type());
                for (int i = 0; i < part.elements().size(); i += width) {
                    byte[] value = part.elements().get(i);
                    check(coming, () -> documents.fields(value));
                }
            }
        }
    }

    private void finish(Coming coming) {
        if (coming.type != family.valueType() || family.fields().isEmpty()) {
            return;
        }
        if (coming.type == ValueType.STRING) {
            check(coming, () -> documents.fields(coming.slices.toByteArray()));
        } else if (coming.type == ValueType.HASH && !coming.isUnreadable) {
            check(coming);
        }
    }

    private interface Reading {
        Map<String, String> fields();
    }

    private void check(Coming coming, Reading reading) {
        coming.fields.clear();
        coming.isUnreadable = false;
        read(coming, reading);
        if (!coming.isUnreadable) {
            check(coming);
        }
    }

    private void read(Coming coming, Reading reading) {
        try {
            Map<String, String> fields = reading.fields();
            family.fields()
                    .forEach(field -> Optional.ofNullable(fields.get(field.name()))
                            .ifPresent(text -> coming.fields.put(field.name(), text)));
        } catch (UnreadableValue none) {
            coming.isUnreadable = true;
            add(
                    Finding.error(
                            place(),
                            "values that can be read",
                            "values of which is said: "
                                    + PLACE.matcher(String.valueOf(none.getMessage()))
                                            .replaceAll(""),
                            "They are passed over and stay until they expire. Look who writes them."),
                    coming.key);
        }
    }

    private void check(Coming coming) {
        for (CacheField field : family.fields()) {
            check(coming.key, field, Optional.ofNullable(coming.fields.get(field.name())));
        }
    }

    private void check(EntryKey key, CacheField field, Optional<String> text) {
        String place = place() + ", field " + field.name();
        if (text.isEmpty()) {
            if (field.presence() == CacheField.Presence.REQUIRED) {
                add(
                        Finding.error(
                                place,
                                field.type().text() + " in every value",
                                "no value",
                                "Look who writes them without, or make the field optional."),
                        key);
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
                    key);
        }
    }
}
