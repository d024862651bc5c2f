package io.whisperschema.vector.embedded.model;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.RenameAlias;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What Qdrant does, in maps and lists: each call looks at all points, and nothing is done twice as fast as it could be.
 * It shares nothing with the engine but the client's messages.
 */
final class Reference {
    private final Map<String, Collection> collections = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    /** Of a name or an alias. */
    Collection collection(String name) {
        Collection collection = collections.get(original(name));
        if (collection == null) {
            throw missing(name);
        }
        return collection;
    }

    /** What a name or an alias stands for. */
    String original(String name) {
        return aliases.getOrDefault(name, name);
    }

    private static Refusal missing(String name) {
        return Refusal.notFound("Collection `" + name + "` doesn't exist!");
    }

    /** Where a query looks up vectors. */
    Collection lookedUp(String name) {
        if (!collections.containsKey(original(name))) {
            throw Refusal.notFound("Collection " + name + " not found");
        }
        return collection(name);
    }

    void reopened() {
        collections.values().forEach(Collection::reopened);
    }

    CollectionOperationResponse create(CreateCollection request) {
        Checks.of(request);
        String name = request.getCollectionName();
        if (collections.containsKey(name)) {
            throw alreadyThere(name);
        }
        if (aliases.containsKey(name)) {
            throw Refusal.invalid("Wrong input: Can't create collection with name " + name
                    + ". Alias with the same name already exists");
        }
        collections.put(name, new Collection(request));
        return done(true);
    }

    private static Refusal alreadyThere(String name) {
        return new Refusal(Status.Code.ALREADY_EXISTS, "Wrong input: Collection `" + name + "` already exists!");
    }

    private static CollectionOperationResponse done(boolean result) {
        return CollectionOperationResponse.newBuilder().setResult(result).build();
    }

    CollectionOperationResponse update(UpdateCollection request) {
        Checks.name(request.getCollectionName());
        collection(request.getCollectionName()).update(request.getMetadataMap());
        return done(true);
    }

    CollectionOperationResponse delete(DeleteCollection request) {
        Checks.name(request.getCollectionName());
        aliases.values().removeIf(request.getCollectionName()::equals);
        return done(collections.remove(request.getCollectionName()) != null);
    }

    GetCollectionInfoResponse info(GetCollectionInfoRequest request) {
        Checks.name(request.getCollectionName());
        return GetCollectionInfoResponse.newBuilder()
                .setResult(collection(request.getCollectionName()).info())
                .build();
    }

    ListCollectionsResponse list(ListCollectionsRequest request) {
        var list = ListCollectionsResponse.newBuilder();
        collections
                .keySet()
                .forEach(name ->
                        list.addCollections(CollectionDescription.newBuilder().setName(name)));
        return list.build();
    }

    CollectionExistsResponse exists(CollectionExistsRequest request) {
        Checks.name(request.getCollectionName());
        String name = request.getCollectionName();
        return CollectionExistsResponse.newBuilder()
                .setResult(CollectionExists.newBuilder().setExists(collections.containsKey(original(name))))
                .build();
    }

    /** All or none. */
    CollectionOperationResponse changeAliases(ChangeAliases request) {
        Map<String, String> before = Map.copyOf(aliases);
        try {
            request.getActionsList().forEach(this::change);
        } catch (Refusal refusal) {
            aliases.clear();
            aliases.putAll(before);
            throw refusal;
        }
        return done(true);
    }

    private void change(AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                CreateAlias create = action.getCreateAlias();
                if (!collections.containsKey(create.getCollectionName())) {
                    throw missing(create.getCollectionName());
                }
                if (collections.containsKey(create.getAliasName())) {
                    throw alreadyThere(create.getAliasName());
                }
                aliases.put(create.getAliasName(), create.getCollectionName());
            }
            case RENAME_ALIAS -> {
                RenameAlias rename = action.getRenameAlias();
                String name = aliases.remove(rename.getOldAliasName());
                if (name == null) {
                    throw Refusal.notFound("Alias " + rename.getOldAliasName() + " does not exists!");
                }
                aliases.put(rename.getNewAliasName(), name);
            }
            case DELETE_ALIAS -> aliases.remove(action.getDeleteAlias().getAliasName());
            case ACTION_NOT_SET -> throw Refusal.invalid("Malformed AliasOperation type");
        }
    }

    ListAliasesResponse aliases(ListAliasesRequest request) {
        return aliases(Optional.empty());
    }

    ListAliasesResponse aliases(ListCollectionAliasesRequest request) {
        Checks.name(request.getCollectionName());
        return aliases(Optional.of(request.getCollectionName()));
    }

    private ListAliasesResponse aliases(Optional<String> of) {
        var list = ListAliasesResponse.newBuilder();
        aliases.forEach((alias, name) -> {
            if (of.isEmpty() || of.get().equals(name)) {
                list.addAliases(
                        AliasDescription.newBuilder().setAliasName(alias).setCollectionName(name));
            }
        });
        return list.build();
    }

    private PointsOperationResponse write(
            String name, boolean wait, List<String> complaints, Consumer<Collection> change) {
        Checks.name(name, complaints);
        Collection collection = collection(name);
        return PointsOperationResponse.newBuilder()
                .setResult(result(wait, () -> {
                    change.accept(collection);
                    return collection.done();
                }))
                .build();
    }

    /** Who does not wait hears nothing of a point that is missing. */
    private static UpdateResult result(boolean wait, LongSupplier change) {
        var result = UpdateResult.newBuilder().setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged);
        try {
            return result.setOperationId(change.getAsLong()).build();
        } catch (Refusal refusal) {
            if (wait || !refusal.toString().startsWith("NOT_FOUND Not found: No point")) {
                throw refusal;
            }
            return result.setOperationId(0).build();
        }
    }

    PointsOperationResponse write(
            String name, boolean wait, List<String> complaints, PointsUpdateOperation.Builder operation) {
        return write(name, wait, complaints, collection -> new Writes(collection).apply(operation.build()));
    }

    UpdateBatchResponse updateBatch(UpdateBatchPoints request) {
        Checks.name(
                request.getCollectionName(),
                request.getOperationsCount() == 0
                        ? List.of("operations: value [] invalid, must be at least 1 characters")
                        : List.of());
        Collection collection = collection(request.getCollectionName());
        var response = UpdateBatchResponse.newBuilder();
        request.getOperationsList()
                .forEach(operation -> response.addResult(result(request.getWait(), () -> {
                    new Writes(collection).apply(operation);
                    return collection.done();
                })));
        return response.build();
    }

    PointsOperationResponse createIndex(CreateFieldIndexCollection request) {
        List<String> complaints = new ArrayList<>(Checks.notEmpty("field_name", request.getFieldName()));
        complaints.addAll(FieldIndex.complaints(request.getFieldIndexParams().getIntegerIndexParams()));
        return write(request.getCollectionName(), request.getWait(), complaints, collection -> {
            FieldIndex index = FieldIndex.of(request);
            collection.indexes.put(index.path(), index);
        });
    }

    PointsOperationResponse deleteIndex(DeleteFieldIndexCollection request) {
        List<String> complaints = Checks.notEmpty("field_name", request.getFieldName());
        return write(request.getCollectionName(), request.getWait(), complaints, collection -> {
            collection.indexes.remove(Path.of(request.getFieldName()));
        });
    }

    PointsOperationResponse createVector(CreateVectorNameRequest request) {
        return write(request.getCollectionName(), request.getWait(), Checks.complaints(request), collection -> {
            Checks.of(request);
            collection.createVector(request);
        });
    }

    PointsOperationResponse deleteVector(DeleteVectorNameRequest request) {
        return write(
                request.getCollectionName(),
                request.getWait(),
                List.of(),
                collection -> collection.deleteVector(request.getVectorName()));
    }

    GetResponse get(GetPoints request) {
        Checks.name(request.getCollectionName());
        Selection selection = Selection.of(
                request.hasWithPayload() ? request.getWithPayload() : Selection.all(false), request.getWithVectors());
        List<Key> ids = request.getIdsList().stream().map(Key::of).distinct().toList();
        Collection collection = collection(request.getCollectionName());
        var response = GetResponse.newBuilder();
        ids.stream()
                .filter(collection.points::containsKey)
                .map(collection::point)
                .forEach(point -> response.addResult(selection.retrieved(collection.spaces, point, Optional.empty())));
        return response.build();
    }

    CountResponse count(CountPoints request) {
        Checks.of(request);
        return CountResponse.newBuilder()
                .setResult(CountResult.newBuilder()
                        .setCount(collection(request.getCollectionName())
                                .matching(request.getFilter())
                                .size()))
                .build();
    }

    ScrollResponse scroll(ScrollPoints request) {
        Checks.of(request);
        Collection collection = collection(request.getCollectionName());
        Selection selection = Selection.of(
                request.hasWithPayload() ? request.getWithPayload() : Selection.all(true), request.getWithVectors());
        long limit = request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : 10;
        var page = ScrollResponse.newBuilder();
        if (request.hasOrderBy()) {
            if (request.hasOffset()) {
                throw Refusal.invalid("Wrong input: Cannot use an `offset` when using `order_by`. The alternative for"
                        + " paging is to use `order_by.start_from` and a filter to exclude the IDs that you've already"
                        + " seen for the `order_by.start_from` value");
            }
            collection.inOrder(request.getOrderBy(), collection.matching(request.getFilter())).stream()
                    .limit(limit)
                    .forEach(ordered -> page.addResult(
                            selection.retrieved(collection.spaces, ordered.point(), Optional.of(ordered.value()))));
            return page.build();
        }
        Optional<Key> from = request.hasOffset() ? Optional.of(Key.of(request.getOffset())) : Optional.empty();
        List<Point> points = collection.matching(request.getFilter()).stream()
                .filter(point -> from.isEmpty() || point.id.compareTo(from.get()) >= 0)
                .toList();
        points.stream().skip(limit).findFirst().ifPresent(next -> page.setNextPageOffset(next.id.proto()));
        points.stream()
                .limit(limit)
                .forEach(point -> page.addResult(selection.retrieved(collection.spaces, point, Optional.empty())));
        return page.build();
    }

    QueryResponse query(QueryPoints request) {
        return QueryResponse.newBuilder().addAllResult(found(request)).build();
    }

    List<ScoredPoint> found(QueryPoints request) {
        Checks.refuse(Checks.complaints(request));
        return Search.answer(this, request);
    }

    QueryBatchResponse queryBatch(QueryBatchPoints request) {
        return QueryBatchResponse.newBuilder()
                .addAllResult(batch(
                        request.getCollectionName(),
                        "query_points",
                        request.getQueryPointsList(),
                        Checks::complaints,
                        each -> found(each.toBuilder()
                                .setCollectionName(request.getCollectionName())
                                .build())))
                .build();
    }

    /** The name of the batch is the one that counts. */
    <Q> List<BatchResult> batch(
            String name,
            String field,
            List<Q> requests,
            Function<Q, List<String>> complaints,
            Function<Q, List<ScoredPoint>> answer) {
        Checks.name(name, Checks.each(field, requests, complaints));
        collection(name);
        return requests.stream()
                .map(answer)
                .map(found -> BatchResult.newBuilder().addAllResult(found).build())
                .toList();
    }
}
