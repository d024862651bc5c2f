package io.whisperschema.vector.embedded.internal.filter;

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
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.qdrant.client.grpc.Common.ValuesCount;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Conditions as clients send them. */
final class Conditions {
    private Conditions() {}

    static Filter all(Condition... conditions) {
        return Filter.newBuilder().addAllMust(List.of(conditions)).build();
    }

    static Filter none(Condition... conditions) {
        return Filter.newBuilder().addAllMustNot(List.of(conditions)).build();
    }

    static Filter any(Condition... conditions) {
        return Filter.newBuilder().addAllShould(List.of(conditions)).build();
    }

    static Condition condition(Filter filter) {
        return Condition.newBuilder().setFilter(filter).build();
    }

    static Condition field(FieldCondition.Builder field) {
        return Condition.newBuilder().setField(field).build();
    }

    static FieldCondition.Builder on(String key) {
        return FieldCondition.newBuilder().setKey(key);
    }

    private static Condition match(String key, Match.Builder match) {
        return field(on(key).setMatch(match));
    }

    static Condition keyword(String key, String keyword) {
        return match(key, Match.newBuilder().setKeyword(keyword));
    }

    static Condition keywords(String key, String... keywords) {
        return match(key, Match.newBuilder().setKeywords(strings(keywords)));
    }

    static Condition exceptKeywords(String key, String... keywords) {
        return match(key, Match.newBuilder().setExceptKeywords(strings(keywords)));
    }

    private static RepeatedStrings strings(String... strings) {
        return RepeatedStrings.newBuilder().addAllStrings(List.of(strings)).build();
    }

    static Condition integer(String key, long number) {
        return match(key, Match.newBuilder().setInteger(number));
    }

    static Condition integers(String key, Long... numbers) {
        return match(
                key,
                Match.newBuilder().setIntegers(RepeatedIntegers.newBuilder().addAllIntegers(List.of(numbers))));
    }

    static Condition exceptIntegers(String key, Long... numbers) {
        return match(
                key,
                Match.newBuilder()
                        .setExceptIntegers(RepeatedIntegers.newBuilder().addAllIntegers(List.of(numbers))));
    }

    static Condition bool(String key, boolean bool) {
        return match(key, Match.newBuilder().setBoolean(bool));
    }

    static Condition text(String key, String text) {
        return match(key, Match.newBuilder().setText(text));
    }

    static Condition phrase(String key, String phrase) {
        return match(key, Match.newBuilder().setPhrase(phrase));
    }

    static Condition textAny(String key, String text) {
        return match(key, Match.newBuilder().setTextAny(text));
    }

    static Condition range(String key, Range.Builder range) {
        return field(on(key).setRange(range));
    }

    static Condition between(String key, Instant from, Instant to) {
        return field(on(key).setDatetimeRange(
                        DatetimeRange.newBuilder().setGte(timestamp(from)).setLt(timestamp(to))));
    }

    static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    static Condition count(String key, ValuesCount.Builder count) {
        return field(on(key).setValuesCount(count));
    }

    static Condition isEmpty(String key) {
        return Condition.newBuilder()
                .setIsEmpty(IsEmptyCondition.newBuilder().setKey(key))
                .build();
    }

    static Condition isNull(String key) {
        return Condition.newBuilder()
                .setIsNull(IsNullCondition.newBuilder().setKey(key))
                .build();
    }

    static Condition hasId(Id... ids) {
        return Condition.newBuilder()
                .setHasId(HasIdCondition.newBuilder()
                        .addAllHasId(Stream.of(ids).map(Id::toProto).toList()))
                .build();
    }

    static Condition hasVector(String name) {
        return Condition.newBuilder()
                .setHasVector(HasVectorCondition.newBuilder().setHasVector(name))
                .build();
    }

    static Condition nested(String key, Filter filter) {
        return Condition.newBuilder()
                .setNested(NestedCondition.newBuilder().setKey(key).setFilter(filter))
                .build();
    }

    static Condition box(String key, double west, double north, double east, double south) {
        return field(on(key).setGeoBoundingBox(GeoBoundingBox.newBuilder()
                .setTopLeft(place(west, north))
                .setBottomRight(place(east, south))));
    }

    static Condition near(String key, double lon, double lat, float meters) {
        return field(on(key).setGeoRadius(
                        GeoRadius.newBuilder().setCenter(place(lon, lat)).setRadius(meters)));
    }

    static Condition inside(String key, GeoLineString exterior, GeoLineString... holes) {
        return field(on(key).setGeoPolygon(
                        GeoPolygon.newBuilder().setExterior(exterior).addAllInteriors(List.of(holes))));
    }

    /** Longitude and latitude in turn; the first point is not repeated. */
    static GeoLineString ring(double... degrees) {
        var ring = GeoLineString.newBuilder();
        for (int i = 0; i < degrees.length; i += 2) {
            ring.addPoints(place(degrees[i], degrees[i + 1]));
        }
        return ring.addPoints(place(degrees[0], degrees[1])).build();
    }

    static GeoPoint place(double lon, double lat) {
        return GeoPoint.newBuilder().setLon(lon).setLat(lat).build();
    }
}
