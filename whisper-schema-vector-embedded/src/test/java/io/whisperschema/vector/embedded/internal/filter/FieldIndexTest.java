package io.whisperschema.vector.embedded.internal.filter;

import static io.whisperschema.vector.embedded.internal.filter.Conditions.all;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.any;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.between;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.bool;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.exceptIntegers;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.exceptKeywords;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.field;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.hasId;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.integer;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.integers;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.isEmpty;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.isNull;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.keyword;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.keywords;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.nested;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.none;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.on;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.range;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.FacetValue;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.StartFrom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an index changes in the meaning of conditions, and what it finds. */
class FieldIndexTest {
    private static FieldSchema integerSchema(IntegerIndexParams.Builder params) {
        return new FieldSchema(
                PayloadSchemaType.Integer,
                PayloadIndexParams.newBuilder().setIntegerIndexParams(params).build());
    }

    /** An index on {@code a} with points in the slots 0, 1, 2 … */
    private static Indexes holding(FieldSchema schema, String... payloads) {
        var indexes = Schemas.on("a", schema);
        IntStream.range(0, payloads.length).forEach(slot -> indexes.add(slot, Payload.of(payloads[slot])));
        return indexes;
    }

    private static Indexes holding(PayloadSchemaType type, String... payloads) {
        return holding(Schemas.of(type), payloads);
    }

    private static Candidates candidates(Indexes indexes, Filter filter) {
        return Filters.compile(filter, indexes).candidates(Integer.MAX_VALUE).orElseThrow();
    }

    private static Arguments fact(PayloadSchemaType type, Condition condition, String payload, boolean expected) {
        return Arguments.of(Schemas.of(type), condition, payload, expected);
    }

    static Stream<Arguments> facts() {
        String uuid = "936da01f-9abd-4d9d-80c7-02af85c822a8";
        var day = between("a", Instant.parse("2024-02-29T00:00:00Z"), Instant.parse("2024-03-01T00:00:00Z"));
        return Stream.of(
                fact(PayloadSchemaType.Integer, integer("a", 5), "{a: 5.0}", true),
                fact(PayloadSchemaType.Integer, integers("a", 5L), "{a: [4.5, 5.0]}", true),
                fact(PayloadSchemaType.Integer, exceptIntegers("a", 5L), "{a: 5.0}", false),
                fact(PayloadSchemaType.Integer, exceptIntegers("a", 5L), "{a: 'x'}", false),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder().setGte(1.5)), "{a: 1}", false),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder().setGt(1.5)), "{a: 2}", true),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder().setLt(1.5)), "{a: 1}", true),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder().setLte(1.5)), "{a: 2}", false),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder().setLt(2)), "{a: 2}", false),
                fact(PayloadSchemaType.Integer, range("a", Range.newBuilder()), "{a: 1.5}", false),
                Arguments.of(
                        integerSchema(
                                IntegerIndexParams.newBuilder().setLookup(false).setRange(true)),
                        integer("a", 5),
                        "{a: 5.0}",
                        false),
                Arguments.of(
                        integerSchema(
                                IntegerIndexParams.newBuilder().setLookup(true).setRange(false)),
                        range("a", Range.newBuilder()),
                        "{a: 1.5}",
                        true),
                fact(PayloadSchemaType.Float, range("a", Range.newBuilder().setGte(0)), "{a: -0.0}", true),
                fact(PayloadSchemaType.Float, range("a", Range.newBuilder().setLt(-1)), "{a: -1.5}", true),
                fact(PayloadSchemaType.Float, range("a", Range.newBuilder().setLt(-1)), "{a: -1}", false),
                fact(PayloadSchemaType.Float, integer("a", 5), "{a: 5.0}", false),
                fact(PayloadSchemaType.Keyword, exceptKeywords("a", "x"), "{a: 1}", false),
                fact(PayloadSchemaType.Keyword, exceptKeywords("a", "x"), "{a: ['x', 'y']}", true),
                fact(PayloadSchemaType.Keyword, text("a", "ell"), "{a: 'hello'}", true),
                fact(PayloadSchemaType.Keyword, integer("a", 5), "{a: 5}", true),
                fact(PayloadSchemaType.Uuid, keyword("a", uuid), "{a: '936DA01F9ABD4D9D80C702AF85C822A8'}", true),
                fact(PayloadSchemaType.Uuid, keywords("a", uuid, "x"), "{a: 'x'}", true),
                fact(PayloadSchemaType.Uuid, exceptKeywords("a", uuid), "{a: 'x'}", false),
                fact(PayloadSchemaType.Bool, bool("a", true), "{a: [false, true]}", true),
                fact(PayloadSchemaType.Bool, keyword("a", "x"), "{a: 'x'}", true),
                fact(PayloadSchemaType.Datetime, day, "{a: '2024-02-29 12:00'}", true),
                fact(PayloadSchemaType.Datetime, day, "{a: '2024-03-01'}", false),
                fact(
                        PayloadSchemaType.Datetime,
                        range("a", Range.newBuilder().setGte(1_000_000).setLte(1_000_000)),
                        "{a: '1970-01-01T00:00:01Z'}",
                        true),
                fact(PayloadSchemaType.Keyword, isNull("a"), "{a: ['x', null]}", true),
                fact(PayloadSchemaType.Keyword, isEmpty("a"), "{}", true),
                fact(PayloadSchemaType.Keyword, isEmpty("a"), "{a: 1}", false),
                fact(PayloadSchemaType.Keyword, field(on("a").setIsNull(false)), "{a: ['x', null]}", false),
                fact(PayloadSchemaType.Keyword, field(on("a").setIsEmpty(false)), "{a: [null]}", true));
    }

    @ParameterizedTest
    @MethodSource
    void facts(FieldSchema schema, Condition condition, String payload, boolean expected) {
        var indexes = holding(schema, payload);
        var filter = Filters.compile(all(condition), indexes);
        assertThat(filter.test(Point.with(payload))).isEqualTo(expected);
        assertThat(filter.candidates(9).map(candidates -> candidates.slots().contains(0) || !expected))
                .isNotEqualTo(Optional.of(false));
    }

    @Test
    void ofSeveralPartsAnIndexLooksAtTheFirstItKnows() {
        var parts = field(on("a").setMatch(Match.newBuilder().setInteger(1))
                .setRange(Range.newBuilder().setGt(5)));
        var indexes = holding(PayloadSchemaType.Integer, "{a: 1}", "{a: 6}");
        var filter = Filters.compile(all(parts), indexes);
        assertThat(filter.test(Point.with("{a: 1}"))).isTrue();
        assertThat(filter.test(Point.with("{a: 6}"))).isFalse();
    }

    @Test
    void candidatesAreExactWhenIndexesAnswerEverything() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x'}", "{a: ['x', 'y']}", "{a: 'y'}", "{}");
        indexes.create(PayloadPath.of("n"), Schemas.of(PayloadSchemaType.Integer));
        Stream.of(all(keyword("a", "x")), any(keyword("a", "x")), all(keywords("a", "x", "z")))
                .forEach(filter -> {
                    assertThat(candidates(indexes, filter).slots().toArray()).containsExactly(0, 1);
                    assertThat(candidates(indexes, filter).certainty()).isEqualTo(Candidates.Certainty.EXACT);
                });
        assertThat(candidates(indexes, all(keyword("a", "x"), keyword("a", "y")))
                        .slots()
                        .toArray())
                .containsExactly(1);
        assertThat(candidates(indexes, all(isEmpty("a"))).slots().toArray()).containsExactly(3);
    }

    @Test
    void candidatesAreToBeTestedWhenMoreIsAsked() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x', b: 1}", "{a: 'x'}");
        Stream.of(
                        all(keyword("a", "x"), integer("b", 1)),
                        all(keyword("a", "x")).toBuilder()
                                .addMustNot(integer("b", 1))
                                .build(),
                        all(exceptKeywords("a", "y")),
                        Filter.newBuilder()
                                .setMinShould(MinShould.newBuilder()
                                        .addConditions(keyword("a", "x"))
                                        .addConditions(keyword("a", "z"))
                                        .setMinCount(2))
                                .build())
                .forEach(filter -> {
                    assertThat(candidates(indexes, filter).certainty()).isEqualTo(Candidates.Certainty.TO_BE_TESTED);
                    assertThat(candidates(indexes, filter).slots().toArray()).containsExactly(0, 1);
                });
    }

    @Test
    void thereAreNoCandidatesWithoutAnIndexForWhatIsAsked() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x'}");
        Stream.of(
                        Filter.getDefaultInstance(),
                        all(integer("b", 1)),
                        none(keyword("a", "x")),
                        any(keyword("a", "x"), integer("b", 1)),
                        all(integer("a", 1)))
                .forEach(filter -> assertThat(Filters.compile(filter, indexes).candidates(9))
                        .isEmpty());
    }

    @Test
    void thereAreNoCandidatesWhenTheyWouldBeTooMany() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x'}", "{a: 'x'}", "{a: 'y'}");
        assertThat(Filters.compile(all(keyword("a", "x")), indexes).candidates(1))
                .isEmpty();
        assertThat(Filters.compile(all(keyword("a", "x")), indexes).candidates(2))
                .isPresent();
        assertThat(Filters.compile(all(keywords("a", "x", "y")), indexes).candidates(2))
                .isEmpty();
        assertThat(Filters.compile(all(keywords("a", "x", "y")), indexes).candidates(3))
                .isPresent();
    }

    @Test
    void idsAreCandidatesWhereItIsKnownWherePointsAre() {
        var indexes = new Indexes(id -> id.low() < 5 ? OptionalInt.of((int) id.low() + 10) : OptionalInt.empty());
        assertThat(candidates(indexes, all(hasId(Id.of(3), Id.of(9)))).slots().toArray())
                .containsExactly(13);
    }

    @Test
    void anIndexOnTheObjectsOfAnArrayFindsCandidatesForNestedFilters() {
        var indexes = Schemas.on("dinos[].food", Schemas.of(PayloadSchemaType.Keyword));
        indexes.add(0, Payload.of("{dinos: [{food: 'meat'}]}"));
        indexes.add(1, Payload.of("{dinos: [{food: 'leaves'}, {food: ['meat']}]}"));
        indexes.add(2, Payload.of("{dinos: [{food: 'leaves'}]}"));
        Candidates candidates = candidates(indexes, all(nested("dinos", all(keyword("food", "meat")))));
        assertThat(candidates.slots().toArray()).containsExactly(0, 1);
        assertThat(candidates.certainty()).isEqualTo(Candidates.Certainty.TO_BE_TESTED);
    }

    @Test
    void anIndexHasNoCandidatesForNestedConditionsOfWhichItKnowsOnePart() {
        var indexes = Schemas.on("l[].a", Schemas.of(PayloadSchemaType.Keyword));
        var parts = field(on("a").setMatch(Match.newBuilder().setKeyword("x"))
                .setRange(Range.newBuilder().setGt(5)));
        var filter = Filters.compile(all(nested("l", all(parts))), indexes);
        assertThat(filter.test(Point.with("{l: [{a: 6}]}"))).isTrue();
        assertThat(filter.candidates(9)).isEmpty();
    }

    @Test
    void anIndexAtTheTopSaysNothingOfObjectsInAnArray() {
        var indexes = holding(PayloadSchemaType.Keyword);
        var point = Point.with("{l: [{a: [null]}]}");
        assertThat(Filters.compile(all(nested("l", all(isNull("a")))), indexes).test(point))
                .isFalse();
    }

    @Test
    void whatIsRemovedIsForgotten() {
        String payload = "{a: ['x', 'y', null]}";
        Stream.of(PayloadSchemaType.Keyword, PayloadSchemaType.Text).forEach(type -> {
            var indexes = holding(type, payload, "{a: 'x'}");
            assertThat(indexes.on(PayloadPath.of("a")).orElseThrow().points()).isEqualTo(2);
            indexes.remove(0, Payload.of(payload));
            assertThat(indexes.on(PayloadPath.of("a")).orElseThrow().points()).isEqualTo(1);
            assertThat(candidates(indexes, all(isNull("a"))).slots().isEmpty()).isTrue();
            assertThat(candidates(indexes, all(isEmpty("a"))).slots().isEmpty()).isTrue();
        });
    }

    @Test
    void countsThePointsThatHaveAValueOfItsType() {
        var indexes = holding(PayloadSchemaType.Integer, "{a: 1}", "{a: [2, 2.0]}", "{a: 'x'}", "{a: 1.5}", "{}");
        assertThat(indexes.on(PayloadPath.of("a")).orElseThrow().points()).isEqualTo(2);
    }

    private static List<String> ordered(Indexes indexes, OrderBy.Builder request) {
        var ordered = new ArrayList<String>();
        indexes.orderedBy(PayloadPath.of("a"))
                .forEach(request.setKey("a").build(), (slot, value) -> ordered.add(slot + "=" + shown(value)));
        return ordered;
    }

    private static String shown(OrderValue value) {
        return value.hasInt() ? Long.toString(value.getInt()) : Double.toString(value.getFloat());
    }

    @Test
    void valuesComeInTheirOrderFromWhereTheyAreToStart() {
        var indexes = holding(PayloadSchemaType.Float, "{a: 3}", "{a: [1, -2.5]}", "{a: 'x'}", "{a: 1.0}");
        assertThat(ordered(indexes, OrderBy.newBuilder())).containsExactly("1=-2.5", "1=1.0", "3=1.0", "0=3.0");
        assertThat(ordered(indexes, OrderBy.newBuilder().setDirection(Direction.Desc)))
                .containsExactly("0=3.0", "3=1.0", "1=1.0", "1=-2.5");
        var one = StartFrom.newBuilder().setInteger(1);
        assertThat(ordered(indexes, OrderBy.newBuilder().setStartFrom(one))).containsExactly("1=1.0", "3=1.0", "0=3.0");
        assertThat(ordered(indexes, OrderBy.newBuilder().setStartFrom(one).setDirection(Direction.Desc)))
                .containsExactly("3=1.0", "1=1.0", "1=-2.5");
    }

    @Test
    void pointsInTimeAreOrderedByMicroseconds() {
        var indexes = holding(PayloadSchemaType.Datetime, "{a: '1970-01-01T00:00:02Z'}", "{a: '1970-01-01'}");
        assertThat(ordered(indexes, OrderBy.newBuilder())).containsExactly("1=0", "0=2000000");
        var second = StartFrom.newBuilder().setDatetime("1970-01-01T00:00:01");
        assertThat(ordered(indexes, OrderBy.newBuilder().setStartFrom(second))).containsExactly("0=2000000");
        var never = OrderBy.newBuilder().setStartFrom(StartFrom.newBuilder().setDatetime("never"));
        assertThatThrownBy(() -> ordered(indexes, never)).hasMessageStartingWith("Malformed datetime: ");
    }

    @Test
    void anOrderCanBeLeftAtAnyValue() {
        var indexes = holding(PayloadSchemaType.Integer, "{a: 1}", "{a: 2}", "{a: 3}");
        var seen = new ArrayList<Integer>();
        indexes.orderedBy(PayloadPath.of("a"))
                .forEach(OrderBy.getDefaultInstance(), (slot, value) -> seen.add(slot) && slot < 1);
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void thereIsNoOrderAndThereAreNoFacetsWithoutAnIndexOfThatKind() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x'}");
        assertThatThrownBy(() -> indexes.orderedBy(PayloadPath.of("a")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Wrong input: No range index for `order_by` key: `a`. Please create one");
        Stream.of(PayloadSchemaType.Float, PayloadSchemaType.Text)
                .map(type -> holding(type, "{a: 1}"))
                .forEach(other -> assertThatThrownBy(() -> other.facetsOf(PayloadPath.of("a")))
                        .isInstanceOf(Refused.class)
                        .hasMessageStartingWith(
                                "Wrong input: No appropriate index for faceting: `a`. Please create one"));
    }

    @Test
    void aValueThatNoPointHasAnyMoreIsNotCounted() {
        var indexes = holding(PayloadSchemaType.Keyword, "{a: 'x'}");
        indexes.remove(0, Payload.of("{a: 'x'}"));
        assertThat(facets(indexes)).isEmpty();
    }

    private static Map<FacetValue, List<Integer>> facets(Indexes indexes) {
        var facets = new HashMap<FacetValue, List<Integer>>();
        indexes.facetsOf(PayloadPath.of("a"))
                .forEachFacet((value, slots) ->
                        facets.put(value, slots.stream().boxed().toList()));
        return facets;
    }

    @Test
    void pointsAreCountedByValue() {
        assertThat(facets(holding(PayloadSchemaType.Keyword, "{a: ['x', 'x']}", "{a: ['y', 'x']}", "{a: 1}")))
                .isEqualTo(Map.of(
                        FacetValue.newBuilder().setStringValue("x").build(), List.of(0, 1),
                        FacetValue.newBuilder().setStringValue("y").build(), List.of(1)));
        assertThat(facets(holding(PayloadSchemaType.Integer, "{a: [1, 1]}", "{a: 1.0}")))
                .isEqualTo(Map.of(FacetValue.newBuilder().setIntegerValue(1).build(), List.of(0, 1)));
        assertThat(facets(holding(PayloadSchemaType.Bool, "{a: true}")))
                .isEqualTo(Map.of(FacetValue.newBuilder().setBoolValue(true).build(), List.of(0)));
    }
}
