package io.whisperschema.cache.internal.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryKeyTest {
    @Test
    void aKeyHasTheSlotThatTheSpecificationOfClustersGivesIt() {
        assertThat(EntryKey.of("123456789").slot()).isEqualTo(0x31c3);
        assertThat(EntryKey.of("foo").slot()).isEqualTo(12182);
    }

    @Test
    void aHashTagDecidesAlone() {
        int slot = EntryKey.of("user1000").slot();
        assertThat(EntryKey.of("{user1000}.following").slot()).isEqualTo(slot);
        assertThat(EntryKey.of("foo{user1000}{bar}").slot()).isEqualTo(slot);
    }

    @Test
    void anEmptyTagOrHalfABraceIsNone() {
        assertThat(EntryKey.of("foo{}{bar}").slot())
                .isNotEqualTo(EntryKey.of("bar").slot());
        assertThat(EntryKey.of("foo{{bar}}zap").slot())
                .isEqualTo(EntryKey.of("{bar").slot());
        assertThat(EntryKey.of("bar}").slot()).isNotEqualTo(EntryKey.of("bar").slot());
    }

    @Test
    void anyKeyHasATagThatLeadsToItsSlot() {
        for (String text : new String[] {"a}b", "{", "discord_cache:messages:1", ""}) {
            EntryKey key = EntryKey.of(text);
            assertThat(EntryKey.of("x:{" + key.tag() + "}").slot()).isEqualTo(key.slot());
        }
    }

    @Test
    void aPrefixIsPutInFrontAndTakenAway() {
        byte[] prefix = "bot7:".getBytes(UTF_8);
        EntryKey key = EntryKey.of("whisper_schema:move");
        assertThat(key.prefixed(prefix)).isEqualTo(EntryKey.of("bot7:whisper_schema:move"));
        assertThat(key.prefixed(prefix).behind(prefix)).isEqualTo(key);
        assertThat(key.isOurs()).isTrue();
        assertThat(key.prefixed(prefix).isOurs()).isFalse();
    }

    @Test
    void bytesThatAreNoTextAreNone() {
        assertThat(EntryKey.of(new byte[] {(byte) 0xff}).text()).isEmpty();
    }
}
