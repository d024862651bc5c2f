package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.util.ArrayList;
import java.util.List;

/** What a server complains of before it looks at what is there. */
final class Checks {
    private static final long LARGEST = 65_536;

    private Checks() {}

    static void name(String name) {
        refuse(complaintsOfName(name, "/\0"));
    }

    private static List<String> complaintsOfName(String name, String forbidden) {
        var complaints = new ArrayList<String>();
        if (name.isEmpty() || name.length() > 255) {
            complaints.add("collection_name: value \"" + name + "\" invalid, must be from 1 to 255 characters");
        }
        forbidden
                .chars()
                .mapToObj(Character::toString)
                .filter(name::contains)
                .limit(1)
                .forEach(found ->
                        complaints.add("collection_name: collection name cannot contain \"" + found + "\" char"));
        return complaints;
    }

    static void refuse(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw Refusal.invalid("Validation error in body: [" + String.join("; ", complaints) + "]");
        }
    }

    static void of(CountPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), "/\0");
        complaints.addAll(Conditions.complaints(request.getFilter(), "filter"));
        refuse(complaints);
    }

    static void notEmpty(String field, String value) {
        if (value.isEmpty()) {
            throw Refusal.invalidField(field, "value \"\" invalid, must be at least 1 characters");
        }
    }

    private static void size(List<String> complaints, String field, long size) {
        if (size < 1 || size > LARGEST) {
            complaints.add(field + ".size: value " + size + " invalid, must be from 1 to " + LARGEST);
        }
    }

    private static void atLeastOne(List<String> complaints, String field, boolean given, long value) {
        if (given && value == 0) {
            complaints.add(field + ": value 0 invalid, must be 1 or larger");
        }
    }

    static void of(CreateCollection request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), "<>:\"/\\|?*\0\u001f");
        if (request.getVectorsConfig().hasParams()) {
            size(
                    complaints,
                    "vectors_config.config",
                    request.getVectorsConfig().getParams().getSize());
        }
        request.getVectorsConfig()
                .getParamsMap()
                .getMapMap()
                .values()
                .forEach(params -> size(complaints, "vectors_config.config.map.[]", params.getSize()));
        refuse(complaints);
    }

    static void of(CreateVectorNameRequest request) {
        if (!request.hasDenseConfig()) {
            throw Refusal.invalid("vector_config is required (dense_config or sparse_config)");
        }
        var complaints = new ArrayList<String>();
        size(complaints, "vector_config", request.getDenseConfig().getSize());
        refuse(complaints);
        String name = request.getVectorName();
        if (name.length() > 200) {
            throw Refusal.invalid(
                    "Wrong input: Invalid vector name `" + name + "`: vector name must be at most 200 bytes long");
        }
        if (name.contains("/")) {
            throw Refusal.invalid(
                    "Wrong input: Invalid vector name `" + name + "`: vector name cannot contain \"/\" char");
        }
    }

    static void of(ScrollPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), "/\0");
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        complaints.addAll(Conditions.complaints(request.getFilter(), "filter"));
        refuse(complaints);
    }

    /** Of a search with the older calls. */
    static void limited(String name, long limit, Filter filter) {
        List<String> complaints = complaintsOfName(name, "/\0");
        atLeastOne(complaints, "limit", true, limit);
        complaints.addAll(Conditions.complaints(filter, "filter"));
        refuse(complaints);
    }

    static void of(QueryPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), "/\0");
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        fusion(complaints, "query.variant", request.getQuery());
        prefetches(complaints, "prefetch", request.getPrefetchList());
        complaints.addAll(Conditions.complaints(request.getFilter(), "filter"));
        refuse(complaints);
    }

    private static void prefetches(List<String> complaints, String field, List<PrefetchQuery> prefetches) {
        for (int i = 0; i < prefetches.size(); i++) {
            PrefetchQuery prefetch = prefetches.get(i);
            String path = field + "[" + i + "]";
            atLeastOne(complaints, path + ".limit", prefetch.hasLimit(), prefetch.getLimit());
            fusion(complaints, path + ".query.variant", prefetch.getQuery());
            prefetches(complaints, path + ".prefetch", prefetch.getPrefetchList());
            complaints.addAll(Conditions.complaints(prefetch.getFilter(), path + ".filter"));
        }
    }

    private static void fusion(List<String> complaints, String field, Query query) {
        atLeastOne(
                complaints, field + ".k", query.getRrf().hasK(), query.getRrf().getK());
    }
}
