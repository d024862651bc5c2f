package io.whisperschema.definition.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of what is cached: of a hash, or of each entry of a list or set.
 *
 * @param name its name
 * @param type the type of its values
 * @param presence whether it is always there
 * @param within the JSON field inside which it travels, when it does not stand beside the others
 */
public record CacheField(String name, CacheFieldType type, Presence presence, Optional<String> within) {
    public CacheField {
        Checks.that(!name.isBlank(), "cache field", "its name is empty", "Give it a name.");
        Checks.text("cache field", name);
        requireNonNull(type);
        requireNonNull(presence);
        within.ifPresent(outer -> Checks.text("cache field " + name, outer));
    }

    /** Whether a field is always there. */
    public enum Presence {
        /** It may be missing. */
        OPTIONAL,
        /** It is always there. */
        REQUIRED;

        /** The presence as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is always there. */
    public CacheField required() {
        return new CacheField(name, type, Presence.REQUIRED, within);
    }

    /** It may be missing, as fields may unless said otherwise. */
    public CacheField optional() {
        return new CacheField(name, type, Presence.OPTIONAL, within);
    }

    /** It travels inside that JSON field. */
    public CacheField within(String field) {
        return new CacheField(name, type, presence, Optional.of(field));
    }

    /**
     * A cache field without its type yet.
     *
     * @param name its name
     */
    public record Start(String name) {
        /** Text. */
        public CacheField string() {
            return of(CacheFieldType.STRING);
        }

        /** A 64-bit integer. */
        public CacheField integer() {
            return of(CacheFieldType.INTEGER);
        }

        /** A 64-bit floating point number. */
        public CacheField floating() {
            return of(CacheFieldType.FLOAT);
        }

        /** True or false. */
        public CacheField bool() {
            return of(CacheFieldType.BOOLEAN);
        }

        /** A moment as ISO-8601 text. */
        public CacheField datetime() {
            return of(CacheFieldType.DATETIME);
        }

        /** A moment as seconds since 1970. */
        public CacheField epochSeconds() {
            return of(CacheFieldType.EPOCH_SECONDS);
        }

        /** A set of texts. */
        public CacheField stringSet() {
            return of(CacheFieldType.STRING_SET);
        }

        /** JSON. */
        public CacheField json() {
            return of(CacheFieldType.JSON);
        }

        /** Values of that type. */
        public CacheField of(CacheFieldType type) {
            return new CacheField(name, type, Presence.OPTIONAL, Optional.empty());
        }
    }
}
