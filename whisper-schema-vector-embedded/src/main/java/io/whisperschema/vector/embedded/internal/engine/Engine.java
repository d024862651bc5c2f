package io.whisperschema.vector.embedded.internal.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.whisperschema.vector.embedded.internal.file.Change;
import io.whisperschema.vector.embedded.internal.file.Store;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

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
        store.read(new Loading(engine));
        return engine;
    }

    Collection load(int id, String name, byte[] config) {
        try {
            Collection collection = new Collection(id, name, CollectionConfig.parseFrom(config), store, budget);
            collections.put(name, collection);
            nextCollection = Math.max(nextCollection, id + 1);
            return collection;
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
        return reading(now -> {
            Collection collection = collections.get(now.getOrDefault(name, name));
            if (collection == null) {
                throw Collection.missing(name);
            }
            return collection;
        });
    }

    /** Whether a name or alias stands for a collection. */
    public boolean exists(String name) {
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
            long number = collection.drop(put(left));
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
                String name = action.getCreateAlias().getCollectionName();
                String alias = action.getCreateAlias().getAliasName();
                if (!collections.containsKey(name)) {
                    throw Collection.missing(name);
                }
                if (collections.containsKey(alias)) {
                    throw alreadyExists(alias);
                }
                changed.put(alias, name);
            }
            case RENAME_ALIAS -> {
                String old = action.getRenameAlias().getOldAliasName();
                String name = changed.remove(old);
                if (name == null) {
                    throw new Refused(Status.Code.NOT_FOUND, "Not found: Alias " + old + " does not exists!");
                }
                changed.put(action.getRenameAlias().getNewAliasName(), name);
            }
            case DELETE_ALIAS -> changed.remove(action.getDeleteAlias().getAliasName());
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
}
