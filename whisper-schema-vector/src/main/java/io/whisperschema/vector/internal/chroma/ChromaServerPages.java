package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.internal.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks for records by their ids, fewer at a time where an answer is too large. What is not there any more is left out. */
final class ChromaServerPages implements ChromaPages {
    /** A hosted server gives no more at a time. */
    private static final int MOST = 300;

    private static final String ALL = "[\"documents\",\"embeddings\",\"metadatas\",\"uris\"]";

    private final ChromaHttp http;
    private final ChromaCollection collection;
    private final String path;
    private final List<String> ids;
    private int next;
    private int size = MOST;

    ChromaServerPages(ChromaHttp http, ChromaCollection collection, String path, List<String> ids) {
        this.http = http;
        this.collection = collection;
        this.path = path;
        this.ids = ids;
    }

    @Override
    public List<ChromaRecord> next() {
        while (next < ids.size()) {
            List<String> wanted = ids.subList(next, Math.min(ids.size(), next + size));
            try {
                List<ChromaRecord> page = page(wanted);
                next += wanted.size();
                if (!page.isEmpty()) {
                    return page;
                }
            } catch (StoreUnavailable failure) {
                if (wanted.size() == 1 || !(failure.getCause() instanceof ChromaHttp.TooLarge)) {
                    throw failure;
                }
                size = wanted.size() / 2;
            }
        }
        return List.of();
    }

    private List<ChromaRecord> page(List<String> wanted) {
        String question =
                "{\"ids\":%s,\"include\":%s}".formatted(Json.texts(wanted).compact(), ALL);
        return http.post(
                "return records of " + collection.name(),
                path + "/get",
                question,
                answer -> inOrder(wanted, ChromaAnswer.read(answer).records()));
    }

    private List<ChromaRecord> inOrder(List<String> wanted, List<ChromaRecord> records) throws ChromaFault {
        Map<String, ChromaRecord> byId = new HashMap<>();
        for (ChromaRecord record : records) {
            ChromaFault.unless(byId.put(record.id(), record) == null, "it returned a record twice: %s", record.id());
            int size = record.vector().length;
            ChromaFault.unless(
                    size == 0 || size == collection.dimensions().orElse(size),
                    "the vector of record %s has %d numbers, not the %d of its collection",
                    record.id(),
                    size,
                    collection.dimensions().orElse(0));
        }
        List<ChromaRecord> found =
                wanted.stream().map(byId::get).filter(Objects::nonNull).toList();
        ChromaFault.unless(found.size() == records.size(), "it returned records that nobody asked for");
        return found;
    }

    @Override
    public void close() {}
}
