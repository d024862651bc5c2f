package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.spi.EntryRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which keys belong to which key family.
 *
 * @param families the families
 */
public record FamilyKeys(List<KeyFamily> families) {
    private static final String TOKEN = ":token";

    public FamilyKeys {
        families = List.copyOf(families);
    }

    /** The entries of a passage: of that family, with the numbers of its locks, or of none. */
    EntryScope scope(String passage) {
        return passage.equals(EntryRequest.OTHERS)
                ? others()
                : moving(families.stream()
                        .filter(family -> family.name().equals(passage))
                        .findFirst()
                        .orElseThrow());
    }

    private static EntryScope moving(KeyFamily family) {
        return family.valueType() == ValueType.STRING
                ? EntryScope.of(
                        Optional.of(KeyGlob.literal(family.pattern().prefix()) + "*"),
                        key -> isOf(family, key) || isOfLocksOf(family, key))
                : scope(family);
    }

    /** The entries of a family. */
    public static EntryScope scope(KeyFamily family) {
        return EntryScope.of(Optional.of(KeyGlob.of(family.pattern())), key -> isOf(family, key));
    }

    /** The entries of no family. */
    public EntryScope others() {
        return EntryScope.of(Optional.empty(), key -> of(key).isEmpty() && !isOfLocks(key));
    }

    /** The family of a key, if it is of one. */
    public Optional<KeyFamily> of(EntryKey key) {
        return families.stream().filter(family -> isOf(family, key)).findFirst();
    }

    /** The family that a key of none may be meant to be of, since it begins as its keys do. */
    public Optional<KeyFamily> alike(EntryKey key) {
        return families.stream()
                .filter(family -> !family.pattern().prefix().isEmpty())
                .filter(family -> beginsAs(family, key))
                .findFirst();
    }

    /**
     * Whether a key holds the number of the last lock of a key of single values, as {@link CacheLayout#lockTokenKey} makes it. It
     * moves with the family, or on the other side numbers would begin anew.
     */
    public boolean isOfLocks(EntryKey key) {
        return families.stream().anyMatch(family -> family.valueType() == ValueType.STRING && isOfLocksOf(family, key));
    }

    private static boolean isOfLocksOf(KeyFamily family, EntryKey key) {
        return key.text()
                .flatMap(text -> lock(family, text))
                .flatMap(family.pattern()::match)
                .isPresent();
    }

    private static Optional<String> lock(KeyFamily family, String token) {
        String prefix = family.pattern().prefix();
        if (token.endsWith(TOKEN)) {
            return Optional.of(token.substring(0, token.length() - TOKEN.length()));
        }
        int begin = token.indexOf(prefix, prefix.length() + 1);
        return token.startsWith(prefix + "{") && token.endsWith("}") && begin > 0
                ? Optional.of(token.substring(begin, token.length() - 1))
                : Optional.empty();
    }

    private static boolean isOf(KeyFamily family, EntryKey key) {
        return beginsAs(family, key)
                && key.text().flatMap(family.pattern()::match).isPresent();
    }

    private static boolean beginsAs(KeyFamily family, EntryKey key) {
        return key.startsWith(EntryKey.of(family.pattern().prefix()).bytes());
    }
}
