package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.spi.EntryRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which keys belong to which key family.
 *
 * @param families the families
 */
public record FamilyKeys(List<KeyFamily> families) {
    public FamilyKeys {
        families = List.copyOf(families);
    }

    /** The entries of a passage: of that family, or of none. */
    EntryScope scope(String passage) {
        return passage.equals(EntryRequest.OTHERS)
                ? others()
                : scope(families.stream()
                        .filter(family -> family.name().equals(passage))
                        .findFirst()
                        .orElseThrow());
    }

    /** The entries of a family. */
    public static EntryScope scope(KeyFamily family) {
        return EntryScope.of(Optional.of(KeyGlob.of(family.pattern())), key -> isOf(family, key));
    }

    /** The entries of no family. */
    public EntryScope others() {
        return EntryScope.of(Optional.empty(), key -> of(key).isEmpty());
    }

    /** The family of a key, if it is of one. */
    public Optional<KeyFamily> of(EntryKey key) {
        return families.stream().filter(family -> isOf(family, key)).findFirst();
    }

    /** The family that a key of none may be meant to be of, since it begins as its keys do. */
    public Optional<KeyFamily> alike(EntryKey key) {
        return families.stream()
                .filter(family -> !family.pattern().prefix().isEmpty())
                .filter(family -> key.startsWith(EntryKey.of(family.pattern().prefix()).bytes()))
                .findFirst();
    }

    private static boolean isOf(KeyFamily family, EntryKey key) {
        return key.text().flatMap(family.pattern()::match).isPresent();
    }
}
