package io.whisperschema.vector.embedded.model;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoBoundingBox;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPoint;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.GeoRadius;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.HasVectorCondition;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Common.IsNullCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.whisperschema.property.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Filters of all conditions, one in another. */
final class RandomFilters {
    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<String> WORDS =
            List.of("fox", "red", "red fox", "ed", "the", "", "x", "über", "FOX  red", "42");

    private final Chance chance;
    private final RandomPayloads payloads;
    private final RandomIds ids;

    RandomFilters(Chance chance, RandomPayloads payloads, RandomIds ids) {
        this.chance = chance;
        this.payloads = payloads;
        this.ids = ids;
    }

    Filter filter() {
        return chance.toss() ? Filter.newBuilder().addMust(condition(0)).build() : filter(chance.below(3));
    }

    private Filter filter(int depth) {
        var filter = Filter.newBuilder();
        switch (chance.below(5)) {
            case 0, 1 -> filter.addAllMust(chance.some(1, 2, () -> condition(depth)));
            case 2 -> filter.addAllShould(chance.some(1, 3, () -> condition(depth)));
            case 3 -> filter.addAllMustNot(chance.some(1, 2, () -> condition(depth)));
            default -> {
                filter.addAllMust(chance.some(0, 1, () -> condition(depth)));
                filter.addAllShould(chance.some(0, 2, () -> condition(depth)));
                filter.addAllMustNot(chance.some(0, 1, () -> condition(depth)));
            }
        }
        if (chance.oneIn(6)) {
            filter.setMinShould(MinShould.newBuilder()
                    .addAllConditions(chance.some(1, 3, () -> condition(depth)))
                    .setMinCount(chance.oneIn(12) ? 0 : 1 + chance.below(2)));
        }
        return filter.build();
    }

    private Condition condition(int depth) {
        var condition = Condition.newBuilder();
        return switch (chance.below(depth > 0 ? 14 : 11)) {
            case 0 ->
                condition
                        .setIsEmpty(IsEmptyCondition.newBuilder().setKey(payloads.path()))
                        .build();
            case 1 ->
                condition
                        .setIsNull(IsNullCondition.newBuilder().setKey(payloads.path()))
                        .build();
            case 2 ->
                condition
                        .setHasId(HasIdCondition.newBuilder().addAllHasId(chance.some(0, 5, ids::any)))
                        .build();
            case 3 ->
                condition
                        .setHasVector(HasVectorCondition.newBuilder().setHasVector(chance.any(RandomVectors.NAMES)))
                        .build();
            case 11 -> condition.setFilter(filter(depth - 1)).build();
            case 12, 13 ->
                condition
                        .setNested(NestedCondition.newBuilder()
                                .setKey(chance.any(List.of("l", "l[]", "o.l", "o")))
                                .setFilter(filter(depth - 1)))
                        .build();
            default -> condition.setField(field()).build();
        };
    }

    private FieldCondition field() {
        var field = FieldCondition.newBuilder().setKey(payloads.path());
        part(field);
        if (chance.oneIn(8)) {
            part(field);
        }
        return field.build();
    }

    private void part(FieldCondition.Builder field) {
        switch (chance.below(10)) {
            case 0, 1 -> field.setRange(range());
            case 2 -> field.setDatetimeRange(moments());
            case 3 ->
                field.setGeoRadius(
                        GeoRadius.newBuilder().setCenter(place()).setRadius((float) (chance.fraction() * 2e7)));
            case 4 ->
                field.setGeoBoundingBox(
                        GeoBoundingBox.newBuilder().setTopLeft(place()).setBottomRight(place()));
            case 5 -> field.setGeoPolygon(polygon());
            case 6 ->
                field.setValuesCount(
                        ValuesCount.newBuilder().setGte(chance.below(3)).setLt(chance.below(4)));
            case 7 -> {
                if (chance.toss()) {
                    field.setIsEmpty(chance.toss());
                } else {
                    field.setIsNull(chance.toss());
                }
            }
            default -> field.setMatch(match());
        }
    }

    private Range range() {
        var range = Range.newBuilder();
        return switch (chance.below(7)) {
            case 0, 1 -> range.setGt(payloads.number()).build();
            case 2, 3 -> range.setLte(payloads.number()).build();
            case 4, 5 ->
                range.setGte(payloads.number()).setLt(payloads.number()).build();
            default -> range.build();
        };
    }

    private DatetimeRange moments() {
        var range = DatetimeRange.newBuilder();
        return chance.toss()
                ? range.setGte(moment()).setLt(moment()).build()
                : range.setGt(moment()).build();
    }

    Timestamp moment() {
        return Timestamp.newBuilder()
                .setSeconds(NEW_YEAR.getEpochSecond() + 3600L * chance.below(48))
                .build();
    }

    /** Mostly on earth, since a filter is refused for a single place beyond. */
    private GeoPoint place() {
        return GeoPoint.newBuilder().setLon(degree(180)).setLat(degree(90)).build();
    }

    private double degree(int limit) {
        double degree = payloads.degree(limit);
        return chance.oneIn(20) ? degree : Math.min(degree, limit);
    }

    private GeoPolygon polygon() {
        var polygon = GeoPolygon.newBuilder().setExterior(ring());
        if (chance.oneIn(3)) {
            polygon.addInteriors(ring());
        }
        return polygon.build();
    }

    private GeoLineString ring() {
        var points = new ArrayList<>(chance.some(3, 5, this::place));
        points.add(points.get(0));
        return GeoLineString.newBuilder().addAllPoints(points).build();
    }

    private Match match() {
        var match = Match.newBuilder();
        return switch (chance.below(11)) {
            case 0, 1 -> match.setKeyword(payloads.text()).build();
            case 2 -> match.setInteger(payloads.whole()).build();
            case 3 -> match.setBoolean(chance.toss()).build();
            case 4 -> match.setText(chance.any(WORDS)).build();
            case 5 -> match.setPhrase(chance.any(WORDS)).build();
            case 6 -> match.setTextAny(chance.any(WORDS)).build();
            case 7 -> match.setKeywords(texts()).build();
            case 8 -> match.setExceptKeywords(texts()).build();
            case 9 -> match.setIntegers(numbers()).build();
            default -> match.setExceptIntegers(numbers()).build();
        };
    }

    private RepeatedStrings texts() {
        return RepeatedStrings.newBuilder()
                .addAllStrings(chance.some(0, 3, payloads::text))
                .build();
    }

    private RepeatedIntegers numbers() {
        return RepeatedIntegers.newBuilder()
                .addAllIntegers(chance.some(0, 3, payloads::whole))
                .build();
    }
}
