package io.whisperschema.vector.embedded.internal.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.whisperschema.vector.embedded.internal.file.Change;
import io.whisperschema.vector.embedded.internal.file.Store;
import io.whisperschema.vector.embedded.internal.filter.FieldIndex;
import io.whisperschema.vector.embedded.internal.filter.FieldSchema;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Indexes;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One collection: many readers or one writer. What a writer did is durable when its call returns. Thread-safe. */
public final class Collection {

    private final int id;
    private final String name;
    private final Store store;
    private final Budget budget;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final Points points = new Points();
    private final Indexes indexes = new Indexes(this::slotOf);
    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private volatile Map<String, VectorSpace> spaces = Map.of();
    private CollectionConfig config;
    private long operations;
    private int nextSpace = 1;
    private @Nullable Supplier<RuntimeException> gone;

    Collection(int id, String name, CollectionConfig config, Store store, Budget budget) {
        this.id = id;
        this.name = name;
        this.config = config;
        this.store = store;
        this.budget = budget;
    }

    private OptionalInt slotOf(Id point) {
        return view().slot(point);
    }

    int id() {
        return id;
    }

    /** The name that it was made with. */
    public String name() {
        return name;
    }

    /** The spaces for vectors at this moment, by name. */
    public Map<String, VectorSpace> spaces() {
        return spaces;
    }

    /** What a collection shows of itself. */
    public record Info(CollectionConfig config, Map<PayloadPath, FieldIndex> indexes, int points) {}

    /** What the collection shows of itself; the visitor sees it under the lock. */
    public <T> T info(Function<Info, T> visitor) {
        return read(view -> visitor.apply(new Info(config, indexes.all(), points.count())));
    }

    /** Lets a reader see the collection. */
    public <T> T read(Function<View, T> reader) {
        return locked(lock.readLock(), () -> {
            store.check();
            return reader.apply(view());
        });
    }

    private View view() {
        return new View(points, spaces, indexes);
    }

    private interface Work<T> {
        T run();
    }

    private <T> T locked(Lock held, Work<T> work) {
        held.lock();
        try {
            if (gone != null) {
                throw gone.get();
            }
            return work.run();
        } finally {
            held.unlock();
        }
    }

    static Refused missing(String name) {
        return new Refused(Status.Code.NOT_FOUND, "Not found: Collection `" + name + "` doesn't exist!");
    }

    /** Lets a writer change points. Returns the number of the operation once it is durable. */
    public long write(Consumer<Writer> work) {
        long[] numbers = locked(lock.writeLock(), () -> {
            store.check();
            long operation = operations;
            Writer writer = new Writer(id, view(), points, indexes, budget, operation);
            work.accept(writer);
            writer.changes().add(counts());
            operations = operation + 1;
            copies.forEach(copy -> copy.changed(writer.changes()));
            return new long[] {operation, store.append(writer.changes())};
        });
        store.await(numbers[1]);
        return numbers[0];
    }

    private Change counts() {
        return new Change.Counts(
                id, points.count(), spaces.values().stream().collect(Collectors.toMap(VectorSpace::id, space ->
                        (long) space.count())));
    }

    private long define(Function<List<Change>, Runnable> work) {
        long[] numbers = locked(lock.writeLock(), () -> {
            store.check();
            List<Change> changes = new ArrayList<>();
            work.apply(changes).run();
            long number = store.append(changes);
            return new long[] {operations++, number};
        });
        store.await(numbers[1]);
        return numbers[0];
    }

    /** The changes that make this collection, for a store that has none of it; it becomes whole with them. */
    List<Change> creation() {
        List<Change> changes = new ArrayList<>();
        changes.add(putConfig(config));
        for (Map.Entry<String, VectorParams> vector : Configs.vectors(config).entrySet()) {
            changes.add(new Change.PutSpace(id, nextSpace, vector.getKey()));
            addSpace(nextSpace, vector.getKey(), vector.getValue());
        }
        return changes;
    }

    /** What makes a collection be there of which all else is. */
    Change definition() {
        return putConfig(config);
    }

    private Change putConfig(CollectionConfig changed) {
        return new Change.PutCollection(id, name, changed.toByteArray());
    }

    void addSpace(int space, String vector, VectorParams params) {
        Map<String, VectorSpace> more = new LinkedHashMap<>(spaces);
        more.put(vector, new VectorSpace(space, vector, params));
        spaces = java.util.Collections.unmodifiableMap(more);
        nextSpace = Math.max(nextSpace, space + 1);
    }

    /** Changes the configuration. */
    public void update(UpdateCollection update) {
        define(changes -> {
            CollectionConfig updated = Configs.updated(config, update);
            changes.add(putConfig(updated));
            return () -> config = updated;
        });
    }

    /** Adds a space; nothing happens when it is there with the same parameters. */
    public long createVector(String vector, VectorParams params) {
        Configs.check(params);
        return define(changes -> {
            VectorParams now = Configs.vectors(config).get(vector);
            if (now != null) {
                if (now.getSize() != params.getSize()
                        || now.getDistance() != params.getDistance()
                        || now.getDatatype() != params.getDatatype()) {
                    throw Refused.invalid(
                            "Wrong input: Vector `" + vector + "` already exists with a different configuration");
                }
                return () -> {};
            }
            CollectionConfig updated = Configs.withVector(config, vector, params);
            int space = nextSpace;
            changes.add(putConfig(updated));
            changes.add(new Change.PutSpace(id, space, vector));
            return () -> {
                config = updated;
                addSpace(space, vector, params);
            };
        });
    }

    /** Removes a space with its vectors; nothing happens when there is none. */
    public long deleteVector(String vector) {
        return define(changes -> {
            VectorSpace space = spaces.get(vector);
            if (space == null) {
                return () -> {};
            }
            CollectionConfig updated = Configs.withoutVector(config, vector);
            changes.add(putConfig(updated));
            changes.add(new Change.DropSpace(id, space.id()));
            return () -> {
                config = updated;
                Map<String, VectorSpace> fewer = new LinkedHashMap<>(spaces);
                fewer.remove(vector);
                spaces = java.util.Collections.unmodifiableMap(fewer);
                budget.give(space.count() * Budget.ofVector(space.size()));
            };
        });
    }

    /** Indexes a field; another index on it is replaced. */
    public long createIndex(CreateFieldIndexCollection request) {
        PayloadPath path = PayloadPath.of(request.getFieldName());
        FieldSchema schema = FieldSchema.of(request);
        return define(changes -> {
            changes.add(putIndex(path, schema));
            return () -> buildIndex(path, schema);
        });
    }

    private Change putIndex(PayloadPath path, FieldSchema schema) {
        return new Change.PutIndex(id, path.toString(), schema.toRequest(path).toByteArray());
    }

    /** The changes that make the indexes. */
    List<Change> indexing() {
        return indexes.all().entrySet().stream()
                .map(index -> putIndex(index.getKey(), index.getValue().schema()))
                .toList();
    }

    private void buildIndex(PayloadPath path, FieldSchema schema) {
        FieldIndex index = indexes.create(path, schema);
        for (int slot = 0; slot < points.end(); slot++) {
            if (points.isUsed(slot)) {
                index.add(slot, points.payload(slot).values());
            }
        }
    }

    /** Removes an index, if there is one. */
    public long deleteIndex(String field) {
        PayloadPath path = PayloadPath.of(field);
        return define(changes -> {
            changes.add(new Change.DropIndex(id, path.toString()));
            return () -> indexes.drop(path);
        });
    }

    /** Keeps writers out, and lets readers in; nobody may drop it meanwhile. */
    Lock readLock() {
        return lock.readLock();
    }

    /** A new copy, which hears of all changes until it ends. Under the lock. */
    Copy startCopy() {
        Copy copy = new Copy(this, points);
        copies.add(copy);
        return copy;
    }

    void endCopy(Copy copy) {
        copies.remove(copy);
    }

    /** Ends it once nobody is in it, with what else is to be written then. Whoever comes later gets an exception. */
    long drop(List<Change> behind, Supplier<RuntimeException> why) {
        return locked(lock.writeLock(), () -> {
            List<Change> changes = new ArrayList<>(List.of(new Change.DropCollection(id)));
            changes.addAll(behind);
            long number = store.append(changes);
            gone = why;
            budget.give(taken());
            return number;
        });
    }

    /** Gives back the memory of one that never was there for anybody. */
    void forget() {
        budget.give(taken());
    }

    private long taken() {
        long taken = 0;
        for (int slot = 0; slot < points.end(); slot++) {
            if (points.isUsed(slot)) {
                taken += Budget.POINT + Budget.ofPayload(points.payload(slot).size());
            }
        }
        for (VectorSpace space : spaces.values()) {
            taken += space.count() * Budget.ofVector(space.size());
        }
        return taken;
    }

    void loadPoint(int slot, Id point, long version, byte[] payload) {
        if (points.slot(point) != null) {
            throw new IllegalArgumentException("point " + point + " of `" + name + "` is there twice");
        }
        Payload kept = Payload.of(payload);
        budget.take(Budget.POINT + Budget.ofPayload(kept.size()));
        points.put(slot, point);
        points.set(slot, kept, version);
        operations = Math.max(operations, version + 1);
    }

    void loadSpace(int space, String vector) {
        VectorParams params = Configs.vectors(config).get(vector);
        if (params == null) {
            throw new IllegalArgumentException("the space " + space + " of `" + name + "` is in no configuration");
        }
        addSpace(space, vector, params);
    }

    void loadVector(String vector, int slot, byte[] data) {
        VectorSpace space = spaces.get(vector);
        if (space == null || data.length != 4 * space.size() || !points.isUsed(slot)) {
            throw new IllegalArgumentException("a vector of `" + name + "` does not fit");
        }
        budget.take(Budget.ofVector(space.size()));
        space.put(slot, data);
    }

    void loadIndex(byte[] schema) {
        try {
            CreateFieldIndexCollection request = CreateFieldIndexCollection.parseFrom(schema);
            buildIndex(PayloadPath.of(request.getFieldName()), FieldSchema.of(request));
        } catch (InvalidProtocolBufferException | Refused e) {
            throw new IllegalArgumentException("an index of `" + name + "` cannot be read", e);
        }
    }
}
