package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniversalMessageTest {
    private static final Instant NOON = Instant.parse("2025-01-02T12:00:00Z");
    private static final String HALF = "\ud83d";

    private static UniversalMessage with(Map<String, String> others, Metadata metadata) {
        return new UniversalMessage("m-1", "u-7", "", NOON, Optional.empty(), metadata, others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void whatNamesSomethingIsNotBlank(String blank) {
        assertThatIllegalArgumentException().isThrownBy(() -> UniversalMessage.of(blank, "u-7", "", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> UniversalMessage.of("m-1", blank, "", NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniversalMessage.of("m-1", "u-7", "", NOON).in(blank))
                .withMessage("the channel of a message is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00"})
    void noTextHoldsHalfACharacter(String half) {
        var message = UniversalMessage.of("m-1", "u-7", "", NOON);

        assertThatIllegalArgumentException().isThrownBy(() -> UniversalMessage.of(half, "u-7", "", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> UniversalMessage.of("m-1", half, "", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> message.saying(half));
        assertThatIllegalArgumentException().isThrownBy(() -> message.in(half));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Map.of(half, ""), Metadata.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Map.of("x", half), Metadata.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(half, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of("x", half));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetadataValue.Members(Map.of(half, MetadataValue.of(1))));
    }

    @Test
    void wholeCharactersBeyondTheFirstPlaneAreText() {
        assertThat(UniversalMessage.of("m-1", "u-7", "a😀b\ud83d\ude00", NOON).content())
                .isEqualTo("a😀b😀");
    }

    @Test
    void aTimestampIsCutToTheMicrosecond() {
        assertThat(UniversalMessage.of("m-1", "u-7", "", NOON.plusNanos(1999)).timestamp())
                .isEqualTo(NOON.plusNanos(1000));
        assertThat(UniversalMessage.of("m-1", "u-7", "", Instant.ofEpochSecond(-1, 999_999_999))
                        .timestamp())
                .isEqualTo(Instant.ofEpochSecond(-1, 999_999_000));
    }

    @Test
    void aTimestampIsOfTheYearsThatEveryFormatHolds() {
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");

        UniversalMessage.of("m-1", "u-7", "", first);
        UniversalMessage.of("m-1", "u-7", "", last);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniversalMessage.of("m-1", "u-7", "", first.minusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> UniversalMessage.of("m-1", "u-7", "", last.plusNanos(1)));
    }

    @Test
    void whatBelongsElsewhereIsNotKeptBesideTheParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(Map.of("content", "x"), Metadata.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("author_name", "x"), Metadata.EMPTY))
                .withMessage("a message has its author_name in its metadata, not beside it");
        assertThat(with(Map.of("author_name", "x"), Metadata.of("author_name", "y"))
                        .others())
                .hasSize(1);
    }

    @Test
    void itDoesNotChangeWithTheMapsItWasMadeOf() {
        var others = new HashMap<>(Map.of("a", "1"));
        UniversalMessage message = with(others, Metadata.EMPTY);
        others.put("b", "2");

        assertThat(message.others()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void anErrorDoesNotTellWhatAMessageHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniversalMessage.of("m-1", "u-7", "secret" + HALF, NOON))
                .withMessage("what a message says holds half a character: a surrogate without its other");
    }
}
