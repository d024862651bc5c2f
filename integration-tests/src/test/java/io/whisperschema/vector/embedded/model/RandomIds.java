package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.whisperschema.property.Chance;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The ids of few points, so that most are there, and the names of few collections. */
final class RandomIds {
    private static final List<String> COLLECTIONS = List.of("memories", "Ärger");
    private static final List<String> ALIASES = List.of("current", "old");
    private static final int NUMBERS = 7;
    private static final int UUIDS = 4;
    private static final int LARGEST_NUMBERS = 2;
    /** How many there can be. */
    static final int COUNT = NUMBERS + UUIDS + LARGEST_NUMBERS;

    private final Chance chance;

    RandomIds(Chance chance) {
        this.chance = chance;
    }

    /** Whether a name stands for the first collection, unless aliases were changed. */
    static boolean isFirst(String name) {
        return name.equals(COLLECTIONS.get(0)) || name.equals(ALIASES.get(0));
    }

    List<String> collections() {
        return COLLECTIONS;
    }

    String collection() {
        return chance.any(COLLECTIONS);
    }

    /** Mostly that of a collection. */
    String name() {
        return chance.any(chance.oneIn(12) ? ALIASES : COLLECTIONS);
    }

    String aliasOf(String collection) {
        return ALIASES.get(COLLECTIONS.indexOf(collection));
    }

    String alias() {
        return chance.any(chance.oneIn(8) ? COLLECTIONS : ALIASES);
    }

    PointId any() {
        var id = PointId.newBuilder();
        return chance.oneIn(5)
                ? id.setUuid(spelled(new UUID(chance.below(2) - 1L, chance.below(UUIDS / 2))))
                        .build()
                : id.setNum(chance.oneIn(15) ? -1 - chance.below(LARGEST_NUMBERS) : chance.below(NUMBERS))
                        .build();
    }

    private String spelled(UUID uuid) {
        String text = uuid.toString();
        return switch (chance.below(6)) {
            case 0 -> text.replace("-", "");
            case 1 -> "{" + text + "}";
            case 2 -> text.toUpperCase(Locale.ROOT);
            default -> text;
        };
    }

    PointsIdsList list() {
        return PointsIdsList.newBuilder()
                .addAllIds(chance.some(1, chance.oneIn(3) ? 3 : 1, this::any))
                .build();
    }

    /** Few points, mostly by their ids. */
    PointsSelector selector(Filter filter) {
        var selector = PointsSelector.newBuilder();
        return chance.oneIn(5)
                ? selector.setFilter(filter).build()
                : selector.setPoints(list()).build();
    }
}
