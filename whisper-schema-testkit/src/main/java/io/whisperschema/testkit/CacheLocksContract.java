package io.whisperschema.testkit;

import static io.whisperschema.testkit.ContractMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.cache.CacheLock;
import io.whisperschema.cache.MessageCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every cache does with locks; part of the {@link MessageCacheContract}. */
public interface CacheLocksContract extends CacheFixture {
    /** How long the locks of these tests last. */
    Duration LASTING = Duration.ofMinutes(1);

    private static CacheLock lock(MessageCache cache, String channel) {
        return cache.tryLock(channel, LASTING).orElseThrow();
    }

    @Test
    default void aLockIsHeldByOne() {
        MessageCache cache = freshCache();
        CacheLock held = lock(cache, "a");

        assertThat(held.channel()).isEqualTo("a");
        assertThat(held.lasting()).isEqualTo(LASTING);
        assertThat(cache.tryLock("a", LASTING)).isEmpty();
        assertThat(cache.tryLock("b", LASTING)).isPresent();
        Remaining.isAbout(cache.expiries("a").lock(), LASTING);
    }

    @Test
    default void aReleasedLockCanBeTaken() {
        MessageCache cache = freshCache();
        CacheLock held = lock(cache, "a");

        assertThat(cache.release(held)).isTrue();
        assertThat(cache.release(held)).isFalse();
        assertThat(cache.extend(held)).isFalse();
        assertThat(cache.expiries("a").lock()).isEmpty();
        assertThat(cache.tryLock("a", LASTING)).isPresent();
    }

    @Test
    default void aLockEndsByItself() {
        MessageCache cache = freshCache();
        CacheLock late = lock(cache, "a");

        advance(LASTING.minusSeconds(20));
        assertThat(cache.tryLock("a", LASTING)).isEmpty();
        advance(Duration.ofSeconds(20));
        assertThat(cache.extend(late)).isFalse();
        assertThat(cache.release(late)).isFalse();
        assertThat(cache.tryLock("a", LASTING)).isPresent();
    }

    @Test
    default void anotherHoldersLockIsNeverTouched() {
        MessageCache cache = freshCache();
        CacheLock late = lock(cache, "a");
        advance(LASTING);
        CacheLock held = lock(cache, "a");
        advance(Duration.ofSeconds(20));

        assertThat(cache.extend(late)).isFalse();
        assertThat(cache.release(late)).isFalse();
        CacheLock forged = new CacheLock("a", held.token(), "somebody else", LASTING);
        assertThat(cache.release(forged)).isFalse();
        assertThat(cache.extend(forged)).isFalse();

        Remaining.isAbout(cache.expiries("a").lock(), LASTING.minusSeconds(20));
        assertThat(held.owner()).isNotEqualTo(late.owner());
        assertThat(cache.release(held)).isTrue();
    }

    @Test
    default void anExtendedLockLastsFromNow() {
        MessageCache cache = freshCache();
        CacheLock held = lock(cache, "a");
        advance(LASTING.minusSeconds(20));

        assertThat(cache.extend(held)).isTrue();

        Remaining.isAbout(cache.expiries("a").lock(), LASTING);
        advance(LASTING.minusSeconds(20));
        assertThat(cache.tryLock("a", LASTING)).isEmpty();
        assertThat(cache.release(held)).isTrue();
    }

    @Test
    default void eachLockOfAChannelHasAGreaterNumber() {
        MessageCache cache = freshCache();
        CacheLock first = lock(cache, "a");
        cache.release(first);
        CacheLock second = lock(cache, "a");
        lock(cache, "b");
        advance(Duration.ofDays(1000));
        CacheLock third = lock(cache, "a");

        assertThat(second.token()).isGreaterThan(first.token());
        assertThat(third.token()).isGreaterThan(second.token());
    }

    @Test
    default void aLockOutlivesItsForgottenChannel() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));
        CacheLock held = lock(cache, "a");

        cache.clear("a");

        assertThat(cache.tryLock("a", LASTING)).isEmpty();
        assertThat(cache.release(held)).isTrue();
    }

    @Test
    default void locksAreNoChannelsWithMessages() {
        MessageCache cache = freshCache();
        cache.release(lock(cache, "a"));
        lock(cache, "b");

        assertThat(cache.channels()).isEmpty();
        assertThat(cache.clear("b")).isFalse();
    }

    @Test
    default void aLockLastsWholeMillisecondsAndAtLeastOne() {
        MessageCache cache = freshCache();

        assertThat(cache.tryLock("a", Duration.ofNanos(60_000_999_999L))
                        .orElseThrow()
                        .lasting())
                .isEqualTo(Duration.ofMinutes(1));
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(-1), Duration.ofDays(40_000))) {
            assertThatThrownBy(() -> cache.tryLock("b", wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(cache.expiries("b").lock()).isEqualTo(Optional.empty());
    }

    @Test
    default void hostileChannelsAreLockedApart() {
        MessageCache cache = freshCache();
        List<CacheLock> locks =
                HostileCacheWords.all().stream().map(word -> lock(cache, word)).toList();

        assertThat(locks).allSatisfy(lock -> {
            assertThat(cache.tryLock(lock.channel(), LASTING)).isEmpty();
            assertThat(cache.release(lock)).isTrue();
        });
    }
}
