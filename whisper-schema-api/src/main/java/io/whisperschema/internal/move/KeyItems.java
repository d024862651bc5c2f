package io.whisperschema.internal.move;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Hashes of keys that queries return alone, the same as those of the items they belong to. Not thread-safe. */
final class KeyItems {
    private final Settling settling;
    private final ItemHash hash;

    KeyItems(Passage passage, MoveOptions options, Limits limits) {
        List<Field> fields = passage.keyFields();
        List<Integer> key = passage.key().isEmpty()
                ? List.of()
                : IntStream.range(0, fields.size()).boxed().toList();
        var keys = new Passage(passage.source(), passage.target(), fields, key, Optional.empty());
        settling = Settling.isCompared(keys)
                ? Settling.ofCompared(keys, options)
                : Settling.ofSource(keys, options, limits, FlawListener.SILENT);
        hash = new ItemHash(keys);
    }

    /** The hash of a key, whose item is settled by this. */
    ItemHash hashed(Item key) {
        settling.settle(key);
        hash.hash(key);
        return hash;
    }
}
