package io.whisperschema.cache.internal.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.cache.CacheFieldType;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text becomes one of another type where it loses nothing. */
class RetypedTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "INTEGER | FLOAT | 7 | 7",
                "INTEGER | FLOAT | 9007199254740993 | none",
                "INTEGER | FLOAT | 9007199254740992 | 9007199254740992",
                "INTEGER | STRING | 7 | 7",
                "INTEGER | EPOCH_SECONDS | 1700000000 | 1700000000",
                "INTEGER | BOOLEAN | 1 | 1",
                "INTEGER | BOOLEAN | 2 | none",
                "FLOAT | INTEGER | 7.0 | 7",
                "FLOAT | INTEGER | 7.5 | none",
                "FLOAT | INTEGER | 1e300 | none",
                "FLOAT | INTEGER | nan | none",
                "STRING | INTEGER | x | none",
                "STRING | FLOAT | 0.1 | 0.1",
                "STRING | DATETIME | 2025-01-02 03:04:05 | 2025-01-02 03:04:05",
                "STRING | JSON | x | \"x\"",
                "STRING | JSON | [1] | [1]",
                "STRING | STRING_SET | [\"a\"] | [\"a\"]",
                "STRING | STRING_SET | [\"a\", \"a\"] | none",
                "BOOLEAN | INTEGER | True | 1",
                "BOOLEAN | FLOAT | false | 0.0",
                "DATETIME | EPOCH_SECONDS | 1970-01-01T00:00:01.5 | 1.5",
                "DATETIME | EPOCH_SECONDS | 1970-01-01T00:00:01.1234567 | none",
                "EPOCH_SECONDS | DATETIME | 1.5 | 1970-01-01T00:00:01.500000+00:00",
                "EPOCH_SECONDS | DATETIME | 1.1234567 | none",
                "EPOCH_SECONDS | INTEGER | 1.5 | none",
                "STRING_SET | JSON | [\"a\"] | [\"a\"]",
                "JSON | STRING | {} | {}"
            })
    void whereNothingIsLost(CacheFieldType from, CacheFieldType to, String text, String expected) {
        Optional<String> made = Retyped.text(text, from, to);
        assertThat(made.orElse("none")).isEqualTo(expected);
        made.ifPresent(once -> assertThat(Retyped.text(once, from, to)).contains(once));
    }
}
