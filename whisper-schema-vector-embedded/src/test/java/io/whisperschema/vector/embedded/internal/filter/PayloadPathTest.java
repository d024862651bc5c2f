package io.whisperschema.vector.embedded.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a            | 1",
                "b.c          | 'two'",
                "b.missing    |",
                "a.b          |",
                "list         | [1,[2,3],null]",
                "list[]       | 1 ; [2,3] ; null",
                "list[][]     | 2 ; 3",
                "list[1]      | [2,3]",
                "list[1][0]   | 2",
                "list[2]      | null",
                "list[9]      |",
                "list[99999999999] |",
                "b[]          |",
                "objects[].x  | 1 ; [2,3]",
                "objects[].x[]| 2 ; 3",
                "objects[1].x | [2,3]",
                "objects.x    |",
                "\"a b.c\"    | true",
                "b.\"d[]\"    | 4",
                "ключ         | 5",
            })
    void namesValues(String path, String expected) {
        var payload =
                Payload.of("{a: 1, b: {c: 'two', 'd[]': 4}, list: [1, [2, 3], null], objects: [{x: 1}, {x: [2, 3]},"
                        + " {y: 1}], 'a b.c': true, 'ключ': 5}");
        assertThat(PayloadPath.of(path).values(payload)).containsExactlyElementsOf(values(expected));
    }

    private static List<Value> values(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ; ")).map(Payload::value).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                "a..b",
                "a[",
                "a[x]",
                "a[-1]",
                "a]",
                "a b",
                "a[0]b",
                "\"a",
                "\"a\\\"\"",
                "\"a\\b\"",
                "[]",
                "[0]",
                " a"
            })
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> PayloadPath.of(text))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .hasMessage("Invalid json path: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a[].b[0]", "\"a b\".c", "\"\"", "a-b_1"})
    void isWrittenAsItWasRead(String text) {
        assertThat(PayloadPath.of(text)).hasToString(text).isEqualTo(PayloadPath.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}                     | a      | {x: 2} | {a: {x: 2}}",
                "{a: {x: 1, y: 1}}          | a      | {x: 2} | {a: {x: 2, y: 1}}",
                "{a: {x: 1, y: 1}}          | a      | {x: null} | {a: {y: 1}}",
                "{}                         | a.b    | {x: 2} | {a: {b: {x: 2}}}",
                "{a: [1]}                   | a.b    | {x: 2} | {a: {b: {x: 2}}}",
                "{a: [{y: 1}, 2]}           | a[]    | {x: 2} | {a: [{y: 1, x: 2}, {x: 2}]}",
                "{a: [{y: 1}, {z: 1}]}      | a[1].z | {x: 2} | {a: [{y: 1}, {z: {x: 2}}]}",
                "{a: [{y: 1}]}              | a[1]   | {x: 2} | {a: [{y: 1}]}",
                "{a: 1}                     | a[]    | {x: 2} | {a: []}",
                "{a: 1}                     | a[0]   | {x: 2} | {a: []}",
            })
    void mergesChangesIntoTheObjectsThere(String before, String path, String changes, String after) {
        assertThat(PayloadPath.of(path).merged(Payload.of(before), Payload.of(changes)))
                .isEqualTo(Payload.of(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1, b: 2}               | a       | {b: 2}",
                "{a: 1}                     | b       | {a: 1}",
                "{a: {b: 1, c: 2}}          | a.b     | {a: {c: 2}}",
                "{a: {b: 1}}                | a.b     | {a: {}}",
                "{a: {b: 1}}                | a.x.y   | {a: {b: 1}}",
                "{a: 1}                     | a.b     | {a: 1}",
                "{a: [{b: 1}, {b: 2, c: 3}]}| a[].b   | {a: [{}, {c: 3}]}",
                "{a: [{b: 1}, {b: 2, c: 3}]}| a[1].b  | {a: [{b: 1}, {c: 3}]}",
                "{a: [1, 2]}                | a[]     | {a: []}",
                "{a: [1, 2]}                | a[0]    | {a: [1, 2]}",
                "{a: [[1], [2]]}            | a[][]   | {a: [[], []]}",
            })
    void leavesOutWhatIsThere(String before, String path, String after) {
        assertThat(PayloadPath.of(path).removed(Payload.of(before))).isEqualTo(Payload.of(after));
    }

    @Test
    void changesAtTheTopReplaceWholeValuesAndNullLeavesOut() {
        Map<String, Value> before = Payload.of("{a: {x: 1}, b: 2, c: 3}");
        assertThat(Payloads.merged(before, Payload.of("{a: {y: 1}, b: null, d: 4, missing: null}")))
                .isEqualTo(Payload.of("{a: {y: 1}, c: 3, d: 4}"));
        assertThat(before).isEqualTo(Payload.of("{a: {x: 1}, b: 2, c: 3}"));
    }

    @Test
    void aValueWithoutKindIsNullAndAnInfiniteNumberIsRefused() {
        var accepted = Payloads.accepted(Map.of("a", Payloads.list(List.of(Value.getDefaultInstance()))));
        assertThat(accepted).isEqualTo(Payload.of("{a: [null]}"));

        var infinite =
                Value.newBuilder().setDoubleValue(Double.POSITIVE_INFINITY).build();
        assertThatThrownBy(() -> Payloads.accepted(Map.of("a", Payloads.struct(Map.of("b", infinite)))))
                .isInstanceOf(Refused.class)
                .hasMessage("cannot convert to json number");
    }
}
