package io.whisperschema.vector.embedded.internal.filter;

import static io.whisperschema.vector.embedded.internal.filter.Conditions.all;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.any;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.condition;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.field;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.inside;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.integer;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.isEmpty;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.nested;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.none;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.on;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.place;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoBoundingBox;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.GeoRadius;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Common.PointId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilterRulesTest {
    private static final String NO_PART = "Validation error: At least one field condition must be specified [{}]";

    private static Condition polygon(GeoPolygon.Builder polygon) {
        return field(on("a").setGeoPolygon(polygon));
    }

    static Stream<Arguments> refused() {
        var open = GeoLineString.newBuilder()
                .addPoints(place(0, 0))
                .addPoints(place(1, 0))
                .addPoints(place(1, 1))
                .addPoints(place(0, 1))
                .build();
        return Stream.of(
                Arguments.of(
                        all(integer("a", 1), field(on("a"))), rule("filter.must[1].condition_one_of.match", NO_PART)),
                Arguments.of(
                        none(condition(any(field(on("a"))))),
                        rule("filter.must_not[0].condition_one_of.should[0].condition_one_of.match", NO_PART)),
                Arguments.of(
                        all(nested("a", all(field(on("b"))))),
                        rule("filter.must[0].condition_one_of.filter.must[0].condition_one_of.match", NO_PART)),
                Arguments.of(
                        Filter.newBuilder()
                                .setMinShould(MinShould.getDefaultInstance())
                                .build(),
                        rule("filter.min_should.min_count", "min_count must be greater than 0")),
                Arguments.of(
                        all(polygon(GeoPolygon.newBuilder().setExterior(GeoLineString.getDefaultInstance()))),
                        rule(
                                "filter.must[0].condition_one_of.geo_polygon.exterior",
                                "value invalid, must not be empty")),
                Arguments.of(
                        all(inside("a", ring(0, 0, 1, 0))),
                        rule(
                                "filter.must[0].condition_one_of.geo_polygon.exterior",
                                "value invalid, the size must be at least 4, got 3")),
                Arguments.of(
                        all(inside("a", ring(0, 0, 1, 0, 1, 1), open)),
                        rule(
                                "filter.must[0].condition_one_of.geo_polygon.interiors",
                                "value invalid, the first and the last points should be same to form a closed line")),
                Arguments.of(
                        all(field(on("a").setGeoRadius(GeoRadius.newBuilder().setCenter(place(13.4, 200))))),
                        rule(
                                "filter.must[0].condition_one_of.geo_radius.center.geo",
                                "Wrong format of GeoPoint payload: expected `lat` = 200 within [-90;90] and `lon` ="
                                        + " 13.4 within [-180;180]")),
                Arguments.of(
                        all(field(on("a").setGeoBoundingBox(GeoBoundingBox.newBuilder()
                                .setTopLeft(place(-190, 50))
                                .setBottomRight(place(13, Double.NEGATIVE_INFINITY))))),
                        "Validation error in body: [filter.must[0].condition_one_of.geo_bounding_box.top_left.geo:"
                                + " Wrong format of GeoPoint payload: expected `lat` = 50 within [-90;90] and `lon` ="
                                + " -190 within [-180;180];"
                                + " filter.must[0].condition_one_of.geo_bounding_box.bottom_right.geo: Wrong format of"
                                + " GeoPoint payload: expected `lat` = -inf within [-90;90] and `lon` = 13 within"
                                + " [-180;180]]"),
                Arguments.of(
                        all(inside("a", ring(0, 0, 1, 0, 1, 1), ring(0, 0, 181, 0, 1, 1))),
                        rule(
                                "filter.must[0].condition_one_of.geo_polygon.interiors[0].points[1].geo",
                                "Wrong format of GeoPoint payload: expected `lat` = 0 within [-90;90] and `lon` = 181"
                                        + " within [-180;180]")),
                Arguments.of(
                        all(polygon(GeoPolygon.newBuilder())),
                        "Malformed GeoPolygon type - field `exterior` is required"),
                Arguments.of(
                        all(field(on("a").setGeoBoundingBox(
                                        GeoBoundingBox.newBuilder().setTopLeft(place(0, 0))))),
                        "Malformed GeoBoundingBox type"),
                Arguments.of(
                        all(field(on("a").setGeoRadius(GeoRadius.getDefaultInstance()))), "Malformed GeoRadius type"),
                Arguments.of(all(field(on("a").setMatch(Match.getDefaultInstance()))), "Malformed Match condition"),
                Arguments.of(
                        all(field(on("a").setDatetimeRange(DatetimeRange.newBuilder()
                                .setLt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))))),
                        "Unable to parse timestamp: " + Long.MAX_VALUE),
                Arguments.of(
                        all(field(on("a").setDatetimeRange(DatetimeRange.newBuilder()
                                .setGt(Timestamp.newBuilder().setSeconds(Long.MIN_VALUE))))),
                        "Unable to parse timestamp: " + Long.MIN_VALUE),
                Arguments.of(all(integer("a..b", 1)), "Invalid json path: 'a..b'"),
                Arguments.of(all(isEmpty("")), "Invalid json path: ''"),
                Arguments.of(
                        all(Condition.newBuilder()
                                .setNested(NestedCondition.newBuilder().setKey("a"))
                                .build()),
                        "Nested condition must have a filter"),
                Arguments.of(
                        all(Condition.newBuilder()
                                .setHasId(HasIdCondition.newBuilder()
                                        .addHasId(PointId.newBuilder().setUuid("no")))
                                .build()),
                        "Unable to parse UUID: no"));
    }

    private static String rule(String path, String complaint) {
        return "Validation error in body: [" + path + ": " + complaint + "]";
    }

    @ParameterizedTest
    @MethodSource
    void refused(Filter filter, String message) {
        Stream.of(new Indexes(), Schemas.on("a", Schemas.of(PayloadSchemaType.Keyword)))
                .forEach(indexes -> assertThatThrownBy(() -> Filters.compile(filter, indexes))
                        .hasMessage(message)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT)));
    }

    @Test
    void doesNotLeaveOutAConditionOfANewerClient() {
        var slice = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
        var unknown = UnknownFieldSet.newBuilder().addField(8, slice).build();
        var newer = Condition.newBuilder().setUnknownFields(unknown).build();
        assertThatThrownBy(() -> Filters.compile(none(newer), new Indexes()))
                .hasMessage("EmbeddedQdrant does not know field 8 of qdrant.Condition")
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }
}
