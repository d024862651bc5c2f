package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.StoreUnavailable.Reason;
import io.whisperschema.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The records of one database of a server. A server has no state that stays, so each time all of a collection is read, its ids
 * are listed first, until two listings and its count agree, and records are then asked for by their ids: one that is there all
 * the time is read once, whoever writes meanwhile.
 *
 * <p>The ids of a collection are in memory, its records are not.
 */
public final class ChromaServerRecords implements ChromaRecords {
    private static final int COLLECTIONS = 100;

    private final ChromaHttp http;
    private final String database;
    private final Map<String, ChromaListing> listings = new HashMap<>();
    private final Map<String, Set<String>> begun = new HashMap<>();

    /**
     * @param http asks the server
     * @param tenant whose database
     * @param database its name
     */
    public ChromaServerRecords(ChromaHttp http, String tenant, String database) {
        this.http = http;
        this.database = "/tenants" + ChromaHttp.part(tenant) + "/databases" + ChromaHttp.part(database);
    }

    @Override
    public String version() {
        return http.get("tell its version", "/version", ChromaCollections::version);
    }

    @Override
    public List<ChromaCollection> collections() {
        var collections = new HashMap<String, ChromaCollection>();
        List<ChromaCollection> page = collections(0);
        int seen = 0;
        while (!page.isEmpty()) {
            page.forEach(each -> collections.put(each.id(), each));
            seen += page.size();
            page = collections(seen);
        }
        return collections.values().stream()
                .sorted(Comparator.comparing(ChromaCollection::name))
                .toList();
    }

    private List<ChromaCollection> collections(int offset) {
        return http.get(
                "list its collections",
                database + "/collections?limit=" + COLLECTIONS + "&offset=" + offset,
                ChromaCollections::read);
    }

    @Override
    public long count(ChromaCollection collection) {
        return http.get("count " + collection.name(), path(collection) + "/count", ChromaCollections::count);
    }

    /** The path of a collection, whose id {@link ChromaCollections} has seen to be a UUID. */
    private String path(ChromaCollection collection) {
        return database + "/collections/" + collection.id();
    }

    @Override
    public void ids(ChromaCollection collection, Consumer<String> sink) {
        listing(collection).ids().forEach(sink);
    }

    @Override
    public List<String> ranges(ChromaCollection collection, long rows) {
        List<String> ids = listing(collection).ids();
        var ranges = new ArrayList<String>();
        int begin = 0;
        while (ids.size() - begin > rows) {
            int end = (int) (begin + rows);
            ranges.add(range(begin == 0 ? "" : ids.get(begin), List.of(ids.get(end))));
            begin = end;
        }
        ranges.add(range(begin == 0 ? "" : ids.get(begin), List.of()));
        return ranges;
    }

    private static String range(String from, List<String> before) {
        var bounds = new ArrayList<>(List.of(from));
        bounds.addAll(before);
        return Json.texts(bounds).compact();
    }

    @Override
    public ChromaPages read(ChromaCollection collection, String range) {
        if (!begun.computeIfAbsent(collection.id(), any -> new HashSet<>()).add(range)) {
            listings.remove(collection.id());
            begun.put(collection.id(), new HashSet<>(Set.of(range)));
        }
        List<String> bounds = ((Json.Items) Json.parse(range))
                .items().stream().map(each -> ((Json.Text) each).value()).toList();
        return new ChromaServerPages(
                http, collection, path(collection), listing(collection).between(bounds));
    }

    private ChromaListing listing(ChromaCollection collection) {
        return listings.computeIfAbsent(collection.id(), any -> listed(collection));
    }

    private ChromaListing listed(ChromaCollection collection) {
        return ChromaListing.of(http, path(collection), collection, () -> count(collection))
                .orElseThrow(() -> http.unavailable(
                        "list collection " + collection.name(),
                        "so much is written to it that no two listings of its ids agree. End the applications that"
                                + " write to it, and read again",
                        new ChromaFault("unstable"),
                        Reason.OTHER));
    }

    /** The client is the host's. */
    @Override
    public void close() {
        listings.clear();
    }
}
