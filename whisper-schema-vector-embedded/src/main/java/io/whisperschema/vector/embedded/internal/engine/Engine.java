package io.whisperschema.vector.embedded.internal.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.whisperschema.vector.embedded.internal.file.Change;
import io.whisperschema.vector.embedded.internal.file.SnapshotFile;
import io.whisperschema.vector.embedded.internal.file.Store;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.filter.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** All collections and aliases. Thread-safe. */
public final class Engine {

    private final Store store;
    private final Budget budget;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Collection> collections = new TreeMap<>();
    private Map<String, String> aliases = new TreeMap<>();
    private int nextCollection = 1;

    private Engine(Store store, Budget budget) {
        this.store = store;
        this.budget = budget;
    }

    /** Reads what a store holds. Throws {@link IllegalArgumentException} where it does not fit together. */
    public static Engine over(Store store, Budget budget) {
        Engine engine = new Engine(store, budget);
        engine.load(store::read);
        return engine;
    }

    /** Refuses a snapshot that could not be opened as a store, as opening does. */
    public static void check(SnapshotFile snapshot, Budget budget) {
        new Engine(Store.nowhere(), budget).load(snapshot::read);
    }

    private void load(Consumer<Store.Reader> source) {
        source.accept(new Loading(this::load, this::loadAlias));
    }

    Collection load(int id, String name, byte[] config) {
        Collection collection = made(id, name, config);
        collections.put(name, collection);
        nextCollection = Math.max(nextCollection, id + 1);
        return collection;
    }

    /** One that is not there yet. */
    Collection made(int id, String name, byte[] config) {
        try {
            return new Collection(id, name, CollectionConfig.parseFrom(config), store, budget);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the configuration of `" + name + "` cannot be read", e);
        }
    }

    void loadAlias(String alias, int id) {
        String name = collections.values().stream()
                .filter(collection -> collection.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("alias " + alias + " stands for no collection"))
                .name();
        aliases.put(alias, name);
    }

    private <T> T reading(Function<Map<String, String>, T> work) {
        lock.readLock().lock();
        try {
            store.check();
            return work.apply(aliases);
        } finally {
            lock.readLock().unlock();
        }
    }

    private interface Work {
        long run();
    }

    private void writing(Work work) {
        long number;
        lock.writeLock().lock();
        try {
            store.check();
            number = work.run();
        } finally {
            lock.writeLock().unlock();
        }
        store.await(number);
    }

    /** The collection of that name or alias. */
    public Collection collection(String name) {
        return reading(now -> find(name));
    }

    private Collection find(String given) {
        String name = Texts.sent(given);
        Collection collection = collections.get(aliases.getOrDefault(name, name));
        if (collection == null) {
            throw Collection.missing(name);
        }
        return collection;
    }

    /** Whether a name or alias stands for a collection. */
    public boolean exists(String given) {
        String name = Texts.sent(given);
        return reading(now -> collections.containsKey(now.getOrDefault(name, name)));
    }

    /** The names of all collections, sorted. */
    public List<String> names() {
        return reading(now -> List.copyOf(collections.keySet()));
    }

    /** All aliases with their collections, sorted. */
    public Map<String, String> aliases() {
        return reading(TreeMap::new);
    }

    /** Makes a collection. */
    public void create(CreateCollection request) {
        String name = request.getCollectionName();
        writing(() -> {
            refuseTaken(name);
            Collection collection = new Collection(nextCollection, name, Configs.of(request), store, budget);
            long number = store.append(collection.creation());
            collections.put(name, collection);
            nextCollection++;
            return number;
        });
    }

    private void refuseTaken(String name) {
        if (collections.containsKey(name)) {
            throw alreadyExists(name);
        }
        if (aliases.containsKey(name)) {
            throw Refused.invalid("Wrong input: Can't create collection with name " + name
                    + ". Alias with the same name already exists");
        }
    }

    private static Refused alreadyExists(String name) {
        return new Refused(Status.Code.ALREADY_EXISTS, "Wrong input: Collection `" + name + "` already exists!");
    }

    /** Removes a collection with its aliases. Aliases are not looked at. Whether there was one. */
    public boolean delete(String name) {
        boolean[] there = {false};
        writing(() -> {
            Collection collection = collections.get(name);
            if (collection == null) {
                return 0;
            }
            Map<String, String> left = new TreeMap<>(aliases);
            left.values().removeIf(name::equals);
            long number = collection.drop(List.of(put(left)), () -> Collection.missing(name));
            collections.remove(name);
            aliases = left;
            there[0] = true;
            return number;
        });
        return there[0];
    }

    /** Changes aliases, all or none. */
    public void changeAliases(List<AliasOperations> actions) {
        writing(() -> {
            Map<String, String> changed = new TreeMap<>(aliases);
            actions.forEach(action -> change(changed, action));
            long number = store.append(new ArrayList<>(List.of(put(changed))));
            aliases = changed;
            return number;
        });
    }

    private void change(Map<String, String> changed, AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                String name = Texts.sent(action.getCreateAlias().getCollectionName());
                String alias = Texts.sent(action.getCreateAlias().getAliasName());
                if (!collections.containsKey(name)) {
                    throw Collection.missing(name);
                }
                if (collections.containsKey(alias)) {
                    throw alreadyExists(alias);
                }
                changed.put(alias, name);
            }
            case RENAME_ALIAS -> {
                String old = Texts.sent(action.getRenameAlias().getOldAliasName());
                String name = changed.remove(old);
                if (name == null) {
                    throw new Refused(Status.Code.NOT_FOUND, "Not found: Alias " + old + " does not exists!");
                }
                changed.put(Texts.sent(action.getRenameAlias().getNewAliasName()), name);
            }
            case DELETE_ALIAS ->
                changed.remove(Texts.sent(action.getDeleteAlias().getAliasName()));
            case ACTION_NOT_SET -> throw Refused.invalid("Malformed AliasOperation type");
        }
    }

    private Change put(Map<String, String> changed) {
        Map<String, Integer> ids = new TreeMap<>();
        changed.forEach((alias, name) -> {
            Collection collection = collections.get(name);
            if (collection != null) {
                ids.put(alias, collection.id());
            }
        });
        return new Change.PutAliases(ids);
    }

    /** Hands a collection, by name or alias, to a target as it is when this returns; writers go on meanwhile. */
    public void copy(String name, Consumer<List<Change>> target) {
        copy(() -> List.of(find(name)), Optional::empty, target);
    }

    /** Hands all collections and aliases to a target as they all are at one moment; writers go on meanwhile. */
    public void copyAll(Consumer<List<Change>> target) {
        copy(() -> List.copyOf(collections.values()), () -> Optional.of(put(aliases)), target);
    }

    private void copy(
            Supplier<List<Collection>> collections, Supplier<Optional<Change>> aliases, Consumer<List<Change>> target) {
        try (Copying copying = new Copying(target)) {
            long[] number = {0};
            while (!copying.isWhole()) {
                reading(now -> {
                    List<Collection> there = collections.get();
                    whileStill(there, () -> {
                        copying.take(there, aliases.get());
                        number[0] = store.append(List.of());
                    });
                    return there;
                });
                copying.send();
            }
            store.await(number[0]);
        }
    }

    private static void whileStill(List<Collection> collections, Runnable work) {
        List<Lock> locks = collections.stream().map(Collection::readLock).toList();
        locks.forEach(Lock::lock);
        try {
            work.run();
        } finally {
            locks.forEach(Lock::unlock);
        }
    }

    /** What becomes of a collection that has the name of one that comes. */
    public enum IfThere {
        /** It stays; the other one is refused. */
        REFUSE,
        /** It goes in the moment in which the other one comes; its aliases stand for that one then. */
        REPLACE
    }

    /**
     * Brings in the collection of a snapshot under a name. It is there with all its points or not at all, and counts in
     * memory beside what it replaces.
     */
    public void restore(SnapshotFile snapshot, String name, IfThere ifThere) {
        Restoring.of(this, store, snapshot).as(reserve(name, ifThere), name, arrived -> arrive(arrived, ifThere));
    }

    private int reserve(String name, IfThere ifThere) {
        lock.writeLock().lock();
        try {
            store.check();
            refuse(name, ifThere);
            return nextCollection++;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void refuse(String name, IfThere ifThere) {
        if (ifThere == IfThere.REFUSE || !collections.containsKey(name)) {
            refuseTaken(name);
        }
    }

    private void arrive(Collection arrived, IfThere ifThere) {
        writing(() -> {
            String name = arrived.name();
            refuse(name, ifThere);
            Collection before = collections.put(name, arrived);
            return before == null
                    ? store.append(List.of(arrived.definition()))
                    : before.drop(List.of(arrived.definition(), put(aliases)), Replaced::new);
        });
    }
}
