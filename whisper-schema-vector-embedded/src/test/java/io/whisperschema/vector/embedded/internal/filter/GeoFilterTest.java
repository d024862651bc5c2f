package io.whisperschema.vector.embedded.internal.filter;

import static io.whisperschema.vector.embedded.internal.filter.Conditions.all;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.box;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.inside;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.near;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.GeoLineString;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Areas, each asked of a payload without an index and of an index. */
class GeoFilterTest {
    private static final GeoLineString SQUARE = ring(0, 0, 10, 0, 10, 10, 0, 10);
    private static final GeoLineString HOLE = ring(4, 4, 6, 4, 6, 6, 4, 6);

    private static boolean matches(Condition condition, double lon, double lat) {
        return matches(condition, String.format(Locale.ROOT, "{at: {lon: %s, lat: %s}}", lon, lat));
    }

    private static boolean matches(Condition condition, String payload) {
        var indexes = Schemas.on("at", Schemas.of(PayloadSchemaType.Geo));
        indexes.add(3, Payload.of(payload));
        var indexed = Filters.compile(all(condition), indexes);
        boolean without = Filters.compile(all(condition), new Indexes()).test(Point.with(payload));
        boolean with = indexed.test(Point.with(payload));
        boolean found =
                indexed.candidates(Integer.MAX_VALUE).orElseThrow().slots().contains(3);
        assertThat(with).as("with an index").isEqualTo(without);
        assertThat(found || !without).as("among the candidates").isTrue();
        return without;
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, true",
        "0, 5, false",
        "10, 5, false",
        "5, 0, false",
        "5, 10, false",
        "10.001, 5, false",
        "0.001, 9.999, true"
    })
    void aBoxIsWithoutItsEdges(double lon, double lat, boolean expected) {
        assertThat(matches(box("at", 0, 10, 10, 0), lon, lat)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"175, true", "-175, true", "180, true", "-180, true", "0, false", "170, false", "-170, false"})
    void aBoxMayCrossTheMeridianWhereTheDayChanges(double lon, boolean expected) {
        assertThat(matches(box("at", 170, 10, -170, -10), lon, 0)).isEqualTo(expected);
    }

    @Test
    void aCircleIsMeasuredAlongASphere() {
        // One degree of latitude is 111,195.08 m.
        assertThat(matches(near("at", 13, 52, 111_195.125f), 13, 53)).isTrue();
        assertThat(matches(near("at", 13, 52, 111_195), 13, 53)).isFalse();
        assertThat(matches(near("at", 13, 52, 0), 13, 52)).isFalse();
        assertThat(matches(near("at", 179.9, 0, 30_000), -179.9, 0)).isTrue();
        assertThat(matches(near("at", -179.9, 0, 30_000), 179.9, 0)).isTrue();
        assertThat(matches(near("at", 0, 89.9, 30_000), 180, 89.9)).isTrue();
        assertThat(matches(near("at", 0, 0, 30_000_000), 180, 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "5, 5, false",
        "4, 5, false",
        "3.999, 5, true",
        "0, 0, false",
        "10, 5, false",
        "5, 10, false",
        "11, 5, false",
        "5, 4.5, false"
    })
    void aPolygonIsWithoutItsLinesAndItsHoles(double lon, double lat, boolean expected) {
        assertThat(matches(inside("at", SQUARE, HOLE), lon, lat)).isEqualTo(expected);
    }

    @Test
    void aPolygonMayBeAnyShapeAndTurnEitherWay() {
        var arrow = ring(0, 0, 10, 5, 0, 10, 3, 5);
        var turned = ring(3, 5, 0, 10, 10, 5, 0, 0);
        Stream.of(arrow, turned).forEach(line -> {
            assertThat(matches(inside("at", line), 1, 5)).isFalse();
            assertThat(matches(inside("at", line), 4, 5)).isTrue();
            assertThat(matches(inside("at", line), 3, 5)).isFalse();
            assertThat(matches(inside("at", line), 9.9, 5)).isTrue();
        });
    }

    @Test
    void aPointNextToASlantedLineIsOnTheRightSide() {
        var triangle = ring(0, 0, 3, 1, 0, 1);
        // As doubles three times 0.1 is a little more than 0.3.
        assertThat(matches(inside("at", triangle), 0.3, 0.1)).isTrue();
        assertThat(matches(inside("at", triangle), 0.3, Math.nextDown(0.1))).isFalse();
    }

    @Test
    void onlyObjectsWithTwoNumbersArePlaces() {
        var everywhere = near("at", 0, 0, 30_000_000);
        assertThat(matches(everywhere, "{at: {lon: 1, lat: 2.5}}")).isTrue();
        assertThat(matches(everywhere, "{at: [5, {lon: 1, lat: 2}]}")).isTrue();
        assertThat(matches(everywhere, "{at: {lon: 1}}")).isFalse();
        assertThat(matches(everywhere, "{at: {lon: '1', lat: 2}}")).isFalse();
        assertThat(matches(everywhere, "{at: [1, 2]}")).isFalse();
    }

    @Test
    void anIndexKnowsOnlyPlacesOnEarth() {
        var beyond = near("at", 180, 5, 2_000_000);
        String payload = "{at: {lon: 190, lat: 5}}";
        assertThat(Filters.compile(all(beyond), new Indexes()).test(Point.with(payload)))
                .isTrue();
        var indexes = Schemas.on("at", Schemas.of(PayloadSchemaType.Geo));
        assertThat(Filters.compile(all(beyond), indexes).test(Point.with(payload)))
                .isFalse();
    }
}
