package io.whisperschema.vector.internal.move;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.internal.move.PointPassage;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import io.whisperschema.vector.internal.points.PointBytes;
import java.util.Map;

/** Puts points into the items of a move and takes them out again. Reused, not thread-safe. */
public final class PointItems {
    private final PointBytes bytes = new PointBytes();

    /** The passage of a collection by its names on both sides. */
    public static Passage passage(String source, String target) {
        return PointPassage.of(source, target);
    }

    /** Puts a point as a server returned it, with vectors and payload, into a cleared item. */
    public void put(Item item, RetrievedPoint point) {
        putId(item, point.getId());
        bytes.clear();
        bytes.vectors(point.getVectors());
        put(item, PointPassage.VECTORS);
        putPayload(item, point.getPayloadMap());
        item.putOriginal(point);
    }

    /** Puts a point as a client sends it into a cleared item. */
    public void put(Item item, PointId id, Vectors vectors, Map<String, Value> payload) {
        putId(item, id);
        bytes.clear();
        bytes.vectors(vectors);
        put(item, PointPassage.VECTORS);
        putPayload(item, payload);
    }

    private void putId(Item item, PointId id) {
        bytes.clear();
        bytes.id(id);
        put(item, PointPassage.ID);
    }

    private void putPayload(Item item, Map<String, Value> payload) {
        bytes.clear();
        bytes.payload(payload);
        put(item, PointPassage.PAYLOAD);
    }

    private void put(Item item, int field) {
        item.putTyped(field, Tag.BYTES, bytes.array(), 0, bytes.length());
    }

    /** The id of an item. */
    public static PointId id(Item item) {
        return PointBytes.id(item.arena(), item.offset(PointPassage.ID), item.length(PointPassage.ID));
    }

    /** The point of an item, to be sent. */
    public static PointStruct point(Item item) {
        return item.original().orElse(item) instanceof RetrievedPoint returned
                ? PointBytes.sent(returned)
                : madeOf(item);
    }

    private static PointStruct madeOf(Item item) {
        var point = PointStruct.newBuilder()
                .setId(id(item))
                .setVectors(PointBytes.vectors(
                        item.arena(), item.offset(PointPassage.VECTORS), item.length(PointPassage.VECTORS)));
        PointBytes.payload(
                item.arena(), item.offset(PointPassage.PAYLOAD), item.length(PointPassage.PAYLOAD), point::putPayload);
        return point.build();
    }
}
