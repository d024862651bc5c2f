package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.move.EntriesSource;
import io.whisperschema.cache.internal.move.EntriesTarget;
import io.whisperschema.cache.internal.server.RedisEntries;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.EntryRequest;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.EntryTarget;
import io.whisperschema.spi.Execution;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A Redis that caches what a definition says: standalone, behind Sentinels, or a Cluster, 7.0 or newer.
 *
 * <pre>{@code
 * var schema = WhisperSchema.of(definition).cache(RedisStore.over(client));
 * schema.bootstrap();
 * schema.validate();                              // what of its entries is not as the definition says
 * desktop.move(RedisStore.over(client));          // a host starts with what another cache knows
 * }</pre>
 *
 * <p>Of the definition it has on record, under one key {@code whisper_schema:families}, which families there are, with their
 * patterns, the types and the versions of their values. A cache that was flushed has nothing on record, and a start writes it
 * anew.
 *
 * <p>Entries that a migration rewrites are read and written under {@code WATCH}, by SCAN, without scripts. Beside the commands of a
 * connection its user needs {@code SCAN TYPE EXISTS PEXPIRETIME MEMORY|USAGE WATCH UNWATCH MULTI EXEC RENAME RENAMENX DEL HGETALL HSET
 * HDEL}, and for lists {@code LRANGE LLEN LSET}, for hashes {@code HMGET HLEN}, for single values {@code GET SET GETRANGE}, for sets
 * {@code SMEMBERS SMISMEMBER SSCAN SCARD SADD SREM}, for sorted sets {@code ZRANGE ZMSCORE ZSCAN ZCARD ZADD ZREM}; where keys get
 * another slot of a cluster also {@code RPUSH APPEND HSCAN PERSIST PEXPIRE PEXPIREAT}, and on any cluster {@code CLUSTER|NODES}.
 *
 * <p>It opens connections of its own on the client when it is at work, and closes them. Immutable, thread-safe.
 */
public final class RedisStore implements CacheStore {
    private static final String NAME = "redis";

    private final Servers servers;
    private final String name;
    private final String prefix;
    private final EntryLook look;

    private RedisStore(Servers servers, String name, String prefix, EntryLook look) {
        this.servers = servers;
        this.name = requireNonNull(name);
        this.prefix = requireNonNull(prefix);
        this.look = requireNonNull(look);
    }

    private interface Servers {
        Entries entries(String name, String prefix);
    }

    /** A store over a host's client, on the server, or the Sentinels, that this was made for. The host closes the client. */
    public static RedisStore over(RedisClient client) {
        requireNonNull(client);
        return new RedisStore((name, prefix) -> RedisEntries.of(client, name, prefix), NAME, "", EntryLook.sampled());
    }

    /** The same on the server at that address, or the master that the Sentinels at it name, as {@link RedisCache} takes it. */
    public static RedisStore over(RedisClient client, RedisURI address) {
        requireNonNull(client);
        requireNonNull(address);
        return new RedisStore(
                (name, prefix) -> RedisEntries.of(client, address, name, prefix), NAME, "", EntryLook.sampled());
    }

    /** A store over a host's client of a Cluster. The host closes the client. */
    public static RedisStore over(RedisClusterClient client) {
        requireNonNull(client);
        return new RedisStore((name, prefix) -> RedisEntries.of(client, name, prefix), NAME, "", EntryLook.sampled());
    }

    /** The same under another name in plans and reports; it is {@code redis} otherwise. */
    public RedisStore named(String other) {
        return new RedisStore(servers, other, prefix, look);
    }

    /**
     * The same where every key begins with that text before its pattern, as in {@link CacheLayout#prefixed}.
     *
     * @throws InvalidDefinition if it holds a brace, or half a surrogate pair
     */
    public RedisStore prefixed(String text) {
        CacheLayout.isPrefix(text);
        return new RedisStore(servers, name, text, look);
    }

    /** The same, which is looked at so when it is validated; {@link EntryLook#sampled()} otherwise. */
    public RedisStore looking(EntryLook other) {
        return new RedisStore(servers, name, prefix, other);
    }

    private Entries entries() {
        return servers.entries(name, prefix);
    }

    private <T> T during(Function<CacheWork, T> work) {
        try (Entries entries = entries()) {
            return work.apply(new CacheWork(entries));
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** None: it has no transactions over several keys, and keeps no journal. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public CacheCatalog inspect() {
        return during(CacheWork::inspect);
    }

    @Override
    public CacheCatalog spell(SchemaDefinition definition) {
        return CacheWork.spelled(definition);
    }

    @Override
    public List<Step> plan(Diff diff) {
        return CacheWork.planned(name, diff);
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        during(work -> work.execute(steps, execution));
    }

    @Override
    public List<Finding> entryFindings(SchemaDefinition definition) {
        return during(work -> look.at(work.entries(), definition.cache()));
    }

    @Override
    public EntrySource moveSource(EntryRequest request) {
        return EntriesSource.of(entries(), request);
    }

    @Override
    public EntryTarget moveTarget(EntryRequest request) {
        return new EntriesTarget(entries(), request);
    }
}
