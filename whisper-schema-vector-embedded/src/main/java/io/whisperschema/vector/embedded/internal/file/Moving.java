package io.whisperschema.vector.embedded.internal.file;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Turns what a file holds into the changes that make it elsewhere, a few megabytes at a time. */
public final class Moving implements Store.Reader {

    private final Batch batch;
    private final OptionalInt as;
    private final Map<String, Integer> aliases = new TreeMap<>();
    private final Map<Integer, Long> vectors = new TreeMap<>();
    private int collection;
    private int space;
    private long points;

    private Moving(Consumer<List<Change>> target, OptionalInt as) {
        this.batch = new Batch(target);
        this.as = as;
    }

    /** All collections and aliases, as they are. */
    public static Moving everything(Consumer<List<Change>> target) {
        return new Moving(target, OptionalInt.empty());
    }

    /** One collection under another number; it is there once the target gets a {@link Change.PutCollection} for it. */
    public static Moving collectionAs(int number, Consumer<List<Change>> target) {
        return new Moving(target, OptionalInt.of(number));
    }

    private void add(Change change) {
        batch.add(change);
        if (batch.isFull()) {
            batch.send();
        }
    }

    /** Sends what is left. */
    public void end() {
        if (as.isEmpty()) {
            batch.add(new Change.PutAliases(aliases));
        }
        batch.send();
    }

    @Override
    public void collection(int number, String name, byte[] config) {
        collection = as.orElse(number);
        points = 0;
        vectors.clear();
        add(as.isPresent() ? new Change.MakeRoom(collection) : new Change.PutCollection(collection, name, config));
    }

    @Override
    public void index(String field, byte[] schema) {
        add(new Change.PutIndex(collection, field, schema));
    }

    @Override
    public void point(int slot, Object id, long version, byte[] payload) {
        add(new Change.PutPoint(collection, slot, id, version, payload));
        points++;
    }

    @Override
    public void space(int number, String name) {
        space = number;
        add(new Change.PutSpace(collection, space, name));
    }

    @Override
    public void vector(int slot, byte[] data) {
        add(new Change.PutVector(collection, space, slot, data));
        vectors.merge(space, 1L, Long::sum);
    }

    @Override
    public void collectionEnds() {
        add(new Change.Counts(collection, points, vectors));
    }

    @Override
    public void alias(String alias, int number) {
        aliases.put(alias, number);
    }
}
