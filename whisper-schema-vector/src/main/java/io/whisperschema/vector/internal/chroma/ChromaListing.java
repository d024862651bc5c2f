package io.whisperschema.vector.internal.chroma;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The ids of a collection of a server. Where records come or go while pages are read, places shift and one that stays may be
 * skipped; so all is listed again until nothing has changed in between and the count agrees.
 *
 * @param ids in the order of texts
 */
record ChromaListing(List<String> ids) {
    private static final int PAGE = 1000;
    private static final int MOST_ROUNDS = 10;

    /** The ids, unless the collection changes all the time. */
    static Optional<ChromaListing> of(ChromaHttp http, String path, ChromaCollection collection, LongSupplier count) {
        List<String> before = List.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<String> now = all(http, path, collection);
            boolean isSame = round > 0 && now.equals(before);
            if (isSame && now.size() == count.getAsLong()) {
                return Optional.of(new ChromaListing(now));
            }
            before = now;
        }
        return Optional.empty();
    }

    /** A page that is shorter than the one before is the last: whoever adds all the time cannot make it go on for ever. */
    private static List<String> all(ChromaHttp http, String path, ChromaCollection collection) {
        var ids = new TreeSet<String>();
        int seen = 0;
        int longest = 0;
        List<String> page = page(http, path, collection, seen);
        while (!page.isEmpty()) {
            ids.addAll(page);
            seen += page.size();
            boolean isLast = page.size() < longest;
            longest = page.size();
            page = isLast ? List.of() : page(http, path, collection, seen);
        }
        return List.copyOf(ids);
    }

    private static List<String> page(ChromaHttp http, String path, ChromaCollection collection, int offset) {
        return http.post(
                "list the ids of " + collection.name(),
                path + "/get",
                "{\"include\":[],\"limit\":%d,\"offset\":%d}".formatted(PAGE, offset),
                answer -> ChromaAnswer.read(answer).ids());
    }

    /** Those from the first on, and before the second where there is one. */
    List<String> between(List<String> bounds) {
        int from = place(bounds.get(0));
        int to = bounds.size() == 1 ? ids.size() : place(bounds.get(1));
        return ids.subList(from, to);
    }

    private int place(String id) {
        int place = Collections.binarySearch(ids, id);
        return place < 0 ? -place - 1 : place;
    }
}
