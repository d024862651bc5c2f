package io.whisperschema.testkit;

import static io.whisperschema.testkit.ContractMessages.META_TIME;
import static io.whisperschema.testkit.ContractMessages.SESSION_TIME;
import static io.whisperschema.testkit.ContractMessages.lastingLayout;
import static io.whisperschema.testkit.ContractMessages.message;
import static io.whisperschema.testkit.ContractMessages.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.cache.FieldValues;
import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.MetadataValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every cache does with what is known of channels and sessions; part of the {@link MessageCacheContract}. */
public interface CachedFieldsContract extends CacheFixture {
    private static FieldValues everyType() {
        return FieldValues.EMPTY
                .with("last_message_time", Instant.parse("2024-02-29T12:00:00.000007Z"))
                .with("last_update", Instant.parse("1969-12-31T23:59:59.999999Z"))
                .with("message_count", Long.MIN_VALUE)
                .with("conversation_quality", 0.1)
                .with("quiet", true)
                .with("active_users", Set.of("b", "a", "\"", ""))
                .with("preferences", new MetadataValue.Members(Map.of("x", new MetadataValue.Whole(1))))
                .with("current_mood", "ü\n{}:\0");
    }

    private static FieldValues mood(String mood) {
        return FieldValues.EMPTY.with("current_mood", mood);
    }

    @Test
    default void whatIsNotThereHasNoFields() {
        MessageCache cache = freshCache();

        assertThat(cache.meta("a")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.session("u")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.sessionExpiry("u")).isEmpty();
    }

    @Test
    default void aMessageIsNotedInWhatIsKnownOfItsChannel() {
        MessageCache cache = freshCache();
        Instant then = message("a", 2).timestamp();
        cache.add(message("a", 1));
        Instant before = cache.meta("a").moment("last_update").orElseThrow();
        cache.addAll(messages("a", 4, 3, 2));

        FieldValues meta = cache.meta("a");
        assertThat(meta.moment("last_message_time")).contains(then);
        assertThat(meta.whole("message_count")).hasValue(4);
        assertThat(meta.moment("last_update").orElseThrow()).isAfterOrEqualTo(before);
        assertThat(meta.values()).containsOnlyKeys("last_message_time", "message_count", "last_update");
    }

    @Test
    default void whatAFamilyHasNoFieldsForIsNotNoted() {
        MessageCache cache = freshCache(lastingLayout());
        cache.add(message("a", 1));

        assertThat(cache.meta("a")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.expiries("a").meta()).isEmpty();
    }

    @Test
    default void aMessageThatIsNotNotedDoesNotLetFieldsLiveOn() {
        MessageCache cache = freshCache(ContractMessages.layoutWithoutNotes());
        cache.putMeta("a", mood("calm"));

        advance(Duration.ofMinutes(10));
        cache.add(message("a", 1));

        Remaining.isAbout(cache.expiries("a").meta(), META_TIME.minusMinutes(10));
    }

    @Test
    default void theCountGoesOnWhenAListIsCutOrShrinks() {
        MessageCache cache = freshCache();
        cache.addAll(messages("a", 1, 2, 3, 4, 5, 6, 7));
        cache.remove("a", "m-7");

        assertThat(cache.meta("a").whole("message_count")).hasValue(7);
    }

    @Test
    default void theCountGoesOnFromWhatWasPut() {
        MessageCache cache = freshCache();
        cache.putMeta("a", FieldValues.EMPTY.with("message_count", 40));
        cache.addAll(messages("a", 1, 2));

        assertThat(cache.meta("a").whole("message_count")).hasValue(42);
    }

    @Test
    default void aCountThatCannotGrowStays() {
        MessageCache cache = freshCache();
        cache.putMeta("a", FieldValues.EMPTY.with("message_count", Long.MAX_VALUE));
        cache.addAll(messages("a", 1, 2));

        assertThat(cache.meta("a").whole("message_count")).hasValue(Long.MAX_VALUE);
        assertThat(cache.meta("a").moment("last_message_time"))
                .contains(message("a", 2).timestamp());
        assertThat(cache.channels()).containsExactly("a");
    }

    @Test
    default void everyTypeOfFieldComesBackAsItWas() {
        MessageCache cache = freshCache();
        cache.putMeta("a", everyType());
        cache.putSession("u", everyType());

        assertThat(cache.meta("a")).isEqualTo(everyType());
        assertThat(cache.session("u")).isEqualTo(everyType());
        assertThat(cache.session("a")).isEqualTo(FieldValues.EMPTY);
    }

    @Test
    default void aFieldThatTheFamilyDoesNotKnowIsText() {
        MessageCache cache = freshCache();
        cache.putMeta("a", FieldValues.EMPTY.with("more", "1.0").with("", "no name"));

        assertThat(cache.meta("a").text("more")).contains("1.0");
        assertThat(cache.meta("a").text("")).contains("no name");
    }

    @Test
    default void aValueOfAnotherTypeIsRefusedAndNothingIsWritten() {
        MessageCache cache = freshCache();
        FieldValues wrong = mood("calm").with("message_count", "many");

        assertThatThrownBy(() -> cache.putMeta("a", wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("message_count")
                .hasMessageNotContaining("many");
        assertThatThrownBy(() -> cache.putSession("u", FieldValues.EMPTY.with("unknown", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cache.meta("a")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.sessionExpiry("u")).isEmpty();
    }

    @Test
    default void puttingFieldsKeepsTheOthers() {
        MessageCache cache = freshCache();
        cache.putMeta("a", mood("calm").with("quiet", true));
        cache.putMeta("a", mood("merry"));
        cache.putSession("u", mood("calm").with("quiet", true));
        cache.putSession("u", mood("merry"));

        assertThat(cache.meta("a")).isEqualTo(mood("merry").with("quiet", true));
        assertThat(cache.session("u")).isEqualTo(mood("merry").with("quiet", true));
    }

    @Test
    default void puttingFieldsLetsAllOfThemLiveOn() {
        MessageCache cache = freshCache();
        cache.putMeta("a", mood("calm"));
        cache.putSession("u", mood("calm"));
        advance(Duration.ofMinutes(50));
        Remaining.isAbout(cache.expiries("a").meta(), META_TIME.minusMinutes(50));
        Remaining.isAbout(cache.sessionExpiry("u"), SESSION_TIME.minusMinutes(50));

        cache.putMeta("a", FieldValues.EMPTY.with("quiet", true));
        cache.putSession("u", FieldValues.EMPTY.with("quiet", true));

        Remaining.isAbout(cache.expiries("a").meta(), META_TIME);
        Remaining.isAbout(cache.sessionExpiry("u"), SESSION_TIME);
    }

    @Test
    default void puttingNoFieldsChangesNothing() {
        MessageCache cache = freshCache();
        cache.putMeta("a", mood("calm"));
        advance(Duration.ofMinutes(50));

        cache.putMeta("a", FieldValues.EMPTY);
        cache.putMeta("b", FieldValues.EMPTY);
        cache.putSession("u", FieldValues.EMPTY);

        Remaining.isAbout(cache.expiries("a").meta(), META_TIME.minusMinutes(50));
        assertThat(cache.expiries("b").meta()).isEmpty();
        assertThat(cache.sessionExpiry("u")).isEmpty();
    }

    @Test
    default void fieldsLiveAsLongAsTheirFamilySays() {
        MessageCache cache = freshCache();
        cache.add(message("a", 1));
        cache.putSession("u", mood("calm"));

        advance(META_TIME.minusSeconds(30));
        assertThat(cache.meta("a").whole("message_count")).hasValue(1);
        advance(Duration.ofSeconds(30));
        assertThat(cache.meta("a")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.session("u")).isEqualTo(mood("calm"));
        advance(SESSION_TIME.minus(META_TIME));
        assertThat(cache.session("u")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.endSession("u")).isFalse();

        cache.add(message("a", 1));
        assertThat(cache.meta("a").whole("message_count")).hasValue(1);
    }

    @Test
    default void anEndedSessionIsForgotten() {
        MessageCache cache = freshCache();
        cache.putSession("u", mood("calm"));
        cache.putSession("v", mood("merry"));

        assertThat(cache.endSession("u")).isTrue();
        assertThat(cache.endSession("u")).isFalse();

        assertThat(cache.session("u")).isEqualTo(FieldValues.EMPTY);
        assertThat(cache.session("v")).isEqualTo(mood("merry"));
    }

    @Test
    default void hostileFieldsAndUsersComeBackAsTheyWere() {
        MessageCache cache = freshCache();
        List<String> words = HostileCacheWords.all();
        for (String word : words) {
            cache.putSession(word, FieldValues.EMPTY.with(word, word).with("active_users", Set.of(word)));
        }

        for (String word : words) {
            assertThat(cache.session(word))
                    .isEqualTo(FieldValues.EMPTY.with(word, word).with("active_users", Set.of(word)));
        }
    }

    @Test
    default void whatIsKnownOfAChannelIsNoChannelWithMessages() {
        MessageCache cache = freshCache();
        cache.putMeta("a", mood("calm"));
        cache.putSession("u", mood("calm"));

        assertThat(cache.channels()).isEmpty();
    }
}
