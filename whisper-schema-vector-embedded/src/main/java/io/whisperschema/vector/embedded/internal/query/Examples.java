package io.whisperschema.vector.embedded.internal.query;

import io.grpc.Status;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.VectorInput;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The vectors that queries name: given as numbers, or as the id of a point that has them. */
final class Examples {

    private final Map<Key, float[]> looked = new HashMap<>();

    private record Key(String collection, String vector, Id id) {}

    /** An id that none can be is refused whether or not the collections are there. */
    static void refuseUnreadable(Node root) {
        root.all().flatMap(Examples::ids).forEach(id -> {});
    }

    /**
     * Looks up what is in a named collection, before the one that is searched is locked: two locks at a time could
     * wait for each other.
     */
    static Examples lookedUp(Engine engine, Node root) {
        Examples examples = new Examples();
        root.all().forEach(node -> node.lookup().ifPresent(lookup -> examples.lookUp(engine, node, lookup)));
        return examples;
    }

    /** Points that are named must be there, before anything else is looked at. */
    Examples checked(View view, Node root) {
        root.all()
                .filter(node -> node.lookup().isEmpty())
                .flatMap(Examples::ids)
                .forEach(view::slotOf);
        return this;
    }

    private void lookUp(Engine engine, Node node, LookupLocation lookup) {
        String collection = lookup.getCollectionName();
        if (lookup.getShardKeySelector().getShardKeysCount() > 0) {
            throw Refused.shardKeys();
        }
        List<Id> ids = ids(node).toList();
        if (ids.isEmpty()) {
            return;
        }
        if (!engine.exists(collection)) {
            throw new Refused(Status.Code.NOT_FOUND, "Not found: Collection " + collection + " not found");
        }
        engine.collection(collection).read(view -> {
            ids.forEach(id ->
                    looked.put(new Key(collection, node.lookupVector(), id), vector(view, node.lookupVector(), id)));
            return true;
        });
    }

    private static float[] vector(View view, String name, Id id) {
        int slot = view.slotOf(id);
        VectorSpace space = view.space(name);
        if (!space.has(slot)) {
            throw new Refused(
                    Status.Code.NOT_FOUND, "Not found: Vector with name \"" + name + "\" for point not found");
        }
        return space.get(slot);
    }

    /** The ids of points that a query names, below it not looked at. */
    static Stream<Id> ids(Node node) {
        return node.query().stream()
                .flatMap(Examples::inputs)
                .filter(VectorInput::hasId)
                .map(input -> Id.of(input.getId()));
    }

    private static Stream<VectorInput> inputs(Query query) {
        return switch (query.getVariantCase()) {
            case NEAREST -> Stream.of(query.getNearest());
            case RECOMMEND ->
                Stream.concat(
                        query.getRecommend().getPositiveList().stream(),
                        query.getRecommend().getNegativeList().stream());
            case DISCOVER ->
                Stream.concat(
                        Stream.of(query.getDiscover().getTarget()),
                        inputs(query.getDiscover().getContext()));
            case CONTEXT -> inputs(query.getContext());
            default -> Stream.of();
        };
    }

    private static Stream<VectorInput> inputs(ContextInput context) {
        return context.getPairsList().stream().flatMap(Examples::inputs);
    }

    private static Stream<VectorInput> inputs(ContextInputPair pair) {
        return Stream.of(pair.getPositive(), pair.getNegative());
    }

    List<float[]> vectors(View view, Node node, List<VectorInput> inputs) {
        return inputs.stream().map(input -> vector(view, node, input)).toList();
    }

    float[] vector(View view, Node node, VectorInput input) {
        return switch (input.getVariantCase()) {
            case ID -> vector(view, node, Id.of(input.getId()));
            case DENSE -> numbers(input.getDense().getDataList());
            case SPARSE -> throw Refused.unimplemented("EmbeddedQdrant has no sparse vectors");
            case MULTI_DENSE -> throw Refused.unimplemented("EmbeddedQdrant has no multivectors");
            case DOCUMENT, IMAGE, OBJECT -> throw Refused.unimplemented("EmbeddedQdrant has no inference");
            case VARIANT_NOT_SET -> throw Refused.invalid("VectorInput variant is missing");
        };
    }

    private float[] vector(View view, Node node, Id id) {
        return node.lookup()
                .map(lookup -> looked.get(new Key(lookup.getCollectionName(), node.lookupVector(), id)))
                .orElseGet(() -> vector(view, node.using(), id));
    }

    private static float[] numbers(List<Float> list) {
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i);
        }
        return numbers;
    }
}
