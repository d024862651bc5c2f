package io.whisperschema.vector.embedded.internal.query;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetValue;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.filter.SlotSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Counts points by the values of an indexed field; the counts are exact, whether that is asked for or not. */
public final class Facets {

    private static final int DEFAULT_LIMIT = 10;

    /** Texts by their bytes; all values of an index are of one kind. */
    private static final Comparator<FacetValue> BY_VALUE = Comparator.comparing(
                    FacetValue::getStringValueBytes, ByteString.unsignedLexicographicalComparator())
            .thenComparingLong(FacetValue::getIntegerValue)
            .thenComparing(FacetValue::getBoolValue);

    private static final Comparator<FacetHit> MOST_FIRST =
            Comparator.comparingLong(FacetHit::getCount).reversed().thenComparing(FacetHit::getValue, BY_VALUE);

    private Facets() {}

    /** The values with the most points. */
    public static List<FacetHit> of(Engine engine, FacetCounts request) {
        PayloadPath path = PayloadPath.of(request.getKey());
        int limit = request.hasLimit() ? Limits.toInt(request.getLimit()) : DEFAULT_LIMIT;
        return engine.collection(request.getCollectionName()).read(view -> {
            if (limit == 0 || isEmpty(view, request)) {
                return List.of();
            }
            return hits(view, path, request).stream()
                    .sorted(MOST_FIRST)
                    .limit(limit)
                    .toList();
        });
    }

    /** Without points nobody misses an index, unless the counts shall be exact. */
    private static boolean isEmpty(View view, FacetCounts request) {
        return view.count() == 0 && !request.getExact();
    }

    private static List<FacetHit> hits(View view, PayloadPath path, FacetCounts request) {
        ToLongFunction<SlotSet> counting = counting(view, request);
        List<FacetHit> hits = new ArrayList<>();
        view.indexes().facetsOf(path).forEachFacet((value, slots) -> {
            long count = counting.applyAsLong(slots);
            if (count > 0) {
                hits.add(FacetHit.newBuilder().setValue(value).setCount(count).build());
            }
        });
        return hits;
    }

    private static ToLongFunction<SlotSet> counting(View view, FacetCounts request) {
        if (!request.hasFilter()) {
            return SlotSet::size;
        }
        BitSet matching = new BitSet();
        view.matching(request.getFilter()).forEach(matching::set);
        return slots -> slots.stream().filter(matching::get).count();
    }
}
