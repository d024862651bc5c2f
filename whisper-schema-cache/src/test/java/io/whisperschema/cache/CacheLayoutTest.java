package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.cache.CacheLayout.Meaning;
import io.whisperschema.cache.CacheLayout.Part;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.error.InvalidDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheLayoutTest {
    private static final CacheLayout ENGINE =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final KeyFamily MESSAGES = messages("c:messages:<channel_id>");
    private static final KeyFamily META =
            keyFamily("meta", "c:meta:<channel_id>").hash();
    private static final KeyFamily SESSION =
            keyFamily("session", "c:session:<user_id>").hash();
    private static final KeyFamily LOCK = lock("c:lock:<channel_id>");

    private static KeyFamily messages(String pattern) {
        return keyFamily("messages", pattern).list();
    }

    private static KeyFamily lock(String pattern) {
        return keyFamily("lock", pattern).string();
    }

    private static CacheLayout withLock(String pattern) {
        return new CacheLayout(MESSAGES, META, SESSION, lock(pattern), "");
    }

    @Test
    void givesTheKeysThatInstallsHave() {
        assertThat(ENGINE.messagesKey("1")).isEqualTo("discord_cache:messages:1");
        assertThat(ENGINE.metaKey("1")).isEqualTo("discord_cache:meta:1");
        assertThat(ENGINE.sessionKey("2")).isEqualTo("discord_cache:session:2");
        assertThat(ENGINE.lockKey("1")).isEqualTo("discord_cache:bootstrap_lock:1");
    }

    static Stream<CacheLayout> layouts() {
        return Stream.of(
                        ENGINE,
                        withLock("<channel_id>:lock"),
                        withLock("c:lock:{<channel_id>}"),
                        withLock("c:{<channel_id>}:lock"),
                        withLock("{c}:lock:<channel_id>"))
                .flatMap(layout -> Stream.of(layout, layout.prefixed("host 1:"), layout.prefixed("*?[a]\\%")));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyKeyMeansWhatItWasMadeOf(CacheLayout layout) {
        for (String id : List.of("1", "a:b", "{x}", "}{", "%41", "*", " ", "\0", "ü漢😀", "1:token", "x".repeat(999))) {
            assertThat(layout.meaning(layout.messagesKey(id))).contains(new Meaning(Part.MESSAGES, id));
            assertThat(layout.meaning(layout.metaKey(id))).contains(new Meaning(Part.META, id));
            assertThat(layout.meaning(layout.sessionKey(id))).contains(new Meaning(Part.SESSION, id));
            assertThat(layout.meaning(layout.lockKey(id))).contains(new Meaning(Part.LOCK, id));
            assertThat(layout.meaning(layout.lockTokenKey(id))).contains(new Meaning(Part.LOCK_TOKEN, id));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aLockAndItsNumberShareASlotAndABeginning(CacheLayout layout) {
        for (String id : List.of("1", "a:b", "{x}")) {
            String lock = layout.lockKey(id);
            String token = layout.lockTokenKey(id);
            assertThat(slotText(token)).isEqualTo(slotText(lock));
            assertThat(token)
                    .startsWith(layout.prefix() + layout.lock().pattern().prefix());
        }
    }

    /** What a cluster takes a key's slot of. */
    private static String slotText(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        return open >= 0 && close > open + 1 ? key.substring(open + 1, close) : key;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "discord_cache:messages:",
                "discord_cache:messages:1:2",
                "discord_cache:other:1",
                "x:discord_cache:messages:1",
                "discord_cache:bootstrap_lock:{}",
                "discord_cache:bootstrap_lock:{discord_cache:bootstrap_lock:}",
                "discord_cache:bootstrap_lock:{discord_cache:meta:1}",
                "discord_cache:bootstrap_lock:{discord_cache:bootstrap_lock:1",
                "}",
                ":token"
            })
    void otherKeysMeanNothing(String key) {
        assertThat(ENGINE.meaning(key)).isEmpty();
    }

    @Test
    void withAPrefixKeysWithoutItMeanNothing() {
        CacheLayout prefixed = ENGINE.prefixed("one:");

        assertThat(prefixed.messagesKey("1")).isEqualTo("one:discord_cache:messages:1");
        assertThat(prefixed.meaning("discord_cache:messages:1")).isEmpty();
        assertThat(prefixed.meaning("two:discord_cache:messages:1")).isEmpty();
    }

    @Test
    void emptyAndBrokenValuesGiveNoKey() {
        assertThatThrownBy(() -> ENGINE.messagesKey("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ENGINE.lockTokenKey("\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFamilyOfAnotherTypeIsRefused() {
        KeyFamily set = keyFamily("messages", "c:messages:<channel_id>").set();

        assertThatThrownBy(() -> new CacheLayout(set, META, SESSION, LOCK, ""))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("key family messages: it holds a set under a key")
                .hasMessageContaining("needs a list");
        assertThatThrownBy(() -> new CacheLayout(MESSAGES, SESSION, META, LOCK, ""))
                .isInstanceOf(InvalidDefinition.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c:messages:<user_id>", "c:<channel_id>:<user_id>"})
    void otherPlaceholdersAreRefused(String pattern) {
        assertThatThrownBy(() -> new CacheLayout(messages(pattern), META, SESSION, LOCK, ""))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("Write <channel_id> as its only placeholder, once.");
    }

    @Test
    void familiesThatShareAKeyAreRefused() {
        assertThatThrownBy(() -> new CacheLayout(messages("c:meta:<channel_id>"), META, SESSION, LOCK, ""))
                .isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void aHashTagInThePrefixIsRefused() {
        assertThatThrownBy(() -> ENGINE.prefixed("{app}:")).isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> ENGINE.prefixed("\udc00")).isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void aDefinitionWithoutAFamilyIsRefusedByItsName() {
        assertThatThrownBy(() -> CacheLayout.of(new CacheModel(List.of(MESSAGES, META, SESSION))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key family bootstrap_lock");
    }
}
