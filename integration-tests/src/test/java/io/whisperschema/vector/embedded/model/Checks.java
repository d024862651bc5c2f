package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a server complains of before it looks at what is there. */
final class Checks {
    private static final String NEVER = "/\0";
    private static final String UNSAFE = "<>:\"/\\|?*\0\u001f";
    private static final long LARGEST = 65_536;
    private static final int LONGEST_VECTOR_NAME = 200;

    private Checks() {}

    static void name(String name) {
        refuse(complaintsOfName(name, NEVER));
    }

    /** Of a name, and of what else is in a request. */
    static void name(String name, List<String> others) {
        List<String> complaints = complaintsOfName(name, NEVER);
        complaints.addAll(others);
        refuse(complaints);
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
        name(request.getCollectionName(), Rules.complaints(request.getFilter(), "filter"));
    }

    static List<String> notEmpty(String field, String value) {
        return value.isEmpty() ? List.of(field + ": value \"\" invalid, must be at least 1 characters") : List.of();
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
        List<String> complaints = complaintsOfName(request.getCollectionName(), UNSAFE);
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
        request.getVectorsConfig()
                .getParamsMap()
                .getMapMap()
                .keySet()
                .forEach(name -> vectorName("dense vector", name));
    }

    private static void vectorName(String kind, String name) {
        String wrong = "Wrong input: Invalid " + kind + " name `" + name + "`: vector name ";
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_VECTOR_NAME) {
            throw Refusal.invalid(wrong + "must be at most " + LONGEST_VECTOR_NAME + " bytes long");
        }
        UNSAFE.chars()
                .mapToObj(Character::toString)
                .filter(name::contains)
                .findFirst()
                .ifPresent(unsafe -> {
                    throw Refusal.invalid(wrong + "cannot contain \"" + unsafe + "\" char");
                });
    }

    static List<String> complaints(CreateVectorNameRequest request) {
        var complaints = new ArrayList<String>();
        if (request.hasDenseConfig()) {
            size(complaints, "vector_config", request.getDenseConfig().getSize());
        }
        return complaints;
    }

    /** What breaks no rule of a field. */
    static void of(CreateVectorNameRequest request) {
        if (!request.hasDenseConfig()) {
            throw Refusal.invalid("vector_config is required (dense_config or sparse_config)");
        }
        vectorName("vector", request.getVectorName());
    }

    static void of(ScrollPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        refuse(complaints);
    }

    static List<String> complaints(SearchPoints request) {
        return limited(request.getCollectionName(), request.getLimit(), request.getFilter());
    }

    static List<String> complaints(DiscoverPoints request) {
        return limited(request.getCollectionName(), request.getLimit(), request.getFilter());
    }

    private static List<String> limited(String name, long limit, Filter filter) {
        List<String> complaints = complaintsOfName(name, NEVER);
        atLeastOne(complaints, "limit", true, limit);
        complaints.addAll(Rules.complaints(filter, "filter"));
        return complaints;
    }

    /** The limit may be 0. */
    static List<String> complaints(RecommendPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        return complaints;
    }

    static List<String> complaints(QueryPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        fusion(complaints, "query.variant", request.getQuery());
        prefetches(complaints, "prefetch", request.getPrefetchList());
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        return complaints;
    }

    static List<String> complaints(QueryPointGroups request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        complaints.addAll(notEmpty("group_by", request.getGroupBy()));
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        atLeastOne(complaints, "group_size", request.hasGroupSize(), request.getGroupSize());
        fusion(complaints, "query.variant", request.getQuery());
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        return complaints;
    }

    static List<String> complaints(FacetCounts request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        complaints.addAll(notEmpty("key", request.getKey()));
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        return complaints;
    }

    static List<String> complaints(SearchMatrixPoints request) {
        List<String> complaints = complaintsOfName(request.getCollectionName(), NEVER);
        atLeastOne(complaints, "limit", request.hasLimit(), request.getLimit());
        if (request.hasSample() && request.getSample() < 2) {
            complaints.add("sample: value " + request.getSample() + " invalid, must be 2 or larger");
        }
        complaints.addAll(Rules.complaints(request.getFilter(), "filter"));
        return complaints;
    }

    /** Each request as if it were alone. */
    static <Q> List<String> each(String field, List<Q> requests, Function<Q, List<String>> complaints) {
        return IntStream.range(0, requests.size())
                .boxed()
                .flatMap(i ->
                        complaints.apply(requests.get(i)).stream().map(complaint -> field + "[" + i + "]." + complaint))
                .toList();
    }

    private static void prefetches(List<String> complaints, String field, List<PrefetchQuery> prefetches) {
        for (int i = 0; i < prefetches.size(); i++) {
            PrefetchQuery prefetch = prefetches.get(i);
            String path = field + "[" + i + "]";
            atLeastOne(complaints, path + ".limit", prefetch.hasLimit(), prefetch.getLimit());
            fusion(complaints, path + ".query.variant", prefetch.getQuery());
            prefetches(complaints, path + ".prefetch", prefetch.getPrefetchList());
            complaints.addAll(Rules.complaints(prefetch.getFilter(), path + ".filter"));
        }
    }

    private static void fusion(List<String> complaints, String field, Query query) {
        atLeastOne(
                complaints, field + ".k", query.getRrf().hasK(), query.getRrf().getK());
    }
}
