package io.whisperschema.vector.embedded.internal.engine;

import io.whisperschema.vector.embedded.internal.file.Store;
import io.whisperschema.vector.embedded.internal.filter.Id;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Puts what a file holds into memory. Indexes are built once all points of a collection are there. */
final class Loading implements Store.Reader {

    private final NewCollection maker;
    private final ObjIntConsumer<String> aliases;
    private final List<byte[]> indexes = new ArrayList<>();
    private @Nullable Collection collection;
    private String space = "";

    /** Makes a collection for what a file says of it. */
    interface NewCollection {
        Collection of(int id, String name, byte[] config);
    }

    Loading(NewCollection maker, ObjIntConsumer<String> aliases) {
        this.maker = maker;
        this.aliases = aliases;
    }

    private Collection collection() {
        if (collection == null) {
            throw new IllegalArgumentException("rows of no collection");
        }
        return collection;
    }

    @Override
    public void collection(int id, String name, byte[] config) {
        collection = maker.of(id, name, config);
    }

    @Override
    public void index(String field, byte[] schema) {
        indexes.add(schema);
    }

    @Override
    public void point(int slot, Object id, long version, byte[] payload) {
        collection().loadPoint(slot, id(id), version, payload);
    }

    private static Id id(Object id) {
        if (id instanceof byte[] uuid) {
            ByteBuffer halves = ByteBuffer.wrap(uuid);
            return new Id(Id.Kind.UUID, halves.getLong(), halves.getLong());
        }
        return Id.of((Long) id);
    }

    @Override
    public void space(int id, String name) {
        collection().loadSpace(id, name);
        space = name;
    }

    @Override
    public void vector(int slot, byte[] data) {
        collection().loadVector(space, slot, data);
    }

    @Override
    public void collectionEnds() {
        indexes.forEach(collection()::loadIndex);
        indexes.clear();
    }

    @Override
    public void alias(String alias, int id) {
        aliases.accept(alias, id);
    }
}
