package io.whisperschema.vector;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.isEmpty;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.vector.internal.points.FieldPath;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.transform.PlainValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server does by itself to make a collection another, without points coming to us.
 *
 * @param found the collection
 * @param changes what becomes of it
 * @param edits what becomes of payload fields, defaults and dropped ones alone
 * @param rename the alias that leads to it, and what it is called then
 */
record InPlace(VectorCollection found, List<VectorChange> changes, List<PayloadEdit> edits, Optional<Rename> rename) {
    private static final int PAGE = 1000;

    /** A name that becomes another. */
    record Rename(String before, String after) {}

    /** That of a recipe; nothing where points must be made anew. */
    static Optional<InPlace> of(PointRecipe recipe, VectorCatalog there, Optional<QdrantVersion> server) {
        if (recipe.from().size() != 1
                || recipe.into().size() != 1
                || !recipe.renamedVectors().isEmpty()
                || !recipe.codes().isEmpty()
                || !recipe.payload().stream().allMatch(InPlace::isDoneByServers)) {
            return Optional.empty();
        }
        String name = recipe.from().get(0);
        VectorCollection into = recipe.into().get(0);
        boolean renamed = !into.name().equals(name);
        if (renamed && !there.aliases().containsKey(name)) {
            return Optional.empty();
        }
        VectorCollection found = there.reached(name).orElseThrow();
        List<VectorChange> changes = changes(found, into, there);
        return changes.stream().allMatch(change -> isDoneByServer(change, recipe, server))
                ? Optional.of(new InPlace(
                        found,
                        changes,
                        recipe.payload(),
                        renamed ? Optional.of(new Rename(name, into.name())) : Optional.empty()))
                : Optional.empty();
    }

    private static boolean isDoneByServers(PayloadEdit edit) {
        return (edit instanceof PayloadEdit.Add || edit instanceof PayloadEdit.Drop)
                && FieldPath.of(edit.field()).isPresent();
    }

    private static List<VectorChange> changes(VectorCollection found, VectorCollection into, VectorCatalog there) {
        var alone = new VectorCatalog(List.of(found), List.of(), there.records(), Map.of(), List.of(), there.facts());
        var wanted = new VectorCollection(found.name(), into.version(), into.shape());
        return SchemaDiff.between(alone, new VectorCatalog(List.of(wanted))).changes().stream()
                .map(VectorChange.class::cast)
                .toList();
    }

    private static boolean isDoneByServer(VectorChange change, PointRecipe recipe, Optional<QdrantVersion> server) {
        if (change instanceof VectorChange.AddSpace add) {
            return recipe.leftEmpty().contains(add.space().name()) && ServerFeature.VECTOR_NAMES.isIn(server);
        }
        if (change instanceof VectorChange.DropSpace) {
            return ServerFeature.VECTOR_NAMES.isIn(server);
        }
        return !(change instanceof VectorChange.RebuildSpaces)
                && !(change instanceof VectorChange.Reshard)
                && !(change instanceof VectorChange.CreateCollection);
    }

    boolean losesData() {
        return changes.stream().anyMatch(VectorChange.DropSpace.class::isInstance)
                || edits.stream().anyMatch(PayloadEdit.Drop.class::isInstance);
    }

    boolean rebuildsIndexes() {
        return changes.stream()
                .anyMatch(change -> change instanceof VectorChange.AddIndex
                        || change instanceof VectorChange.ChangeIndex
                        || change instanceof VectorChange.ChangeSpace);
    }

    String text(QdrantStatements statements) {
        var lines = new ArrayList<String>();
        edits.forEach(edit -> lines.add((edit instanceof PayloadEdit.Add ? "SetPayload " : "DeletePayload ")
                + found.name() + ": " + edit.words()));
        changes.forEach(change -> lines.add(change.match(statements)));
        rename.ifPresent(one ->
                lines.add("UpdateAliases: create " + one.after() + " of " + found.name() + ", delete " + one.before()));
        return lines.isEmpty() ? "nothing: it is so already" : String.join("\n", lines);
    }

    /** What is on record comes behind all else but the name, so that a run that was stopped before does all of it again. */
    void run(QdrantWork work) throws CallFailed {
        for (PayloadEdit edit : edits) {
            edit(edit, work);
        }
        for (Change change : changes) {
            ((VectorChange) change).match(work).run();
        }
        if (rename.isPresent()) {
            rename(rename.get(), work);
        }
    }

    private void edit(PayloadEdit edit, QdrantWork work) throws CallFailed {
        QdrantClient client = work.client();
        if (edit instanceof PayloadEdit.Add add) {
            add(add, work);
        } else {
            QdrantWork.done(work.calls()
                    .answer(client.deletePayloadAsync(
                            found.name(), List.of(path(edit.field())), Filter.getDefaultInstance(), true, null, null)));
        }
    }

    /** A filter takes an empty list for no value, so the points without one are looked for by us. */
    private void add(PayloadEdit.Add add, QdrantWork work) throws CallFailed {
        Filter without = Filter.newBuilder().addMust(isEmpty(path(add.field()))).build();
        var request = ScrollPoints.newBuilder()
                .setCollectionName(found.name())
                .setFilter(without)
                .setLimit(PAGE)
                .setWithPayload(WithPayloadSelectorFactory.include(List.of(path(add.field()))));
        ScrollResponse page;
        do {
            page = work.calls().answer(work.client().scrollAsync(request.build()));
            List<PointId> missing = page.getResultList().stream()
                    .filter(point -> !point.getPayloadMap()
                            .getOrDefault(add.field(), Value.getDefaultInstance())
                            .hasListValue())
                    .map(RetrievedPoint::getId)
                    .toList();
            if (!missing.isEmpty()) {
                set(add, without.toBuilder().addMust(hasId(missing)).build(), work);
            }
            request.setOffset(page.getNextPageOffset());
        } while (page.hasNextPageOffset());
    }

    private void set(PayloadEdit.Add add, Filter where, QdrantWork work) throws CallFailed {
        Map<String, Value> payload =
                Map.of(add.field(), PlainValues.value(add.value()).orElseThrow());
        QdrantWork.done(
                work.calls().answer(work.client().setPayloadAsync(found.name(), payload, where, true, null, null)));
    }

    private static String path(String field) {
        return FieldPath.of(field).orElseThrow();
    }

    private void rename(Rename rename, QdrantWork work) throws CallFailed {
        QdrantWork.done(work.calls()
                .answer(work.client()
                        .updateAliasesAsync(List.of(
                                AliasOperations.newBuilder()
                                        .setCreateAlias(CreateAlias.newBuilder()
                                                .setAliasName(rename.after())
                                                .setCollectionName(found.name()))
                                        .build(),
                                AliasOperations.newBuilder()
                                        .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(rename.before()))
                                        .build()))));
    }
}
