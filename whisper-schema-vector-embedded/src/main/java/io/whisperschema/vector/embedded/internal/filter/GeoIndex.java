package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The slots of places, by cells of a grid whose rows are read from west to east. */
final class GeoIndex extends FieldIndex {
    /** A cell is 1.7 km high. */
    private static final int CELLS_PER_DEGREE = 64;

    private final OrderedSlots slots = new OrderedSlots();

    GeoIndex(PayloadPath path, FieldSchema schema) {
        super(path, schema);
    }

    @Override
    boolean put(int slot, List<Value> elements) {
        places(elements).forEach(place -> slots.add(cell(place), slot));
        return places(elements).findAny().isPresent();
    }

    @Override
    void take(int slot, List<Value> elements) {
        places(elements).forEach(place -> slots.remove(cell(place), slot));
    }

    private static Stream<GeoPoint> places(List<Value> elements) {
        return elements.stream().map(GeoPoint::of).flatMap(Optional::stream).filter(GeoPoint::isOnEarth);
    }

    private static long cell(GeoPoint place) {
        return cell(number(place.lat(), 90), place.lon());
    }

    private static long cell(int row, double lon) {
        return (long) row << Integer.SIZE | number(lon, 180);
    }

    private static int number(double degrees, int limit) {
        return (int) ((Math.min(Math.max(degrees, -limit), limit) + limit) * CELLS_PER_DEGREE);
    }

    @Override
    Optional<Served> serveByValue(FieldCondition condition) {
        return GeoArea.of(condition).map(area -> new Served(payload -> any(payload, area), lookup(area.bounds())));
    }

    private boolean any(Map<String, Value> payload, GeoArea area) {
        return places(elements(payload)).anyMatch(area::contains);
    }

    private Lookup lookup(GeoBounds bounds) {
        int south = number(bounds.south(), 90);
        int north = number(bounds.north(), 90);
        int inRows = slots.count(new LongRange(cell(south, -180), cell(north, 180)));
        return new Lookup(inRows, () -> within(bounds, south, north), Candidates.Certainty.TO_BE_TESTED);
    }

    private SlotSet within(GeoBounds bounds, int south, int north) {
        var found = new SlotSet();
        for (int row = south; row <= north; row++) {
            if (bounds.west() <= bounds.east()) {
                slots.forEach(new LongRange(cell(row, bounds.west()), cell(row, bounds.east())), found::add);
            } else {
                slots.forEach(new LongRange(cell(row, bounds.west()), cell(row, 180)), found::add);
                slots.forEach(new LongRange(cell(row, -180), cell(row, bounds.east())), found::add);
            }
        }
        return found;
    }
}
