package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.Map;
import java.util.Optional;

/** Where collections are made and put on record. Each call may be made again where it was interrupted. */
public interface Shelf {
    /**
     * Makes a collection with its indexes, on record as one that is being built.
     *
     * @param like what else it takes over that no definition says
     */
    void create(VectorCollection collection, CollectionConfig like) throws CallFailed;

    /** Makes a collection that is in all but its name as another, on record as one that is being built. */
    void createLike(String collection, String model) throws CallFailed;

    /** Gives a collection indexes as a server described them, by the fields that they are over. */
    void index(String collection, Map<String, PayloadSchemaInfo> indexes) throws CallFailed;

    /** Puts on record what a collection is. */
    void record(VectorCollection collection) throws CallFailed;

    /** Puts on record that a collection is kept beside its successor; the rest of its record stays. */
    void keep(String collection) throws CallFailed;

    /** Puts on record that a collection is in use again. */
    void use(String collection) throws CallFailed;

    /** What is on record of a collection; nothing where there is no such collection or no record. */
    Optional<State> state(String collection) throws CallFailed;

    /** Deletes a collection and its record. */
    void delete(String collection) throws CallFailed;

    /** The version on record of a collection. */
    Optional<String> version(String collection) throws CallFailed;
}
