package io.whisperschema.cache.internal.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
    private static RawEntry entry(ValueType type, List<byte[]> elements) {
        return new RawEntry(EntryKey.of("k"), type, OptionalLong.of(7), elements);
    }

    private static List<byte[]> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("t" + i).getBytes(UTF_8))
                .toList();
    }

    private static List<String> words(EntryPart part) {
        return part.elements().stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }

    @Test
    void aListIsCutBehindSoManyElements() {
        List<EntryPart> parts = Portions.of(entry(ValueType.LIST, texts(Portions.ELEMENTS + 1)));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).place()).isEqualTo(Portions.place(Portions.ELEMENTS));
        assertThat(words(parts.get(1))).containsExactly("t" + Portions.ELEMENTS);
        assertThat(parts.get(1).expiry()).hasValue(7);
    }

    @Test
    void aListIsCutBehindAMebibyte() {
        List<byte[]> large = List.of(new byte[Portions.BYTES - 1], new byte[1], new byte[1]);
        assertThat(Portions.of(entry(ValueType.LIST, large)))
                .extracting(part -> part.elements().size())
                .containsExactly(2, 1);
    }

    @Test
    void aStringIsCutBehindEachMebibyteAndAnEmptyOneIsOnePart() {
        assertThat(Portions.of(entry(ValueType.STRING, List.of(new byte[2 * Portions.BYTES]))))
                .extracting(EntryPart::bytes)
                .containsExactly((long) Portions.BYTES, (long) Portions.BYTES);
        assertThat(Portions.of(entry(ValueType.STRING, List.of(new byte[0])))).hasSize(1);
    }

    @Test
    void theOrderInWhichAServerListsMembersDoesNotMatter() {
        List<byte[]> members = new ArrayList<>(texts(Portions.MEMBERS));
        List<EntryPart> one = Portions.of(entry(ValueType.SET, members));
        Collections.reverse(members);
        List<EntryPart> other = Portions.of(entry(ValueType.SET, members));
        assertThat(one).hasSize(1);
        assertThat(words(one.get(0))).isEqualTo(words(other.get(0)));
    }

    @Test
    void ofManyMembersEachIsAPartNamedByItself() {
        List<EntryPart> parts = Portions.of(entry(ValueType.HASH, texts(2 * (Portions.MEMBERS + 1))));
        assertThat(parts).hasSize(Portions.MEMBERS + 1);
        assertThat(words(parts.get(1))).containsExactly("t2", "t3");
        assertThat(Arrays.equals(parts.get(1).place(), "t2".getBytes(UTF_8))).isTrue();
    }
}
