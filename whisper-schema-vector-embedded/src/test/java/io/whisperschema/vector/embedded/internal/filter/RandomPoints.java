package io.whisperschema.vector.embedded.internal.filter;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Payloads, indexes and filters that a seed decides, over so few values that much matches by chance. */
final class RandomPoints {
    private static final List<String> FIELDS = List.of("a", "b", "c", "o.a", "l[].a", "l[].b", "l[0]", "l");
    private static final List<String> TEXTS = List.of(
            "x",
            "y",
            "red fox",
            "Fox red",
            "the fox",
            "",
            "5",
            "2024-01-01",
            "2024-01-02T10:00",
            "2024-01-02T10:00:00.0000005Z");
    private static final List<String> WORDS = List.of("fox", "red", "red fox", "ed", "the", "", "x");
    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

    private final Random random;

    RandomPoints(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean oneIn(int many) {
        return below(many) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(below(list.size()));
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        return IntStream.range(0, below(most + 1)).mapToObj(i -> one.get()).toList();
    }

    Point point(int slot) {
        Id id = slot % 2 == 0 ? Id.of(slot) : Id.of(new UUID(0, slot));
        return new Point(id, payload(), oneIn(2) ? Set.of("image") : Set.of());
    }

    private Map<String, Value> payload() {
        var payload = new LinkedHashMap<String, Value>();
        Stream.of("a", "b", "c").forEach(key -> put(payload, key, this::value));
        put(payload, "o", () -> Payloads.struct(Map.of("a", value())));
        put(payload, "l", () -> Payloads.list(some(3, this::element)));
        return payload;
    }

    private void put(Map<String, Value> payload, String key, Supplier<Value> value) {
        if (!oneIn(5)) {
            payload.put(key, value.get());
        }
    }

    private Value element() {
        return oneIn(4) ? value() : Payloads.struct(Map.of("a", value(), "b", value()));
    }

    private Value value() {
        return oneIn(3) ? Payloads.list(some(3, () -> oneIn(6) ? value() : scalar())) : scalar();
    }

    private Value scalar() {
        var value = Value.newBuilder();
        return switch (below(8)) {
            case 0 -> Payload.value("null");
            case 1 -> value.setBoolValue(oneIn(2)).build();
            case 2 -> value.setDoubleValue(number()).build();
            case 3, 4 -> value.setIntegerValue(below(7) - 3).build();
            case 5 -> place();
            case 6 -> value.setStringValue(uuid()).build();
            default -> value.setStringValue(any(TEXTS)).build();
        };
    }

    private double number() {
        return (below(13) - 6) / 2.0;
    }

    private String uuid() {
        String text = new UUID(0, below(3)).toString();
        return oneIn(2) ? text.replace("-", "") : text;
    }

    private Value place() {
        return Payloads.struct(Map.of("lon", degrees(180), "lat", degrees(90)));
    }

    /** A payload may name what is not on earth, a filter may not. */
    private Value degrees(int limit) {
        double degrees = oneIn(27) ? limit + 5 : degree(limit);
        return Value.newBuilder().setDoubleValue(degrees).build();
    }

    private double degree(int limit) {
        return oneIn(9) ? any(List.of(-limit, limit)) : random.nextInt(2 * limit) - limit + 0.25;
    }

    Indexes indexes() {
        var indexes = new Indexes();
        FIELDS.stream().filter(field -> oneIn(2)).forEach(field -> indexes.create(PayloadPath.of(field), schema()));
        return indexes;
    }

    private FieldSchema schema() {
        return switch (below(4)) {
            case 0 ->
                Schemas.text(Schemas.words()
                        .setTokenizer(any(List.of(TokenizerType.Word, TokenizerType.Whitespace, TokenizerType.Prefix)))
                        .setPhraseMatching(oneIn(2))
                        .setLowercase(oneIn(2)));
            case 1 ->
                new FieldSchema(
                        PayloadSchemaType.Integer,
                        PayloadIndexParams.newBuilder()
                                .setIntegerIndexParams(IntegerIndexParams.newBuilder()
                                        .setLookup(oneIn(2))
                                        .setRange(true))
                                .build());
            default ->
                Schemas.of(any(List.of(
                        PayloadSchemaType.Keyword,
                        PayloadSchemaType.Float,
                        PayloadSchemaType.Integer,
                        PayloadSchemaType.Geo,
                        PayloadSchemaType.Bool,
                        PayloadSchemaType.Datetime,
                        PayloadSchemaType.Uuid)));
        };
    }

    Filter filter(int depth) {
        var filter = Filter.newBuilder();
        filter.addAllMust(some(2, () -> condition(depth)));
        if (oneIn(2)) {
            filter.addAllShould(some(3, () -> condition(depth)));
        }
        if (oneIn(3)) {
            filter.addAllMustNot(some(2, () -> condition(depth)));
        }
        if (oneIn(4)) {
            filter.setMinShould(MinShould.newBuilder()
                    .addAllConditions(some(4, () -> condition(depth)))
                    .setMinCount(1 + below(3)));
        }
        return filter.build();
    }

    private Condition condition(int depth) {
        String field = any(FIELDS);
        return switch (below(depth > 0 ? 12 : 9)) {
            case 0 -> Conditions.isEmpty(field);
            case 1 -> Conditions.isNull(field);
            case 2 -> Conditions.hasId(point(below(40)).id(), point(below(40)).id());
            case 3 -> Conditions.hasVector(any(List.of("image", "none")));
            case 9 -> Conditions.condition(filter(depth - 1));
            case 10, 11 -> Conditions.nested(any(List.of("l", "l[]", "o")), nestedFilter(depth - 1));
            default -> Conditions.field(field(field));
        };
    }

    private Filter nestedFilter(int depth) {
        return oneIn(3) ? filter(depth) : Conditions.all(Conditions.field(field(any(List.of("a", "b")))));
    }

    private FieldCondition.Builder field(String field) {
        var condition = part(Conditions.on(field));
        return oneIn(6) ? part(condition) : condition;
    }

    private FieldCondition.Builder part(FieldCondition.Builder condition) {
        return switch (below(9)) {
            case 0 -> condition.setRange(range());
            case 1 -> condition.setDatetimeRange(moments());
            case 2 ->
                condition.setGeoBoundingBox(
                        area(key -> Conditions.box(key, degree(180), degree(90), degree(180), degree(90)))
                                .getGeoBoundingBox());
            case 3 ->
                condition.setGeoRadius(
                        area(key -> Conditions.near(key, degree(180), degree(90), random.nextFloat() * 2e7f))
                                .getGeoRadius());
            case 4 ->
                condition.setGeoPolygon(area(key -> Conditions.inside(
                                key,
                                Conditions.ring(
                                        degree(180), degree(90), degree(180), degree(90), degree(180), degree(90)),
                                Conditions.ring(
                                        degree(180), degree(90), degree(180), degree(90), degree(180), degree(90))))
                        .getGeoPolygon());
            case 5 ->
                condition.setValuesCount(
                        ValuesCount.newBuilder().setGte(below(3)).setLt(below(4)));
            case 6 -> oneIn(2) ? condition.setIsEmpty(oneIn(2)) : condition.setIsNull(oneIn(2));
            default -> condition.setMatch(match());
        };
    }

    private static FieldCondition area(Function<String, Condition> condition) {
        return condition.apply("any").getField();
    }

    private Range.Builder range() {
        var range = Range.newBuilder();
        return switch (below(4)) {
            case 0 -> range.setGt(number());
            case 1 -> range.setLte(number());
            case 2 -> range.setGte(number()).setLt(number());
            default -> range;
        };
    }

    private DatetimeRange.Builder moments() {
        var range = DatetimeRange.newBuilder();
        return oneIn(2) ? range.setGte(moment()).setLt(moment()) : range.setGt(moment());
    }

    private Timestamp moment() {
        return Conditions.timestamp(NEW_YEAR.plusSeconds(3600L * below(48)));
    }

    private Match.Builder match() {
        var match = Match.newBuilder();
        return switch (below(10)) {
            case 0 -> match.setKeyword(oneIn(2) ? any(TEXTS) : uuid());
            case 1 -> match.setInteger(below(7) - 3);
            case 2 -> match.setBoolean(oneIn(2));
            case 3 -> match.setText(any(WORDS));
            case 4 -> match.setPhrase(any(WORDS));
            case 5 -> match.setTextAny(any(WORDS));
            case 6 -> match.setKeywords(RepeatedStrings.newBuilder().addAllStrings(texts()));
            case 7 -> match.setExceptKeywords(RepeatedStrings.newBuilder().addAllStrings(texts()));
            case 8 -> match.setIntegers(RepeatedIntegers.newBuilder().addAllIntegers(numbers()));
            default -> match.setExceptIntegers(RepeatedIntegers.newBuilder().addAllIntegers(numbers()));
        };
    }

    private List<String> texts() {
        return some(3, () -> oneIn(2) ? any(TEXTS) : uuid());
    }

    private List<Long> numbers() {
        return some(3, () -> (long) below(7) - 3);
    }
}
