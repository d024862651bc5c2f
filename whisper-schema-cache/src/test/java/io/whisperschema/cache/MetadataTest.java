package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.whisperschema.cache.MetadataValue.Huge;
import io.whisperschema.cache.MetadataValue.Items;
import io.whisperschema.cache.MetadataValue.Members;
import io.whisperschema.cache.MetadataValue.Nothing;
import io.whisperschema.error.UnreadableValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final Metadata ANN = Metadata.of("author_name", "Ann")
            .and("response_quality", 0.9)
            .and("tries", 3)
            .and("edited", true)
            .and("client", Metadata.of("name", "web"))
            .and("tags", MetadataValue.items(MetadataValue.of("a"), Nothing.NOTHING));

    private static MetadataValue nested(int levels) {
        MetadataValue value = Nothing.NOTHING;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? new Items(List.of(value)) : new Members(Map.of("x", value));
        }
        return value;
    }

    @Test
    void eachTypeHasItsGetter() {
        assertThat(ANN.text("author_name")).contains("Ann");
        assertThat(ANN.real("response_quality")).hasValue(0.9);
        assertThat(ANN.whole("tries")).hasValue(3);
        assertThat(ANN.truth("edited")).contains(true);
        assertThat(ANN.within("client").flatMap(client -> client.text("name"))).contains("web");
        assertThat(ANN.items("tags")).contains(List.of(MetadataValue.of("a"), Nothing.NOTHING));
        assertThat(ANN.value("tries")).contains(MetadataValue.of(3));
    }

    @Test
    void aGetterIsEmptyWhereTheTypeIsAnotherOne() {
        assertThat(ANN.text("tries")).isEmpty();
        assertThat(ANN.whole("response_quality")).isEmpty();
        assertThat(ANN.real("author_name")).isEmpty();
        assertThat(ANN.truth("tries")).isEmpty();
        assertThat(ANN.within("tags")).isEmpty();
        assertThat(ANN.items("client")).isEmpty();
        assertThat(ANN.value("nobody")).isEmpty();
    }

    @Test
    void aWholeNumberIsARealOneToo() {
        assertThat(ANN.real("tries")).hasValue(3);
    }

    @Test
    void whatIsSetAgainStaysInItsPlace() {
        Metadata again = ANN.and("author_name", "Bob");

        assertThat(again.values().keySet())
                .containsExactlyElementsOf(ANN.values().keySet());
        assertThat(again.text("author_name")).contains("Bob");
        assertThat(again.without("author_name").values()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 100})
    void namesKeepTheirOrderAndEqualWithoutIt(int count) {
        var forward = new LinkedHashMap<String, MetadataValue>();
        var backward = new LinkedHashMap<String, MetadataValue>();
        for (int i = 0; i < count; i++) {
            forward.put("n" + i, MetadataValue.of(i));
            backward.put("n" + (count - 1 - i), MetadataValue.of(count - 1 - i));
        }
        var metadata = new Metadata(forward);

        assertThat(metadata.values().keySet()).containsExactlyElementsOf(forward.keySet());
        assertThat(metadata.values()).hasSize(count).isEqualTo(backward);
        assertThat(metadata).isEqualTo(new Metadata(backward)).hasSameHashCodeAs(new Metadata(backward));
        forward.keySet().forEach(name -> assertThat(metadata.value(name)).contains(forward.get(name)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void itIsImmutable(int count) {
        var given = new HashMap<String, MetadataValue>();
        for (int i = 0; i < count; i++) {
            given.put("n" + i, MetadataValue.of(i));
        }
        var metadata = new Metadata(given);
        given.put("more", Nothing.NOTHING);

        assertThat(metadata.values()).hasSize(count);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().put("x", Nothing.NOTHING));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().entrySet().iterator().next().setValue(Nothing.NOTHING));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().remove("n0"));
    }

    @Test
    void itHoldsNoNulls() {
        var none = new HashMap<String, MetadataValue>();
        none.put("x", null);

        assertThatNullPointerException().isThrownBy(() -> new Metadata(none));
        assertThatNullPointerException().isThrownBy(() -> new Members(none));
    }

    @Test
    void itNestsToABound() {
        assertThat(Metadata.of("x", nested(Metadata.DEEPEST)).values()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of("x", nested(Metadata.DEEPEST + 1)))
                .withMessage("metadata nests deeper than 64 levels");
    }

    @Test
    void aValueIsWrittenAsJsonToTheSameBound() {
        MetadataValue deepest = nested(Metadata.DEEPEST);
        MetadataValue deeper = nested(Metadata.DEEPEST + 1);

        assertThat(MetadataValue.ofJson(deepest.json())).isEqualTo(deepest);
        assertThatIllegalArgumentException().isThrownBy(deeper::json);
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> MetadataValue.ofJson("[" + deepest.json() + "]"))
                .withMessage("This is no JSON that metadata can hold: it nests too deep.");
    }

    @Test
    void realNumbersAreEqualByTheirBits() {
        assertThat(MetadataValue.of(0.0)).isNotEqualTo(MetadataValue.of(-0.0));
        assertThat(MetadataValue.of(Double.NaN))
                .isEqualTo(MetadataValue.of(Double.longBitsToDouble(0x7ff8000000000123L)));
        assertThat(MetadataValue.of(1.0)).isNotEqualTo(MetadataValue.of(1));
    }

    @Test
    void aWholeNumberHasOneFormByItsSize() {
        BigInteger beyond = BigInteger.ONE.shiftLeft(63);

        assertThat(MetadataValue.of(beyond)).isEqualTo(new Huge(beyond));
        assertThat(MetadataValue.of(beyond.negate())).isEqualTo(MetadataValue.of(Long.MIN_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Huge(BigInteger.TEN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Huge(BigInteger.ONE.shiftLeft(Huge.MOST_BITS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "-5", "1.5", "\"\\u00fc\\\"\"", "[1, [], {}]", "{\"b\": NaN, \"a\": -Infinity}"})
    void aValueIsJsonAsPythonWritesIt(String json) {
        assertThat(MetadataValue.ofJson(json).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret",
                "{\"secret\"",
                "{'secret': 1}",
                "[1,]",
                "1 2",
                "{\"a\": 1, \"a\": 2}",
                "\"\\ud83d\""
            })
    void whatIsNoJsonIsRefusedWithoutTellingIt(String text) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> MetadataValue.ofJson(text))
                .withNoCause()
                .satisfies(error ->
                        assertThat(error.getMessage()).doesNotContain("secret").endsWith("."));
    }
}
