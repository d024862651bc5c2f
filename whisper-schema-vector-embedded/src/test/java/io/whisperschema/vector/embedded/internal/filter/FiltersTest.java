package io.whisperschema.vector.embedded.internal.filter;

import static io.whisperschema.vector.embedded.internal.filter.Conditions.all;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.any;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.between;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.bool;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.condition;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.count;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.exceptIntegers;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.exceptKeywords;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.field;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.hasId;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.hasVector;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.integer;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.integers;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.isEmpty;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.isNull;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.keyword;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.keywords;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.nested;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.none;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.on;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.phrase;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.range;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.text;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.textAny;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions mean on fields without an index. */
class FiltersTest {
    private static boolean matches(Filter filter, PointView point) {
        return Filters.compile(filter, new Indexes()).test(point);
    }

    private static boolean matches(Condition condition, String payload) {
        return matches(all(condition), Point.with(payload));
    }

    private static Arguments fact(Condition condition, String payload, boolean expected) {
        return Arguments.of(condition, payload, expected);
    }

    static Stream<Arguments> matchFacts() {
        return Stream.of(
                fact(keyword("a", "x"), "{a: 'x'}", true),
                fact(keyword("a", "x"), "{a: 'X'}", false),
                fact(keyword("a", "x"), "{a: ['y', 'x']}", true),
                fact(keyword("a", "x"), "{a: [['x']]}", false),
                fact(keyword("a", "x"), "{}", false),
                fact(keyword("a", "5"), "{a: 5}", false),
                fact(integer("a", 5), "{a: 5}", true),
                fact(integer("a", 5), "{a: 5.0}", false),
                fact(integer("a", 5), "{a: [4, 5]}", true),
                fact(integer("a", 5), "{a: '5'}", false),
                fact(bool("a", true), "{a: true}", true),
                fact(bool("a", true), "{a: false}", false),
                fact(bool("a", false), "{}", false),
                fact(bool("a", false), "{a: [true, false]}", true),
                fact(keywords("a", "x", "y"), "{a: 'y'}", true),
                fact(keywords("a", "x", "y"), "{a: 'z'}", false),
                fact(keywords("a"), "{a: 'z'}", false),
                fact(integers("a", 1L, 2L), "{a: 2}", true),
                fact(integers("a", 1L, 2L), "{a: 2.0}", false),
                fact(integers("a", 1L, 2L), "{a: '2'}", false),
                fact(exceptKeywords("a", "x"), "{a: 'x'}", false),
                fact(exceptKeywords("a", "x"), "{a: ['x', 'y']}", true),
                fact(exceptKeywords("a", "x"), "{a: 1}", true),
                fact(exceptKeywords("a", "x"), "{a: {b: 1}}", true),
                fact(exceptKeywords("a", "x"), "{a: [['x']]}", true),
                fact(exceptKeywords("a", "x"), "{a: null}", false),
                fact(exceptKeywords("a", "x"), "{a: []}", false),
                fact(exceptKeywords("a", "x"), "{}", false),
                fact(exceptKeywords("a"), "{a: 'x'}", true),
                fact(exceptIntegers("a", 1L), "{a: 1}", false),
                fact(exceptIntegers("a", 1L), "{a: 2}", true),
                fact(exceptIntegers("a", 1L), "{a: 1.0}", true),
                fact(exceptIntegers("a", 1L), "{a: 'x'}", true));
    }

    static Stream<Arguments> textFacts() {
        return Stream.of(
                fact(text("a", "ell"), "{a: 'hello'}", true),
                fact(text("a", "ELL"), "{a: 'hello'}", false),
                fact(text("a", "o w"), "{a: 'hello world'}", true),
                fact(text("a", "world hello"), "{a: 'hello world'}", false),
                fact(text("a", ""), "{a: 'hello'}", true),
                fact(text("a", "5"), "{a: 5}", false),
                fact(text("a", "x"), "{a: ['y', 'x']}", true),
                fact(phrase("a", "o w"), "{a: 'hello world'}", true),
                fact(phrase("a", "wo he"), "{a: 'hello world'}", false),
                fact(textAny("a", "zzz orl"), "{a: 'hello world'}", true),
                fact(textAny("a", "zzz yyy"), "{a: 'hello world'}", false),
                fact(textAny("a", ""), "{a: 'hello world'}", false),
                fact(textAny("a", "zzz\u00a0hell"), "{a: 'hello world'}", true));
    }

    static Stream<Arguments> rangeFacts() {
        return Stream.of(
                fact(range("a", Range.newBuilder().setGte(1).setLt(2)), "{a: 1}", true),
                fact(range("a", Range.newBuilder().setGte(1).setLt(2)), "{a: 1.999}", true),
                fact(range("a", Range.newBuilder().setGte(1).setLt(2)), "{a: 2}", false),
                fact(range("a", Range.newBuilder().setGt(1).setLte(2)), "{a: 1}", false),
                fact(range("a", Range.newBuilder().setGt(1).setLte(2)), "{a: 2.0}", true),
                fact(range("a", Range.newBuilder().setGt(1).setLte(2)), "{a: [0, 3]}", false),
                fact(range("a", Range.newBuilder().setGt(1).setLte(2)), "{a: [0, 2]}", true),
                fact(range("a", Range.newBuilder()), "{a: 0}", true),
                fact(range("a", Range.newBuilder()), "{a: '0'}", false),
                fact(range("a", Range.newBuilder()), "{}", false));
    }

    static Stream<Arguments> presenceFacts() {
        return Stream.of(
                fact(isEmpty("a"), "{}", true),
                fact(isEmpty("a"), "{a: null}", true),
                fact(isEmpty("a"), "{a: []}", true),
                fact(isEmpty("a"), "{a: [null]}", false),
                fact(isEmpty("a"), "{a: {}}", false),
                fact(isEmpty("a"), "{a: ''}", false),
                fact(isEmpty("a[].b"), "{a: [{b: []}, {b: 1}]}", false),
                fact(isEmpty("a[].b"), "{a: [{b: []}, {}]}", true),
                fact(isNull("a"), "{}", false),
                fact(isNull("a"), "{a: null}", true),
                fact(isNull("a"), "{a: [null]}", false),
                fact(isNull("a[]"), "{a: [1, null]}", true),
                fact(field(on("a").setIsEmpty(true)), "{}", true),
                fact(field(on("a").setIsEmpty(false)), "{}", false),
                fact(field(on("a").setIsEmpty(false)), "{a: 1}", true),
                fact(field(on("a[].b").setIsEmpty(true)), "{a: [{b: []}, {b: 1}]}", true),
                fact(field(on("a").setIsNull(true)), "{}", false),
                fact(field(on("a").setIsNull(false)), "{}", true),
                fact(field(on("a").setIsNull(true)), "{a: [1, null]}", true),
                fact(field(on("a").setIsNull(false)), "{a: [1, null]}", false),
                fact(count("a", ValuesCount.newBuilder().setLt(1)), "{}", true),
                fact(count("a", ValuesCount.newBuilder().setLt(1)), "{a: null}", true),
                fact(count("a", ValuesCount.newBuilder().setGte(1)), "{a: {}}", true),
                fact(count("a", ValuesCount.newBuilder().setGt(1)), "{a: [1, 1]}", true),
                fact(count("a", ValuesCount.newBuilder().setGt(1)), "{a: [1]}", false),
                fact(count("a", ValuesCount.newBuilder().setLte(2)), "{a: [1, null, 2]}", false),
                fact(count("a", ValuesCount.newBuilder().setLt(-1)), "{a: [1]}", true));
    }

    static Stream<Arguments> facts() {
        return Stream.of(matchFacts(), textFacts(), rangeFacts(), presenceFacts())
                .flatMap(same -> same);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void meansWhatItMeansOnTheServer(Condition condition, String payload, boolean expected) {
        assertThat(matches(condition, payload)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:00:00Z, true",
        "2024-02-29t12:00:00z, true",
        "2024-02-29 12:00:00Z, true",
        "2024-02-29T14:00:00+02:00, true",
        "2024-02-29T14:00:00+0200, true",
        "2024-02-29T14:00:00+02, true",
        "2024-02-29T14:00:00 +02:00, true",
        "2024-02-29T12:00:00.123456789123Z, true",
        "2024-02-29T12:00:00, true",
        "2024-02-29 12:00:00.5, true",
        "2024-02-29T12:00, true",
        "2024-02-29 12:00, true",
        "2024-02-29, true",
        "2024-2-29, true",
        "2024-02-28T23:59:60Z, true",
        "2024-02-28T23:59:59.999Z, false",
        "2024-03-01, false",
        "2024-02-29T23:00:00-02:00, false",
        "2024-02-30, false",
        "2023-02-29, false",
        "2024-02-29T12:00Z, false",
        "2024-02-29Z, false",
        "2024-02-29T25:00:00Z, false",
        "2024-02-29T12:00:00X, false",
        "2024-02-29T12:00:00.Z, false",
        "20240229, false",
        "noon, false"
    })
    void readsPointsInTimeInManySpellings(String moment, boolean onThatDay) {
        Condition day = between("at", Instant.parse("2024-02-29T00:00:00Z"), Instant.parse("2024-03-01T00:00:00Z"));
        assertThat(matches(day, "{at: '" + moment + "'}")).isEqualTo(onThatDay);
    }

    @Test
    void aNumberIsNoPointInTimeAndATextIsNoNumber() {
        assertThat(matches(between("a", Instant.EPOCH, Instant.now()), "{a: 5}"))
                .isFalse();
        assertThat(matches(range("a", Range.newBuilder().setGte(0)), "{a: '2024-01-01'}"))
                .isFalse();
    }

    @Test
    void ofSeveralPartsOfOneConditionOneMustHold() {
        var parts = field(on("a").setMatch(Match.newBuilder().setKeyword("x"))
                .setRange(Range.newBuilder().setGt(5)));
        assertThat(matches(parts, "{a: 'x'}")).isTrue();
        assertThat(matches(parts, "{a: 6}")).isTrue();
        assertThat(matches(parts, "{a: 5}")).isFalse();
    }

    @Test
    void presenceIsAskedBeforeAllOtherParts() {
        var parts = field(on("a").setMatch(Match.newBuilder().setKeyword("x")).setIsEmpty(true));
        assertThat(matches(parts, "{a: 'x'}")).isFalse();
        assertThat(matches(parts, "{}")).isTrue();
    }

    @Test
    void anEmptyFilterMatchesAllAndEmptyConditionsAreLeftOut() {
        var empty = Condition.getDefaultInstance();
        assertThat(matches(Filter.getDefaultInstance(), Point.with("{}"))).isTrue();
        assertThat(matches(any(empty), Point.with("{}"))).isTrue();
        assertThat(matches(none(empty), Point.with("{}"))).isTrue();
        assertThat(matches(none(condition(Filter.getDefaultInstance())), Point.with("{}")))
                .isFalse();
    }

    @Test
    void everyListOfAFilterMustBeMet() {
        Filter filter = Filter.newBuilder()
                .addMust(integer("a", 1))
                .addShould(integer("b", 1))
                .addShould(integer("c", 1))
                .addMustNot(integer("d", 1))
                .build();
        assertThat(matches(filter, Point.with("{a: 1, b: 1}"))).isTrue();
        assertThat(matches(filter, Point.with("{a: 1, c: 1, d: 2}"))).isTrue();
        assertThat(matches(filter, Point.with("{b: 1}"))).isFalse();
        assertThat(matches(filter, Point.with("{a: 1}"))).isFalse();
        assertThat(matches(filter, Point.with("{a: 1, b: 1, d: 1}"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false", "-1, false"})
    void asManyMustMatchAsAreAskedFor(long minCount, boolean expected) {
        Filter filter = Filter.newBuilder()
                .setMinShould(MinShould.newBuilder()
                        .addConditions(integer("a", 1))
                        .addConditions(integer("b", 1))
                        .addConditions(integer("c", 1))
                        .setMinCount(minCount))
                .build();
        assertThat(matches(filter, Point.with("{a: 1, c: 1}"))).isEqualTo(expected);
    }

    @Test
    void filtersStandWithinFilters() {
        Filter filter = none(condition(all(integer("a", 1), condition(any(integer("b", 1), integer("b", 2))))));
        assertThat(matches(filter, Point.with("{a: 1, b: 2}"))).isFalse();
        assertThat(matches(filter, Point.with("{a: 1, b: 3}"))).isTrue();
    }

    @Test
    void knowsPointsByIdAndByVectors() {
        var uuid = Id.of(UUID.fromString("936da01f-9abd-4d9d-80c7-02af85c822a8"));
        var point = new Point(uuid, Payload.of("{}"), Set.of("", "image"));
        assertThat(matches(all(hasId(Id.of(1), uuid)), point)).isTrue();
        assertThat(matches(all(hasId(Id.of(1))), point)).isFalse();
        assertThat(matches(all(hasVector("image"), hasVector("")), point)).isTrue();
        assertThat(matches(all(hasVector("text")), point)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dinos", "dinos[]"})
    void oneObjectOfAnArrayMustMatchTheWholeNestedFilter(String key) {
        var carnivore = nested(key, all(keyword("food", "meat"), bool("likes", true)));
        assertThat(matches(carnivore, "{dinos: [{food: 'meat', likes: false}, {food: 'leaves', likes: true}]}"))
                .isFalse();
        assertThat(matches(carnivore, "{dinos: [1, {food: ['meat', 'fish'], likes: true}]}"))
                .isTrue();
        assertThat(matches(carnivore, "{dinos: {food: 'meat', likes: true}}")).isFalse();
        assertThat(matches(carnivore, "{}")).isFalse();
    }

    @Test
    void withinObjectsThereAreNoIdsNoVectorsAndNestingGoesOn() {
        String payload = "{a: [{b: [{c: 1}, {c: 2, d: 1}]}]}";
        assertThat(matches(nested("a", all(hasId(Id.of(1)))), payload)).isFalse();
        assertThat(matches(nested("a", none(hasVector(""))), payload)).isTrue();
        assertThat(matches(nested("a", all(nested("b", all(integer("c", 2), integer("d", 1))))), payload))
                .isTrue();
        assertThat(matches(nested("a", all(nested("b", all(integer("c", 1), integer("d", 1))))), payload))
                .isFalse();
        assertThat(matches(nested("a[].b", all(integer("c", 1), isEmpty("d"))), payload))
                .isTrue();
    }
}
