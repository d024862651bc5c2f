package io.whisperschema.vector.embedded.internal.query;

import io.grpc.Status;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.GroupsResult;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.WithLookup;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Answers queries in groups: the points of each value of a field. */
public final class Groups {

    private Groups() {}

    /** Answers a request. The random numbers are for samples. */
    public static GroupsResult of(Engine engine, GroupRequest request, Random random) {
        List<PointGroup.Builder> groups = groups(engine, request, random);
        request.lookup().ifPresent(lookup -> lookUp(engine, lookup, groups));
        GroupsResult.Builder result = GroupsResult.newBuilder();
        groups.forEach(result::addGroups);
        return result.build();
    }

    private static List<PointGroup.Builder> groups(Engine engine, GroupRequest request, Random random) {
        Node root = Node.of(request.points(), 0);
        Selection selection = Selection.of(request.points());
        return Querying.on(engine, request.points().getCollectionName(), root, random, querying -> {
            List<PointGroup.Builder> groups = new ArrayList<>();
            new Grouping(querying, request, root).groups().forEach((value, found) -> {
                PointGroup.Builder group = PointGroup.newBuilder().setId(id(value));
                found.forEach(each -> group.addHits(querying.point(selection, each)));
                groups.add(group);
            });
            return groups;
        });
    }

    private static GroupId.Builder id(Value value) {
        if (value.hasStringValue()) {
            return GroupId.newBuilder().setStringValue(value.getStringValue());
        }
        long number = value.getIntegerValue();
        return number < 0
                ? GroupId.newBuilder().setIntegerValue(number)
                : GroupId.newBuilder().setUnsignedValue(number);
    }

    /** After the groups are found: two collections locked at a time could wait for each other. */
    private static void lookUp(Engine engine, WithLookup lookup, List<PointGroup.Builder> groups) {
        if (!engine.exists(lookup.getCollection())) {
            throw new Refused(Status.Code.NOT_FOUND, "Not found: Collection " + lookup.getCollection() + " not found");
        }
        Selection selection = Selection.of(
                lookup.hasWithPayload() ? Optional.of(lookup.getWithPayload()) : Optional.empty(),
                PayloadSelection.ALL,
                lookup.getWithVectors());
        engine.collection(lookup.getCollection()).read(view -> {
            groups.forEach(group -> lookUp(view, selection, group));
            return groups;
        });
    }

    private static void lookUp(View view, Selection selection, PointGroup.Builder group) {
        point(group.getId())
                .map(view::slot)
                .ifPresent(slot ->
                        slot.ifPresent(there -> group.setLookup(selection.retrieved(view, there, Optional.empty()))));
    }

    /** A text names a point only where it is spelled as the server spells it. */
    private static Optional<Id> point(GroupId id) {
        return switch (id.getKindCase()) {
            case UNSIGNED_VALUE -> Optional.of(Id.of(id.getUnsignedValue()));
            case STRING_VALUE ->
                Id.parsed(id.getStringValue())
                        .filter(parsed -> parsed.toString().equals(id.getStringValue()));
            default -> Optional.empty();
        };
    }
}
