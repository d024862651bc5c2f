package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.PayloadExcludeSelector;
import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.VectorsSelector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.whisperschema.property.Chance;

/** Which parts of points a call asks for. */
final class RandomSelections {
    private final Chance chance;
    private final RandomPayloads payloads;

    RandomSelections(Chance chance, RandomPayloads payloads) {
        this.chance = chance;
        this.payloads = payloads;
    }

    WithPayloadSelector payload() {
        var selector = WithPayloadSelector.newBuilder();
        return switch (chance.below(4)) {
            case 0 ->
                selector.setInclude(PayloadIncludeSelector.newBuilder().addAllFields(chance.some(0, 3, payloads::path)))
                        .build();
            case 1 ->
                selector.setExclude(PayloadExcludeSelector.newBuilder().addAllFields(chance.some(0, 3, payloads::path)))
                        .build();
            default -> selector.setEnable(chance.oneIn(4)).build();
        };
    }

    WithVectorsSelector vectors() {
        var selector = WithVectorsSelector.newBuilder();
        return switch (chance.below(6)) {
            case 0 -> selector.setEnable(true).build();
            case 1 -> selector.setEnable(false).build();
            case 2 ->
                selector.setInclude(VectorsSelector.newBuilder()
                                .addAllNames(chance.some(0, 2, () -> chance.any(RandomVectors.NAMES))))
                        .build();
            default -> selector.build();
        };
    }
}
