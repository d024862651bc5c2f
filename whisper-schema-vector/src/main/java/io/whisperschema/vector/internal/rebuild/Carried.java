package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.definition.vector.VectorCollection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The vectors of a collection that no definition can say: sparse ones and those of several rows. */
public final class Carried {
    private Carried() {}

    static Set<String> of(CollectionConfig config, VectorCollection into) {
        var names = new TreeSet<>(
                config.getParams().getSparseVectorsConfig().getMapMap().keySet());
        names.addAll(multivectors(config, into).keySet());
        return names;
    }

    /** Those of several rows that have a name which the collection does not say. */
    public static Map<String, VectorParams> multivectors(CollectionConfig config, VectorCollection into) {
        var found = new TreeMap<String, VectorParams>();
        config.getParams().getVectorsConfig().getParamsMap().getMapMap().forEach((name, params) -> {
            if (params.hasMultivectorConfig() && into.shape().space(name).isEmpty()) {
                found.put(name, params);
            }
        });
        return found;
    }
}
