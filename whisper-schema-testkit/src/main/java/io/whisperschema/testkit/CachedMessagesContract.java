package io.whisperschema.testkit;

import static io.whisperschema.testkit.ContractMessages.LIST_TIME;
import static io.whisperschema.testkit.ContractMessages.LONGEST;
import static io.whisperschema.testkit.ContractMessages.META_TIME;
import static io.whisperschema.testkit.ContractMessages.lastingLayout;
import static io.whisperschema.testkit.ContractMessages.layout;
import static io.whisperschema.testkit.ContractMessages.message;
import static io.whisperschema.testkit.ContractMessages.messages;
import static io.whisperschema.testkit.ContractMessages.taggedLayout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.Recent;
import io.whisperschema.cache.UniversalMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every cache does with messages; part of the {@link MessageCacheContract}. */
public interface CachedMessagesContract extends CacheFixture {
    private static List<String> ids(MessageCache cache, String channel, Recent wanted) {
        return cache.recent(channel, wanted).messages().stream()
                .map(UniversalMessage::messageId)
                .toList();
    }

    private static List<String> ids(MessageCache cache, String channel) {
        return ids(cache, channel, Recent.atMost(100));
    }

    private static UniversalMessage spoilt(int number) {
        return message("a", number).saying(SpoilingCodec.UNREADABLE);
    }

    private static Instant time(int number) {
        return message("a", number).timestamp();
    }

    @Test
    default void anEmptyCacheHoldsNothing() {
        MessageCache cache = freshCache();

        assertThat(cache.recent("a", Recent.atMost(10)).messages()).isEmpty();
        assertThat(cache.recent("a", Recent.atMost(10)).unreadable()).isEmpty();
        assertThat(cache.channels()).isEmpty();
        assertThat(cache.expiries("a").all()).containsOnly(Optional.empty());
    }

    @Test
    default void aMessageComesBackAsItWas() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));

        assertThat(cache.recent("a", Recent.atMost(1)).messages()).containsExactly(message("a", 1));
    }

    @Test
    default void theNewestComesFirst() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));
        cache.add(message("a", 2));
        cache.addAll(messages("a", 4, 3));

        assertThat(ids(cache, "a")).containsExactly("m-3", "m-4", "m-2", "m-1");
        assertThat(ids(cache, "a", Recent.atMost(2))).containsExactly("m-3", "m-4");
    }

    @Test
    default void channelsAreKeptApart() {
        MessageCache cache = freshCache();
        cache.addAll(Stream.concat(messages("a", 1, 2).stream(), messages("b", 3).stream())
                .toList());
        cache.addAll(List.of(message("a", 4), message("b", 5), message("a", 6)));

        assertThat(ids(cache, "a")).containsExactly("m-6", "m-4", "m-2", "m-1");
        assertThat(ids(cache, "b")).containsExactly("m-5", "m-3");
        assertThat(cache.channels()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void aListIsCutAtItsLength() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3));
        cache.addAll(messages("a", 4, 5, 6));
        cache.add(message("a", 7));

        assertThat(ids(cache, "a")).hasSize(LONGEST).containsExactly("m-7", "m-6", "m-5", "m-4", "m-3");
    }

    @Test
    default void ofMoreMessagesThanAListKeepsTheLastAreKept() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3, 4, 5, 6, 7, 8));

        assertThat(ids(cache, "a")).containsExactly("m-8", "m-7", "m-6", "m-5", "m-4");
    }

    @Test
    default void aListWithoutALengthKeepsAll() {
        MessageCache cache = freshCache(lastingLayout());
        Integer[] numbers = IntStream.range(0, 300).boxed().toArray(Integer[]::new);
        cache.addAll(messages("a", numbers));

        assertThat(ids(cache, "a", Recent.atMost(1000))).hasSize(300).startsWith("m-299");
        assertThat(ids(cache, "a", Recent.atMost(2).before(time(100)))).containsExactly("m-99", "m-98");
    }

    @Test
    default void withoutATimeNothingExpires() {
        MessageCache cache = freshCache(lastingLayout());
        cache.add(message("a", 1));

        assertThat(cache.expiries("a").messages()).isEmpty();
        advance(Duration.ofDays(10_000));
        assertThat(ids(cache, "a")).containsExactly("m-1");
    }

    @Test
    default void aTwiceAddedMessageIsSeenOnceAtItsNewest() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2));
        cache.add(message("a", 1).saying("again"));

        assertThat(ids(cache, "a")).containsExactly("m-1", "m-2");
        assertThat(ids(cache, "a", Recent.atMost(2))).containsExactly("m-1", "m-2");
        assertThat(cache.recent("a", Recent.atMost(1)).messages())
                .extracting(UniversalMessage::content)
                .containsExactly("again");
    }

    @Test
    default void aTwiceAddedMessageTakesTwoPlaces() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3));
        cache.addAll(messages("a", 3, 3, 3));

        assertThat(ids(cache, "a")).containsExactly("m-3", "m-2");
    }

    @Test
    default void whatIsAskedIsAskedOfTheNewest() {
        MessageCache cache = freshCache();
        UniversalMessage old = message("a", 1);
        cache.add(old);
        cache.add(UniversalMessage.of(old.messageId(), "u-other", "moved", time(9))
                .in("a"));

        assertThat(ids(cache, "a", Recent.atMost(9).before(time(5)))).isEmpty();
        assertThat(ids(cache, "a", Recent.atMost(9).by(old.userId()))).isEmpty();
        assertThat(ids(cache, "a", Recent.atMost(9).by("u-other"))).containsExactly("m-1");
    }

    @Test
    default void onlyWhatIsAskedForIsFound() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3, 4, 5));

        assertThat(ids(cache, "a", Recent.atMost(9).before(time(4)))).containsExactly("m-3", "m-2", "m-1");
        assertThat(ids(cache, "a", Recent.atMost(9).excluding("m-5"))).containsExactly("m-4", "m-3", "m-2", "m-1");
        assertThat(ids(cache, "a", Recent.atMost(9).by("u-0"))).containsExactly("m-4", "m-2");
        assertThat(ids(cache, "a", Recent.atMost(1).by("u-1").excluding("m-5").before(time(5))))
                .containsExactly("m-3");
    }

    @Test
    default void theLimitCountsWhatIsFound() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3, 4, 5));

        assertThat(ids(cache, "a", Recent.atMost(2).excluding("m-5"))).containsExactly("m-4", "m-3");
        assertThat(ids(cache, "a", Recent.atMost(2).by("u-0"))).containsExactly("m-4", "m-2");
    }

    @Test
    default void whatIsUnreadableIsPassedOverAndTold() {
        MessageCache cache = freshCache();
        cache.addAll(List.of(message("a", 1), spoilt(2), message("a", 3)));

        for (int times = 0; times < 2; times++) {
            var found = cache.recent("a", Recent.atMost(2));
            assertThat(found.messages()).containsExactly(message("a", 3), message("a", 1));
            assertThat(found.unreadable()).hasSize(1).first().asString().contains("this was spoilt for a test");
        }
        assertThat(cache.recent("a", Recent.atMost(1)).unreadable()).isEmpty();
    }

    @Test
    default void whatIsUnreadableKeepsItsPlace() {
        MessageCache cache = freshCache();
        cache.addAll(List.of(message("a", 1), spoilt(2), message("a", 3)));

        assertThat(cache.update(message("a", 1).saying("better"))).isTrue();
        assertThat(cache.remove("a", "m-2")).isFalse();
        assertThat(cache.remove("a", "m-3")).isTrue();
        assertThat(cache.recent("a", Recent.atMost(9)).unreadable()).hasSize(1);

        cache.addAll(messages("a", 4, 5, 6));
        assertThat(cache.recent("a", Recent.atMost(9)).unreadable()).hasSize(1);
        cache.add(message("a", 7));
        assertThat(ids(cache, "a")).containsExactly("m-7", "m-6", "m-5", "m-4");
    }

    @Test
    default void anUpdateTakesTheMessagesPlace() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3));
        cache.add(message("b", 2));

        assertThat(cache.update(message("a", 2).saying("better"))).isTrue();

        assertThat(cache.recent("a", Recent.atMost(9)).messages())
                .containsExactly(message("a", 3), message("a", 2).saying("better"), message("a", 1));
        assertThat(cache.recent("b", Recent.atMost(9)).messages()).containsExactly(message("b", 2));
    }

    @Test
    default void anUpdateOfWhatIsTwiceThereIsSeen() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 1));

        assertThat(cache.update(message("a", 1).saying("better"))).isTrue();

        assertThat(cache.recent("a", Recent.atMost(9)).messages())
                .containsExactly(message("a", 1).saying("better"), message("a", 2));
    }

    @Test
    default void anUpdateOfWhatIsNotThereChangesNothing() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));
        advance(Duration.ofMinutes(10));

        assertThat(cache.update(message("a", 2))).isFalse();
        assertThat(cache.update(message("b", 1))).isFalse();

        assertThat(ids(cache, "a")).containsExactly("m-1");
        assertThat(cache.channels()).containsExactly("a");
        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME.minusMinutes(10));
    }

    @Test
    default void aRemovedMessageIsGone() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 1, 3));

        assertThat(cache.remove("a", "m-1")).isTrue();
        assertThat(cache.remove("a", "m-1")).isFalse();
        assertThat(cache.remove("b", "m-2")).isFalse();

        assertThat(ids(cache, "a")).containsExactly("m-3", "m-2");
    }

    @Test
    default void aListThatBecomesEmptyIsGone() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));

        assertThat(cache.remove("a", "m-1")).isTrue();

        assertThat(cache.channels()).isEmpty();
        assertThat(cache.expiries("a").messages()).isEmpty();
        assertThat(cache.expiries("a").meta()).isPresent();
    }

    @Test
    default void aClearedChannelIsForgotten() {
        MessageCache cache = freshCache();
        cache.addAll(List.of(message("a", 1), message("b", 2)));

        assertThat(cache.clear("a")).isTrue();
        assertThat(cache.clear("a")).isFalse();

        assertThat(ids(cache, "a")).isEmpty();
        assertThat(cache.meta("a").isEmpty()).isTrue();
        assertThat(cache.channels()).containsExactly("b");
        assertThat(cache.meta("b").whole("message_count")).hasValue(1);
    }

    @Test
    default void aChannelOfWhichOnlySomethingIsKnownCanBeCleared() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));
        cache.remove("a", "m-1");

        assertThat(cache.clear("a")).isTrue();
        assertThat(cache.expiries("a").meta()).isEmpty();
    }

    @Test
    default void aListLivesAsLongAsItsFamilySays() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));

        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME);
        advance(LIST_TIME.minusSeconds(30));
        assertThat(ids(cache, "a")).containsExactly("m-1");
        Remaining.isAbout(cache.expiries("a").messages(), Duration.ofSeconds(30));
        advance(Duration.ofSeconds(30));
        assertThat(ids(cache, "a")).isEmpty();
        assertThat(cache.channels()).isEmpty();
        assertThat(cache.expiries("a").messages()).isEmpty();
        assertThat(cache.remove("a", "m-1")).isFalse();
        assertThat(cache.update(message("a", 1))).isFalse();
    }

    @Test
    default void anExpiredListBeginsAnew() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2));
        advance(LIST_TIME);
        cache.add(message("a", 3));

        assertThat(ids(cache, "a")).containsExactly("m-3");
        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME);
    }

    @Test
    default void addingAndUpdatingLetAListLiveOn() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));

        advance(Duration.ofMinutes(20));
        cache.add(message("a", 2));
        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME);
        Remaining.isAbout(cache.expiries("a").meta(), META_TIME);

        advance(Duration.ofMinutes(20));
        cache.update(message("a", 1).saying("better"));
        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME);
        Remaining.isAbout(cache.expiries("a").meta(), META_TIME.minusMinutes(20));
    }

    @Test
    default void readingAndRemovingDoNotLetAListLiveOn() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2));
        advance(Duration.ofMinutes(10));

        cache.recent("a", Recent.atMost(1));
        cache.meta("a");
        cache.remove("a", "m-1");

        Remaining.isAbout(cache.expiries("a").messages(), LIST_TIME.minusMinutes(10));
        Remaining.isAbout(cache.expiries("a").meta(), META_TIME.minusMinutes(10));
    }

    @Test
    default void aMessageOfNoChannelIsRefusedAndNothingIsWritten() {
        MessageCache cache = freshCache();
        UniversalMessage nowhere = UniversalMessage.of("m", "u", "text", time(1));

        assertThatThrownBy(() -> cache.add(nowhere)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.update(nowhere)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.addAll(List.of(message("a", 1), nowhere)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cache.channels()).isEmpty();
    }

    @Test
    default void hostileNamesAndTextsComeBackAsTheyWere() {
        comeBackAsTheyWere(freshCache(layout()));
    }

    @Test
    default void hostileNamesInAHashTagComeBackAsTheyWere() {
        comeBackAsTheyWere(freshCache(taggedLayout()));
    }

    private static void comeBackAsTheyWere(MessageCache cache) {
        List<String> names = HostileCacheWords.all();
        for (String name : names) {
            UniversalMessage hostile =
                    UniversalMessage.of(name, name, name, time(1)).in(name);
            cache.add(hostile);
            assertThat(cache.recent(name, Recent.atMost(2)).messages()).containsExactly(hostile);
            assertThat(ids(cache, name, Recent.atMost(2).by(name))).containsExactly(name);
            assertThat(ids(cache, name, Recent.atMost(2).excluding(name))).isEmpty();
        }
        assertThat(cache.channels()).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(name -> assertThat(cache.remove(name, name)).isTrue());
        assertThat(cache.channels()).isEmpty();
    }
}
