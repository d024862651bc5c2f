package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldValuesTest {
    private static final Instant MOMENT = Instant.parse("2024-01-02T03:04:05.000006Z");

    @Test
    void whatWasPutInIsReadAsItsType() {
        FieldValues values = FieldValues.EMPTY
                .with("text", "t")
                .with("whole", 7)
                .with("real", 7.0)
                .with("truth", false)
                .with("moment", MOMENT.plusNanos(999))
                .with("texts", Set.of("b", "a"))
                .with("json", MetadataValue.Nothing.NOTHING);

        assertThat(values.text("text")).contains("t");
        assertThat(values.whole("whole")).hasValue(7);
        assertThat(values.real("real")).hasValue(7.0);
        assertThat(values.truth("truth")).contains(false);
        assertThat(values.moment("moment")).contains(MOMENT);
        assertThat(values.texts("texts")).containsExactly("a", "b");
        assertThat(values.json("json")).contains(MetadataValue.Nothing.NOTHING);
        assertThat(values.values().keySet())
                .containsExactly("text", "whole", "real", "truth", "moment", "texts", "json");
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(FieldValues.EMPTY.text("x")).isEmpty();
        assertThat(FieldValues.EMPTY.whole("x")).isEmpty();
        assertThat(FieldValues.EMPTY.real("x")).isEmpty();
        assertThat(FieldValues.EMPTY.texts("x")).isEmpty();
        assertThat(FieldValues.EMPTY.truth("x")).isEqualTo(Optional.empty());
        assertThat(FieldValues.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void anotherTypeIsRefusedAndItsOwnIsNamed() {
        assertThatThrownBy(() -> FieldValues.EMPTY.with("count", 3).text("count"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field count holds a whole number; ask for that");
    }

    @Test
    void whatAFieldCannotHoldIsRefused() {
        for (Object wrong : new Object[] {1, 1f, BigDecimal.ONE, Set.of(1), "\ud800", Set.of("\udc00")}) {
            assertThatThrownBy(() -> FieldValues.of(Map.of("x", wrong))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> FieldValues.EMPTY.with("\ud800", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyChangesWhatWasGiven() {
        var texts = new HashSet<>(Set.of("a"));
        var given = new HashMap<String, Object>(Map.of("texts", texts));
        FieldValues values = FieldValues.of(given);
        texts.add("b");
        given.clear();

        assertThat(values.texts("texts")).containsExactly("a");
        assertThatThrownBy(() -> values.texts("texts").add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
