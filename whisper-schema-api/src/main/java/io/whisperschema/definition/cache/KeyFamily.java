package io.whisperschema.definition.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keys of a cache that follow a pattern and hold the same kind of value.
 *
 * @param name what it is called
 * @param pattern its keys
 * @param valueType what Redis keeps under a key
 * @param ttl how long a key lives after its last write, for ever when absent
 * @param longest how many entries a list keeps, all when absent
 * @param fields what a value, or each of its entries, holds
 * @param valueVersion the version of the values' form, 1 or more
 */
public record KeyFamily(
        String name,
        KeyPattern pattern,
        ValueType valueType,
        Optional<Duration> ttl,
        OptionalInt longest,
        List<CacheField> fields,
        int valueVersion) {
    public KeyFamily {
        String place = "key family " + Checks.name("key family", name);
        requireNonNull(pattern);
        requireNonNull(valueType);
        fields = List.copyOf(fields);
        ttl.ifPresent(time -> Checks.that(
                time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(Duration.ofDays(36500)) <= 0,
                place,
                "its keys live for " + time,
                "Give a millisecond to a hundred years, or leave the time out."));
        Checks.that(
                longest.isEmpty() || valueType == ValueType.LIST,
                place,
                "only a list is cut at a length",
                "Make it a list or leave the length out.");
        longest.ifPresent(
                length -> Checks.that(length >= 1, place, "its lists keep " + length + " entries", "Give 1 or more."));
        Checks.that(valueVersion >= 1, place, "its value version is " + valueVersion, "Give 1 or more.");
        Duplicates.refuse(place, "field", fields.stream().map(CacheField::name).toList());
        for (CacheField field : fields) {
            travelsInJson(place, fields, field);
        }
    }

    /** A family of that name and pattern; say next what its keys hold. */
    public static Start of(String name, String pattern) {
        return new Start(name, KeyPattern.of(pattern));
    }

    /**
     * A key family without its values yet.
     *
     * @param name what it is called
     * @param pattern its keys
     */
    public record Start(String name, KeyPattern pattern) {
        /** Lists, newest entry first, whose entries have these fields. */
        public KeyFamily list(CacheField... fields) {
            return holding(ValueType.LIST, fields);
        }

        /** Hashes of these fields. */
        public KeyFamily hash(CacheField... fields) {
            return holding(ValueType.HASH, fields);
        }

        /** Single values, with these fields where they are documents. */
        public KeyFamily string(CacheField... fields) {
            return holding(ValueType.STRING, fields);
        }

        /** Sets, whose members have these fields where they are documents. */
        public KeyFamily set(CacheField... fields) {
            return holding(ValueType.SET, fields);
        }

        /** Sorted sets, whose members have these fields where they are documents. */
        public KeyFamily sortedSet(CacheField... fields) {
            return holding(ValueType.SORTED_SET, fields);
        }

        private KeyFamily holding(ValueType type, CacheField... fields) {
            return new KeyFamily(name, pattern, type, Optional.empty(), OptionalInt.empty(), List.of(fields), 1);
        }
    }

    /** Living that long after the last write. */
    public KeyFamily expiringAfter(Duration time) {
        return new KeyFamily(name, pattern, valueType, Optional.of(time), longest, fields, valueVersion);
    }

    /** Keeping that many entries. */
    public KeyFamily longest(int entries) {
        return new KeyFamily(name, pattern, valueType, ttl, OptionalInt.of(entries), fields, valueVersion);
    }

    /** With values of that version. */
    public KeyFamily valueVersion(int version) {
        return new KeyFamily(name, pattern, valueType, ttl, longest, fields, version);
    }

    /** The field of that name. */
    public Optional<CacheField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static void travelsInJson(String place, List<CacheField> fields, CacheField field) {
        field.within()
                .ifPresent(outer -> Checks.that(
                        fields.stream()
                                .anyMatch(other -> other.name().equals(outer)
                                        && other.type() == CacheFieldType.JSON
                                        && other.within().isEmpty()),
                        place + ", field " + field.name(),
                        "there is no JSON field " + outer + " to travel in",
                        "Add field(\"" + outer + "\").json()."));
    }
}
