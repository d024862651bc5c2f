package io.whisperschema.testkit;

import static io.whisperschema.testkit.ContractMessages.message;
import static io.whisperschema.testkit.ContractMessages.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.cache.FieldValues;
import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.Recent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageCache} does. A test class implements it and gives each test a cache of its own:
 *
 * <pre>{@code
 * class MemoryCacheTest implements MessageCacheContract {
 *     private final TurnedClock clock = new TurnedClock();
 *
 *     public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
 *         return MemoryCache.of(layout, MemoryOptions.usual().codec(codec).clock(clock));
 *     }
 *
 *     public void advance(Duration time) {
 *         clock.turn(time);
 *     }
 * }
 * }</pre>
 */
public interface MessageCacheContract extends CachedMessagesContract, CachedFieldsContract, CacheLocksContract {
    @Test
    default void aReadThatFindsSomethingIsAHit() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2));
        cache.putSession("u", FieldValues.EMPTY.with("current_mood", "calm"));

        cache.recent("a", Recent.atMost(1));
        cache.meta("a");
        cache.session("u");
        cache.recent("b", Recent.atMost(1));
        cache.meta("b");
        cache.recent("a", Recent.atMost(1).by("nobody"));

        assertThat(cache.stats().hits()).isEqualTo(3);
        assertThat(cache.stats().misses()).isEqualTo(3);
    }

    @Test
    default void onlyWhatWroteIsAWrite() {
        MessageCache cache = freshCache();

        cache.add(message("a", 1));
        cache.addAll(messages("a", 2, 3));
        cache.update(message("a", 3).saying("better"));
        cache.remove("a", "m-2");
        cache.putMeta("a", FieldValues.EMPTY.with("quiet", true));
        cache.clear("a");

        assertThat(cache.stats().writes()).isEqualTo(6);
        assertThat(cache.stats().failures()).isZero();
    }

    @Test
    default void whatChangedNothingIsNoWrite() {
        MessageCache cache = freshCache();

        cache.addAll(List.of());
        cache.update(message("a", 3));
        cache.remove("a", "m-2");
        cache.putMeta("a", FieldValues.EMPTY);
        cache.clear("a");
        cache.endSession("u");

        assertThat(cache.stats().writes()).isZero();
    }

    @Test
    default void whatIsPassedOverIsCounted() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1).saying(SpoilingCodec.UNREADABLE));

        cache.recent("a", Recent.atMost(1));
        cache.recent("a", Recent.atMost(1));

        assertThat(cache.stats().unreadable()).isEqualTo(2);
    }

    @Test
    default void emptyAndBrokenNamesAreRefused() {
        MessageCache cache = freshCache();

        for (String name : List.of("", "\ud800")) {
            assertThat(allWith(cache, name))
                    .allSatisfy(
                            operation -> assertThatThrownBy(operation).isInstanceOf(IllegalArgumentException.class));
        }
        assertThatThrownBy(() -> cache.remove("a", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(cache.stats().writes()).isZero();
    }

    @Test
    default void aClosedCacheRefusesAll() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));

        cache.close();
        cache.close();

        assertThat(allWith(cache, "a"))
                .allSatisfy(operation -> assertThatThrownBy(operation).isInstanceOf(IllegalStateException.class));
        assertThatThrownBy(cache::channels).isInstanceOf(IllegalStateException.class);
        assertThat(cache.stats().writes()).isEqualTo(1);
    }

    private static List<ThrowingCallable> allWith(MessageCache cache, String name) {
        return Stream.<ThrowingCallable>of(
                        () -> cache.add(message(name, 1)),
                        () -> cache.addAll(messages(name, 1)),
                        () -> cache.recent(name, Recent.atMost(1)),
                        () -> cache.update(message(name, 1)),
                        () -> cache.remove(name, "m-1"),
                        () -> cache.remove("a", name),
                        () -> cache.clear(name),
                        () -> cache.meta(name),
                        () -> cache.putMeta(name, FieldValues.EMPTY.with("quiet", true)),
                        () -> cache.session(name),
                        () -> cache.putSession(name, FieldValues.EMPTY.with("quiet", true)),
                        () -> cache.endSession(name),
                        () -> cache.tryLock(name, Duration.ofSeconds(1)),
                        () -> cache.expiries(name),
                        () -> cache.sessionExpiry(name))
                .toList();
    }
}
