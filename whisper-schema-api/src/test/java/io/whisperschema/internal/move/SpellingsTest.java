package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Decimal;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpellingsTest {
    private static final ValueKind AMOUNT = new Decimal(30, 4);
    private static final ValueKind PADDED = new LimitedText(8, Padding.IGNORED);

    private static Spellings of(ValueKind kind, Object... values) {
        var passage = new Passage(
                "rows",
                "rows",
                List.of(new Field("value", "value", kind, Nullness.NULLABLE)),
                List.of(),
                Optional.empty());
        var fields = new BitSet();
        fields.set(0);
        var spellings = new Spellings(passage, fields);
        var item = new Item(1);
        for (Object value : values) {
            raw(value).put(item, 0);
            spellings.saw(item);
        }
        return spellings;
    }

    private static Raw raw(Object value) {
        if (value instanceof Integer number) {
            return Raw.integer(number);
        }
        return value instanceof Double number ? Raw.real(number) : Raw.text((String) value);
    }

    static Stream<Arguments> inOneWay() {
        return Stream.of(
                Arguments.of(Plain.MOMENT, List.of("2024-01-01 00:00:00", "2023-12-31 23:59:59")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00.6Z")),
                Arguments.of(Plain.LOCAL_MOMENT, List.of("2024-01-01T00:00:00", "2024-01-01T00:00:01")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01T02:00:00+02:00", "2024-01-01T03:00:00+02:00")),
                Arguments.of(Plain.UUID, List.of("ab-01", "01-ab", "01-02")),
                Arguments.of(Plain.UUID, List.of("AB-01", "01-AB")),
                Arguments.of(Plain.NUMERIC, List.of("0", "-1", "10", "1.5", "0.05", "-0.5", "100")),
                Arguments.of(AMOUNT, List.of(1, 1.5, 2)),
                Arguments.of(PADDED, List.of("a", " b", "")),
                Arguments.of(Plain.TEXT, List.of("a", "A ", "1.0")),
                Arguments.of(Plain.BIGINT, List.of(1, 2)));
    }

    @ParameterizedTest
    @MethodSource
    void inOneWay(ValueKind kind, List<Object> values) {
        assertThat(of(kind, values.toArray()).vary().isEmpty()).isTrue();
    }

    static Stream<Arguments> inSeveralWays() {
        return Stream.of(
                Arguments.of(Plain.MOMENT, List.of("2024-01-01 00:00:00", "2024-01-01T00:00:00")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01 00:00:00", "2024-01-01 00:00:00Z")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01 00:00", "2024-01-01 00:00:00")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01 00:00:00.5", "2024-01-01 00:00:00.50")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01T02:00:00+02:00", "2024-01-01T03:00:00+03:00")),
                Arguments.of(Plain.MOMENT, List.of("2024-01-01T02:00:00+02:00", "2024-01-01T03:00:00-02:00")),
                Arguments.of(Plain.UUID, List.of("ab-01", "AB-01")),
                Arguments.of(Plain.UUID, List.of("Ab-01")),
                Arguments.of(Plain.NUMERIC, List.of("1", 1)),
                Arguments.of(Plain.NUMERIC, List.of("1.0")),
                Arguments.of(AMOUNT, List.of("1.10")),
                Arguments.of(AMOUNT, List.of("01")),
                Arguments.of(AMOUNT, List.of("-0")),
                Arguments.of(AMOUNT, List.of("1.")),
                Arguments.of(AMOUNT, List.of(".5")),
                Arguments.of(AMOUNT, List.of("+1")),
                Arguments.of(AMOUNT, List.of("1e3")),
                Arguments.of(PADDED, List.of("a ")),
                Arguments.of(Plain.JSONB, List.of("{}")));
    }

    @ParameterizedTest
    @MethodSource
    void inSeveralWays(ValueKind kind, List<Object> values) {
        assertThat(of(kind, values.toArray()).vary()).hasToString("{0}");
    }

    @Test
    void whatIsWrittenInOneWayHereAndInAnotherThereVaries() {
        Spellings here = of(Plain.UUID, "ab-01");
        here.addAll(of(Plain.UUID, "01-02"));
        assertThat(here.vary().isEmpty()).isTrue();

        here.addAll(of(Plain.UUID, "AB-01"));
        assertThat(here.vary()).hasToString("{0}");
    }
}
