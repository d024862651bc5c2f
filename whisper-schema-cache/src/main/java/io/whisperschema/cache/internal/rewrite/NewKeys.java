package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.definition.cache.KeyPattern;
import io.whisperschema.diff.EntryRecipe;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys that entries have, and are to have. A key that is one of the new pattern is never moved, even if it is one of the old
 * pattern too: where an entry with such a key came from nobody can tell.
 */
final class NewKeys {
    private final KeyPattern before;
    private final KeyPattern after;

    NewKeys(EntryRecipe recipe) {
        before = recipe.before().pattern();
        after = recipe.after().pattern();
    }

    /** All entries that are looked at: those with old keys, and those with new ones, which may come as they were before. */
    EntryScope scope() {
        String glob = before.equals(after) ? KeyGlob.of(before) : KeyGlob.literal(commonPrefix()) + "*";
        return EntryScope.of(Optional.of(glob), key -> isOf(before, key) || isOf(after, key));
    }

    private String commonPrefix() {
        String one = before.prefix();
        String other = after.prefix();
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private static boolean isOf(KeyPattern pattern, EntryKey key) {
        return key.text().flatMap(pattern::match).isPresent();
    }

    /** The key that the entry of a key is to get, if another. */
    Optional<EntryKey> goal(EntryKey key) {
        return before.equals(after) || isOf(after, key)
                ? Optional.empty()
                : key.text().flatMap(before::match).map(after::key).map(EntryKey::of);
    }

    /** Whether all old keys are new ones too, so that nobody can tell which is which. */
    boolean areAllAmbiguous() {
        Map<String, String> values = before.placeholders().stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> "whisper-" + name + "-7"));
        return !before.equals(after) && after.match(before.key(values)).isPresent();
    }
}
