package io.whisperschema.definition.relational;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.InvalidDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP | 2024-01-31T12:00:00Z",
                "TIMESTAMP | 2024-01-31 12:00:00",
                "TIMESTAMP | 2024-02-29",
                "TIMESTAMP | 2024-01-31 12:00:00.123456+05:30",
                "TIMESTAMP | 2024-01-31 12:00:00+00",
                "DATE | 2024-02-29",
                "DATE | 0001-01-01",
                "UUID | A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
                "JSON | [1e2, \"\\u0000\", {\"a\": null}]",
                "JSONB | {\"a\": 1E400}",
                "JSONB | \"\\ud83d\\ude00\"",
                "BIGINT | -9223372036854775808",
                "REAL | 1.5e-3",
                "TEXT | whatever"
            })
    void aTextInItsOneSpellingIsAValue(ScalarType type, String text) {
        assertThat(TextValues.fits(type, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP | now",
                "TIMESTAMP | infinity",
                "TIMESTAMP | 2024-01-31T12:00",
                "TIMESTAMP | 2024-02-30 12:00:00",
                "TIMESTAMP | 2024-01-31 24:00:00",
                "TIMESTAMP | 2024-01-3112:00:00",
                "TIMESTAMP | 2024-01-31T 12:00:00",
                "TIMESTAMP | 2024-01-31 12:00:00.1234567Z",
                "TIMESTAMP | 2024-01-31 12:00:00+17:00",
                "TIMESTAMP | 2024-01-31 12:00:00 CET",
                "TIMESTAMP | 0001-01-01T00:00:00+01:00",
                "TIMESTAMP | 9999-12-31T23:59:59-01:00",
                "TIMESTAMP | 10000-01-01T00:00:00Z",
                "DATE | today",
                "DATE | banana",
                "DATE | 20240101",
                "DATE | 2024-1-5",
                "DATE | 2024-02-30",
                "DATE | 0000-01-01",
                "DATE | 2024-01-05T10:00:00Z",
                "UUID | {A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}",
                "UUID | a0eebc999c0b4ef8bb6d6bb9bd380a11",
                "JSON | nope",
                "JSON | {\"a\": 1, \"a\": 2}",
                "JSONB | nope",
                "JSONB | {} {}",
                "JSONB | {\"a\": 1, \"a\": 2}",
                "JSONB | \"\\u0000\"",
                "JSONB | \"\\ud83d\"",
                "JSONB | 1E501",
                "JSONB | 1E-200000",
                "INTEGER | 2147483648",
                "BIGINT | 1.0",
                "BIGINT | 1e2",
                "REAL | 1e400",
                "REAL | NaN",
                "BOOLEAN | true",
                "BLOB | 00"
            })
    void anyOtherTextIsNone(ScalarType type, String text) {
        assertThat(TextValues.fits(type, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, banana, defaultsToNow()",
        "TIMESTAMP, now, defaultsToNow()",
        "UUID, {}, 123e4567-e89b-12d3-a456-426614174000",
        "JSONB, nope, one JSON value"
    })
    void aDefaultThatIsNoneIsRefusedWithItsSpelling(ScalarType type, String text, String remedy) {
        assertThatThrownBy(() -> table("t", columnOf("a", type).defaultsTo(text)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("table t, column a: its default is no " + type.text() + ". ")
                .hasMessageContaining(remedy);
    }

    @Test
    void aTextThatIsNoneIsRefusedWhereAColumnIsComparedWithIt() {
        Expression old = column("at").lessThan(Expression.literal("yesterday"));

        assertThatThrownBy(() -> table("t", timestamp("at"), check(Expression.not(old))))
                .hasMessageStartingWith(
                        "table t, check: 'yesterday' is no timestamp. Write it as 2024-01-31T12:00:00Z");
        assertThatThrownBy(() -> table("t", timestamp("at"), index("i").on("at").where(old)))
                .hasMessageStartingWith("table t, index i: ");
        assertThatThrownBy(() -> table("t", timestamp("at"), bool("old").generatedAs(old)))
                .hasMessageStartingWith("table t, column old: ");
        assertThatThrownBy(() -> table("t", bool("b"), check(column("b").in("true"))))
                .hasMessageContaining("Use literal(true)");
    }
}
