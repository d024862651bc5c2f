package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.DocumentForm;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.internal.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * How the entries of a key family become those of another: what it says of their fields, and the keys that the patterns give. An
 * entry keeps its expiry. Carrying it out again does no harm.
 *
 * @param before the family before
 * @param after what it becomes
 * @param edits what becomes of fields, one after the other
 * @param form how messages are written from then on; as they are when absent
 * @param meeting what becomes of an entry whose new key is taken
 */
public record EntryRecipe(
        KeyFamily before, KeyFamily after, List<FieldEdit> edits, Optional<DocumentForm> form, Meeting meeting) {
    public EntryRecipe {
        requireNonNull(before);
        requireNonNull(after);
        edits = List.copyOf(edits);
        requireNonNull(form);
        requireNonNull(meeting);
        String place = "key family " + after.name();
        Checks.that(
                before.valueType() == after.valueType(),
                place,
                "its entries are of the type " + before.valueType().text() + " and would become of the type "
                        + after.valueType().text(),
                "Make another family of it, and let the old entries expire.");
        Checks.that(
                new HashSet<>(before.pattern().placeholders())
                        .equals(new HashSet<>(after.pattern().placeholders())),
                place,
                "the patterns " + before.pattern() + " and " + after.pattern() + " have different placeholders",
                "Use the same ones in both, so that each key has one that it becomes.");
    }

    /** What becomes of an entry whose new key is taken by an entry with other contents. */
    public enum Meeting {
        /** It stops the run before either is touched. */
        STOP,
        /** The one that is there stays, and the old one goes. */
        KEEP_NEW
    }

    /** Whether keys become others. */
    public boolean movesKeys() {
        return !before.pattern().equals(after.pattern());
    }

    /** The code that it speaks of. */
    public List<CodeName> codes() {
        return edits.stream()
                .filter(FieldEdit.Compute.class::isInstance)
                .map(edit -> ((FieldEdit.Compute) edit).code())
                .distinct()
                .toList();
    }
}
