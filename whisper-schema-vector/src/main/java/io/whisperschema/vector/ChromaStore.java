package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.PointRequest;
import io.whisperschema.spi.PointSource;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.stability.Beta;
import io.whisperschema.vector.internal.chroma.ChromaFolder;
import io.whisperschema.vector.internal.chroma.ChromaHttp;
import io.whisperschema.vector.internal.chroma.ChromaPointSource;
import io.whisperschema.vector.internal.chroma.ChromaPoints;
import io.whisperschema.vector.internal.chroma.ChromaRecords;
import io.whisperschema.vector.internal.chroma.ChromaServerRecords;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * ChromaDB, to be moved from: a desktop's persistent folder without any server, or a server. It is only read.
 *
 * <pre>{@code
 * try (var chroma = ChromaStore.open(folder)) {
 *     WhisperSchema.of(definition).vectors(chroma).move(QdrantStore.over(client));
 * }
 * }</pre>
 *
 * <p>A record becomes a point. Its id stays if it is a UUID, and else becomes that of version 5, the same always, with the
 * original beside it in the payload; its document and metadata become the payload, each value of its type; its vector stays,
 * of length 1 where the angle is what counts. Metrics are those of the collection: {@code l2} is Euclid, whose
 * distances are the roots of ChromaDB's, {@code ip} is dot, {@code cosine} is cosine.
 *
 * <p>For one thread at a time.
 */
public final class ChromaStore implements VectorStore, AutoCloseable {
    private static final String NAME = "chroma";
    private static final String REMEDY = "It is there to be moved from.";

    private final Supplier<ChromaRecords> records;
    private final Runnable letGo;
    private final ChromaOptions options;

    private ChromaStore(Supplier<ChromaRecords> records, Runnable letGo, ChromaOptions options) {
        this.records = records;
        this.letGo = letGo;
        this.options = options;
    }

    /**
     * The persistent folder of ChromaDB 0.4 to 1.5 at that path. End ChromaDB before; as long as this is open it cannot write
     * to its database. Needs {@code org.xerial:sqlite-jdbc}.
     *
     * @throws io.whisperschema.error.StoreUnavailable if it is none, is damaged, is in use, or is of a version this release does
     *     not know
     */
    public static ChromaStore open(Path folder) {
        return open(folder, ChromaOptions.usual());
    }

    /**
     * The persistent folder at that path, read as the options say; see {@link #open(Path)}.
     *
     * @throws io.whisperschema.error.StoreUnavailable if it is none, is damaged, is in use, or is of a version this release does
     *     not know
     */
    public static ChromaStore open(Path folder, ChromaOptions options) {
        requireNonNull(options);
        ChromaFolder opened = ChromaFolder.open(requireNonNull(folder));
        return new ChromaStore(() -> opened, opened::close, options);
    }

    /** A server, asked by a host's client over REST of version 2. The host lets go of the client. */
    @Beta("It was tried on answers made after ChromaDB's sources, not yet on a server.")
    public static ChromaStore over(HttpClient client, ChromaServer server) {
        return over(client, server, ChromaOptions.usual());
    }

    /** A server, read as the options say; see {@link #over(HttpClient, ChromaServer)}. */
    @Beta("It was tried on answers made after ChromaDB's sources, not yet on a server.")
    public static ChromaStore over(HttpClient client, ChromaServer server, ChromaOptions options) {
        requireNonNull(options);
        var http = new ChromaHttp(requireNonNull(client), server.address(), server.headers(), server.patience());
        return new ChromaStore(
                () -> new ChromaServerRecords(http, options.tenant(), options.database()), () -> {}, options);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** None. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    /**
     * What it holds, under the names and with the vectors that the options give it. What no definition can say of it is
     * listed: metadata of collections, collections without a vector yet, those of other databases in a folder.
     *
     * @throws io.whisperschema.error.StoreUnavailable if it cannot be read
     */
    @Override
    public VectorCatalog inspect() {
        return new ChromaInspector(records.get(), options).catalog();
    }

    @Override
    public VectorCatalog spell(SchemaDefinition definition) {
        return new VectorCatalog(
                definition.vectors().collections(), definition.vectors().families());
    }

    /**
     * None where nothing differs.
     *
     * @throws UnsupportedChange if something does
     */
    @Override
    public List<Step> plan(Diff diff) {
        if (!diff.isEmpty()) {
            throw onlyRead();
        }
        return List.of();
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        if (!steps.isEmpty()) {
            throw onlyRead();
        }
    }

    private static UnsupportedChange onlyRead() {
        return new UnsupportedChange(NAME, "be changed", "ChromaDB is only read", REMEDY);
    }

    /** It is not. */
    @Override
    public boolean isShaped() {
        return false;
    }

    @Override
    public PointSource moveSource(PointRequest request) {
        var points = new ChromaPoints(options.documentField(), options.idField(), options.vector());
        ChromaRecords opened = records.get();
        return ChromaPointSource.of(opened, ChromaInspector.nameable(opened, options), points, request);
    }

    /**
     * Lets go of a folder; a server's client is the host's.
     *
     * @throws io.whisperschema.error.StoreUnavailable if the folder has changed since it was opened
     */
    @Override
    public void close() {
        letGo.run();
    }
}
