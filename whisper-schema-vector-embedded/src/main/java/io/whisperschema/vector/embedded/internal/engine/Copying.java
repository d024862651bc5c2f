package io.whisperschema.vector.embedded.internal.engine;

import io.whisperschema.vector.embedded.internal.file.Batch;
import io.whisperschema.vector.embedded.internal.file.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Copies collections while others write to them: a few megabytes at a time are taken under the locks of all of them, and
 * handed on without, so that a writer waits for a moment only. What was changed meanwhile is taken once more, until a
 * batch holds all that is left: that is the moment of the copy. Should writers be so fast that there is no such moment,
 * they wait for the end.
 */
final class Copying implements AutoCloseable {

    private final Map<Collection, Copy> copies = new LinkedHashMap<>();
    private final Batch batch;
    private boolean whole;

    Copying(Consumer<List<Change>> target) {
        this.batch = new Batch(target);
    }

    /** Whether a batch was taken that completes the copy. */
    boolean isWhole() {
        return whole;
    }

    /** Takes the next batch from the collections that are there now. Under the locks of all of them. */
    void take(List<Collection> now, Optional<Change> aliases) {
        follow(now);
        takeOnce();
        while (!whole && isChasing()) {
            batch.send();
            takeOnce();
        }
        if (whole) {
            copies.values().forEach(copy -> copy.takeDefinitions(batch));
            aliases.ifPresent(batch::add);
        }
    }

    /** Collections come and go, also another one in place of one. */
    private void follow(List<Collection> now) {
        for (Collection copied : new ArrayList<>(copies.keySet())) {
            if (!now.contains(copied)) {
                Copy copy = copies.remove(copied);
                copy.drop(batch);
                copy.end();
            }
        }
        now.forEach(collection -> copies.computeIfAbsent(collection, Collection::startCopy));
    }

    private void takeOnce() {
        whole = copies.values().stream().allMatch(copy -> copy.take(batch));
    }

    /** Whether points change faster than they are copied, so that it would never end. */
    private boolean isChasing() {
        return sum(Copy::again) > sum(Copy::copied);
    }

    private long sum(ToIntFunction<Copy> count) {
        return copies.values().stream().mapToInt(count).asLongStream().sum();
    }

    /** Hands on what was taken. */
    void send() {
        batch.send();
    }

    @Override
    public void close() {
        copies.values().forEach(Copy::end);
    }
}
