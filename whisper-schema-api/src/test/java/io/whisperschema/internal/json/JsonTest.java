package io.whisperschema.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.UnreadableDocument;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":[1,2.50,-3E+7,true,false,null],\"b\":{\"c\":\"\\\"\\\\\\n\\t\\u0001ü漢\"}}",
                "12345678901234567890.01234567890123456789",
                "\"\\ud83d\\ude00\""
            })
    void whatIsReadIsWrittenAsItWas(String text) {
        assertThat(Json.parse(text).compact()).isEqualTo(text);
    }

    @Test
    void prettyTextIsIndentedByTwoAndEndsWithALineEnd() {
        assertThat(Json.parse("{\"a\":[1,2],\"b\":[{\"c\":{}}]}").pretty()).isEqualTo("""
                {
                  "a": [1, 2],
                  "b": [
                    {
                      "c": {}
                    }
                  ]
                }
                """);
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(JsonValue.root(Json.parse("1.10")).number()).isEqualTo(new BigDecimal("1.10"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ''                  | $        | empty
            {"a":1,"a":2}       | $.a      | twice
            {"a":{"b":1,"b":2}} | $.a.b    | twice
            {"a":1} x           | $        | no JSON
            {"a":1} 2           | $        | follows
            {"a":               | $        | no JSON
            NaN                 | $        | no JSON
            01                  | $        | no JSON
            """)
    void whatIsNoJsonIsRefused(String text, String path, String problem) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining(problem)
                .extracting(error -> ((UnreadableDocument) error).path())
                .isEqualTo(path);
    }

    @Test
    void whatNestsTooDeepIsRefused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("deeper than 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "3000000000", "1e1000000000", "1e-1000000000"})
    void whatIsNoWholeNumberIsRefused(String number) {
        assertThatThrownBy(() -> JsonValue.root(Json.parse(number)).integer()).isInstanceOf(UnreadableDocument.class);
    }
}
