package io.whisperschema.cache;

import io.lettuce.core.protocol.CommandType;
import io.whisperschema.cache.internal.redis.Answers;
import io.whisperschema.cache.internal.redis.Batch;
import io.whisperschema.cache.internal.redis.Calls;
import io.whisperschema.cache.internal.redis.Request;
import io.whisperschema.cache.internal.redis.Script;
import io.whisperschema.cache.internal.redis.Scripts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The locks of channels: a key that is set if it is not there, and their number beside it. Thread-safe. */
final class RedisLocks {
    // Longer than clocks differ. After that it may begin anew, with the time then.
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);
    private static final int LAST = 3;

    // The number is the score of a sorted set's only member, as a score can be kept from getting lower: a replica that
    // becomes the master without the last numbers goes on with the time.
    private static final String NUMBER = "number";
    // Of the year 2112. Up to twice as much a score counts by ones.
    private static final long LATEST = 1L << 52;

    private final Calls calls;
    private final Scripts scripts;
    private final CacheLayout layout;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RedisLocks(Calls calls, Scripts scripts, CacheLayout layout, InstantSource clock) {
        this.calls = calls;
        this.scripts = scripts;
        this.layout = layout;
        this.clock = clock;
    }

    CompletableFuture<Optional<CacheLock>> tryLock(String channel, Duration lasting) {
        byte[] key = RedisMessages.bytes(layout.lockKey(channel));
        byte[] token = RedisMessages.bytes(layout.lockTokenKey(channel));
        String owner = newOwner();
        Duration tokenLife = TOKEN_LIFE.plus(lasting);
        return calls.call(Batch.atomic(
                        calls.slot(key),
                        List.of(
                                Request.number(CommandType.ZADD)
                                        .word(token)
                                        .word("GT")
                                        .word(now())
                                        .word(NUMBER),
                                Request.real(CommandType.ZINCRBY)
                                        .word(token)
                                        .word(1)
                                        .word(NUMBER),
                                Request.number(CommandType.PEXPIRE).word(token).word(tokenLife.toMillis()),
                                Request.status(CommandType.SET)
                                        .word(key)
                                        .word(owner)
                                        .word("NX")
                                        .word("PX")
                                        .word(lasting.toMillis()))))
                .thenApply(answers -> taken(answers)
                        ? Optional.of(new CacheLock(channel, (long) answers.real(1), owner, lasting))
                        : Optional.empty());
    }

    private long now() {
        return Math.min(LATEST, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    private static boolean taken(Answers answers) {
        return answers.isThere(LAST);
    }

    private String newOwner() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    CompletableFuture<Boolean> extend(CacheLock lock) {
        byte[] key = RedisMessages.bytes(layout.lockKey(lock.channel()));
        byte[] life = RedisMessages.bytes(Long.toString(lock.lasting().toMillis()));
        return scripts.run(Script.EXTEND, key, List.of(RedisMessages.bytes(lock.owner()), life))
                .thenCompose(done -> done == Script.CANNOT_TELL
                        ? ifHeld(
                                key,
                                lock,
                                Request.number(CommandType.PEXPIRE).word(key).word(life))
                        : CompletableFuture.completedFuture(done > 0));
    }

    CompletableFuture<Boolean> release(CacheLock lock) {
        byte[] key = RedisMessages.bytes(layout.lockKey(lock.channel()));
        return scripts.run(Script.RELEASE, key, List.of(RedisMessages.bytes(lock.owner())))
                .thenCompose(done -> done == Script.CANNOT_TELL
                        ? ifHeld(key, lock, Request.number(CommandType.DEL).word(key))
                        : CompletableFuture.completedFuture(done > 0));
    }

    private CompletableFuture<Boolean> ifHeld(byte[] key, CacheLock lock, Request write) {
        byte[] owner = RedisMessages.bytes(lock.owner());
        return calls.readAndWrite(
                key,
                Request.value(CommandType.GET).word(key),
                answers -> answers.value(0)
                                .filter(held -> Arrays.equals(held, owner))
                                .isPresent()
                        ? List.of(write)
                        : List.of());
    }
}
