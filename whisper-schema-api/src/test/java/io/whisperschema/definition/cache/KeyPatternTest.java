package io.whisperschema.definition.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.InvalidDefinition;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {
    private static final KeyPattern MESSAGES = KeyPattern.of("discord_cache:messages:<channel_id>");

    @Test
    void givesTheKeyOfAChannel() {
        assertThat(MESSAGES.key(Map.of("channel_id", "123456"))).isEqualTo("discord_cache:messages:123456");
    }

    @Test
    void readsTheChannelFromAKey() {
        assertThat(MESSAGES.match("discord_cache:messages:123456")).contains(Map.of("channel_id", "123456"));
        assertThat(MESSAGES.prefix()).isEqualTo("discord_cache:messages:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discord_cache:meta:1",
                "discord_cache:messages:",
                "discord_cache:messages:1:2",
                "discord_cache:messages:1 2",
                "discord_cache:messages:1%2",
                "discord_cache:messages:%41",
                "discord_cache:messages:%3a",
                "discord_cache:messages:%FF"
            })
    void aKeyThatNoValueGivesIsNotMatched(String key) {
        assertThat(MESSAGES.match(key)).isEmpty();
    }

    @Test
    void bracesAreAHashTag() {
        KeyPattern pattern = KeyPattern.of("messages:{<channel_id>}");
        assertThat(pattern.key(Map.of("channel_id", "1"))).isEqualTo("messages:{1}");
        assertThat(pattern.match("messages:{1}")).contains(Map.of("channel_id", "1"));
    }

    @Test
    void placeholdersOfOlderDocumentsAreUnderstood() {
        assertThat(KeyPattern.ofOlderDocument("discord_cache:messages:{channel_id}"))
                .isEqualTo(MESSAGES);
    }

    @Test
    void anOlderDocumentHasNoPlaceholdersOfToday() {
        assertThatThrownBy(() -> KeyPattern.ofOlderDocument("messages:{<channel_id>}"))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("Read it with KeyPattern.of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "{}", "*", "a b", "100%", "\n", "ü漢😀", "[x]?", "\\"})
    void hostileValuesComeBackAsTheyWere(String value) {
        String key = MESSAGES.key(Map.of("channel_id", value));
        assertThat(key.substring(MESSAGES.prefix().length())).doesNotContain(":", "{", "}", "*", " ", "\n");
        assertThat(MESSAGES.match(key)).contains(Map.of("channel_id", value));
    }

    @Test
    void everyValueComesBackAsItWas() {
        var random = new Random(7);
        KeyPattern pattern = KeyPattern.of("<a>:{<b>}-<c>.x");
        for (int i = 0; i < 2000; i++) {
            Map<String, String> values = Map.of("a", value(random), "b", value(random), "c", value(random));
            assertThat(pattern.match(pattern.key(values))).contains(values);
        }
    }

    @Test
    void missingEmptyAndUnknownValuesAreRefused() {
        assertThatThrownBy(() -> MESSAGES.key(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a value for channel_id");
        assertThatThrownBy(() -> MESSAGES.key(Map.of("channel_id", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MESSAGES.key(Map.of("channel_id", "1", "user_id", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no placeholder user_id");
        assertThatThrownBy(() -> MESSAGES.key(Map.of("channel_id", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a:<x>, b:<x>, false",
        "a:<x>, a:<x>:b, false",
        "a:<x>, <y>:b, true",
        "a<x>, ab<y>, true",
        "a<x>b, a<y>c, false",
        "m:{<x>}, m:<y>, false",
        "a:<x>, a:<y>, true"
    })
    void sharedKeysAreFound(String one, String other, boolean shared) {
        assertThat(KeyPattern.of(one).overlaps(KeyPattern.of(other))).isEqualTo(shared);
        assertThat(KeyPattern.of(other).overlaps(KeyPattern.of(one))).isEqualTo(shared);
    }

    private static String value(Random random) {
        var value = new StringBuilder();
        for (int i = 0; i <= random.nextInt(6); i++) {
            value.appendCodePoint("ab:{}%é😀 *".codePoints().toArray()[random.nextInt(10)]);
        }
        return value.toString();
    }
}
