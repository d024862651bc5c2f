package io.whisperschema.cache.internal.rewrite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.diff.CodeName;
import java.util.List;

/** What becomes of fields, with all that is known of them then. */
sealed interface Edit {
    /** A field gets another name. */
    record Rename(Place place, String other) implements Edit {
        public Rename {
            requireNonNull(place);
            requireNonNull(other);
        }
    }

    /** Values become those of another type. */
    record Retype(Place place, CacheFieldType from, CacheFieldType to) implements Edit {
        public Retype {
            requireNonNull(place);
            requireNonNull(from);
            requireNonNull(to);
        }
    }

    /** Values that have no such field get it. */
    record Add(Place place, CacheFieldType type, String text) implements Edit {
        public Add {
            requireNonNull(place);
            requireNonNull(type);
            requireNonNull(text);
        }
    }

    /** A field goes. */
    record Drop(Place place) implements Edit {
        public Drop {
            requireNonNull(place);
        }
    }

    /**
     * Host code gives fields their values.
     *
     * @param code the code
     * @param asked the fields
     * @param known all fields that are known then
     */
    record Compute(CodeName code, List<String> asked, List<CacheField> known) implements Edit {
        public Compute {
            requireNonNull(code);
            asked = List.copyOf(asked);
            known = List.copyOf(known);
        }
    }
}
