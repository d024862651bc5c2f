package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.SourceChanged;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.internal.json.Json;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.chroma.ChromaIds;
import io.whisperschema.vector.internal.chroma.ChromaRestServer;
import io.whisperschema.vector.internal.chroma.ChromaRestServer.Reply;
import io.whisperschema.vector.internal.chroma.ChromaSample;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromaMoveTest {
    private static final SchemaDefinition AS_IT_IS = SchemaDefinition.named("desktop")
            .collections(
                    collection(
                            ChromaSample.MEMORIES,
                            unnamed(8, Distance.COSINE),
                            payload("user_id").keyword().indexed()),
                    collection(ChromaSample.FACTS, unnamed(8, Distance.EUCLID)),
                    collection(ChromaSample.CONTEXTS, unnamed(4, Distance.DOT)));

    @TempDir
    Path place;

    private ChromaSample sample;
    private EmbeddedQdrant target;

    @BeforeEach
    void unpack() {
        sample = ChromaSample.in(place);
        target = EmbeddedQdrant.inMemory();
    }

    @AfterEach
    void close() {
        target.close();
    }

    private MoveReport move(SchemaDefinition definition, ChromaOptions options) {
        try (var chroma = ChromaStore.open(sample.folder(), options)) {
            return move(definition, chroma);
        }
    }

    private MoveReport move(SchemaDefinition definition, ChromaStore chroma) {
        return WhisperSchema.of(definition)
                .vectors(chroma)
                .move(QdrantStore.over(target.client()), MoveOptions.cautious().chunksOf(400));
    }

    private ChromaStore over(ChromaRestServer server) {
        return ChromaStore.over(
                HttpClient.newHttpClient(), ChromaServer.at(server.address()).token("secret-1"));
    }

    @Test
    void theFolderArrivesRecordForRecord() {
        MoveReport report = move(AS_IT_IS, ChromaOptions.usual());

        assertThat(report.isProven()).isTrue();
        assertThat(report.text()).contains("150 rows", "1,100 rows");
        requireArrived();
    }

    @Test
    void whatAServerHoldsArrivesRecordForRecord() {
        try (ChromaRestServer server = ChromaRestServer.of(sample)) {
            MoveReport report = move(AS_IT_IS, over(server));

            assertThat(report.isProven()).isTrue();
            requireArrived();
            assertThat(server.requests()).noneMatch(asked -> asked.contains("secret"));
        }
    }

    private void requireArrived() {
        for (String name : List.of(ChromaSample.MEMORIES, ChromaSample.FACTS, ChromaSample.CONTEXTS)) {
            Map<String, Json> told = ChromaSample.members(sample.expected().get(name));
            List<Json> wanted = ChromaSample.items(told.get("records"));
            Map<String, RetrievedPoint> points = points(name);
            assertThat(points).as(name).hasSize(wanted.size());
            wanted.forEach(record -> requireSame(ChromaSample.members(record), points));
        }
    }

    private Map<String, RetrievedPoint> points(String collection) {
        var points = new HashMap<String, RetrievedPoint>();
        try {
            var pages = PointPages.of(target.client(), QdrantCalls.reading("test"), collection);
            while (!pages.isAtEnd()) {
                pages.next().forEach(point -> points.put(point.getId().getUuid(), point));
            }
        } catch (CallFailed failure) {
            throw new AssertionError(failure);
        }
        return points;
    }

    private static void requireSame(Map<String, Json> record, Map<String, RetrievedPoint> points) {
        String id = ((Json.Text) record.get("id")).value();
        ChromaIds.PointId made = ChromaIds.of(id);
        RetrievedPoint point = points.get(made.uuid().toString());
        assertThat(point).as(id).isNotNull();
        assertThat(cosine(point, ChromaSample.items(record.get("embedding")))).isCloseTo(1, within(1e-6));

        Map<String, Json> payload = new HashMap<>();
        point.getPayloadMap().forEach((key, value) -> payload.put(key, ChromaSample.json(plain(value))));
        Map<String, Json> wanted = new HashMap<>(ChromaSample.members(record.get("metadata")));
        if (record.get("document") instanceof Json.Text document) {
            wanted.put("document", document);
        }
        if (made.isDerived()) {
            wanted.put("chroma_id", Json.of(id));
        }
        wanted.replaceAll((key, value) -> ChromaSample.asDouble(value));
        assertThat(payload).isEqualTo(wanted);
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INTEGER_VALUE -> value.getIntegerValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            default -> throw new AssertionError(value.getKindCase());
        };
    }

    private static double cosine(RetrievedPoint point, List<Json> wanted) {
        List<Float> numbers = point.getVectors().getVector().getDense().getDataList();
        assertThat(numbers).hasSameSizeAs(wanted);
        double product = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i < wanted.size(); i++) {
            double number = ((Json.Numeric) wanted.get(i)).value().doubleValue();
            product += number * numbers.get(i);
            one += number * number;
            other += (double) numbers.get(i) * numbers.get(i);
        }
        return product / Math.sqrt(one * other);
    }

    @Test
    void whatStandsInTheLogAloneIsHonoured() {
        sample.log(3, "mem-1", "NULL", "NULL");
        sample.log(1, "mem-2", "NULL", "'{\"n\":7,\"chroma:document\":\"other\"}'");

        move(AS_IT_IS, ChromaOptions.usual());

        Map<String, RetrievedPoint> points = points(ChromaSample.MEMORIES);
        assertThat(points)
                .hasSize(149)
                .doesNotContainKey(ChromaIds.of("mem-1").uuid().toString());
        Map<String, Value> second =
                points.get(ChromaIds.of("mem-2").uuid().toString()).getPayloadMap();
        assertThat(second.get("n").getIntegerValue()).isEqualTo(7);
        assertThat(second.get("document").getStringValue()).isEqualTo("other");
        assertThat(second.get("chroma_id").getStringValue()).isEqualTo("mem-2");
    }

    @Test
    void optionsSayWhereDocumentsIdsVectorsAndCollectionsGo() {
        var characters = family("memory_<character>", version("1", vector("content", 8, Distance.COSINE)));
        var definition = SchemaDefinition.named("desktop").families(characters);
        var options = ChromaOptions.usual()
                .naming(ChromaSample.MEMORIES, "memory_elena")
                .documentsIn("content")
                .idsIn("original_message_id")
                .vectorsAs("content");
        try (var chroma = ChromaStore.open(sample.folder(), options)) {
            WhisperSchema.of(definition)
                    .vectors(chroma)
                    .move(
                            QdrantStore.over(target.client()),
                            MoveOptions.cautious().leavingStrangers());
        }

        RetrievedPoint point =
                points("memory_elena").get(ChromaIds.of("mem-1").uuid().toString());
        assertThat(point.getPayloadMap()).containsKeys("content", "original_message_id");
        assertThat(point.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("content");
    }

    @Test
    void aVersionOfAFamilyWithMoreVectorsTakesTheOneThatIsThere() {
        var characters = family(
                "memory_<character>",
                version("1", unnamed(8, Distance.COSINE)),
                version(
                        "3",
                        vector("content", 8, Distance.COSINE),
                        vector("emotion", 8, Distance.COSINE),
                        payload("user_id").keyword().indexed()));
        var options = ChromaOptions.usual()
                .naming(ChromaSample.MEMORIES, "memory_elena")
                .vectorsAs("content");
        try (var chroma = ChromaStore.open(sample.folder(), options)) {
            WhisperSchema.of(SchemaDefinition.named("desktop").families(characters))
                    .vectors(chroma)
                    .move(
                            QdrantStore.over(target.client()),
                            MoveOptions.cautious().only("memory_elena"));
        }

        VectorCatalog there = QdrantStore.over(target.client()).inspect();
        assertThat(there.collection("memory_elena").orElseThrow().version()).hasValue("3");
        assertThat(there.collection("memory_elena").orElseThrow().shape().field("user_id"))
                .isPresent();
        assertThat(points("memory_elena")).hasSize(150);
    }

    @Test
    void vectorsOfAnotherModelAreRefused() {
        sample.change("INSERT INTO collection_metadata (collection_id, key, str_value) SELECT id, 'embedding_model',"
                + " 'all-MiniLM-L6-v2' FROM collections WHERE name = 'user_memories'");
        var definition = SchemaDefinition.named("desktop")
                .collections(collection(
                        ChromaSample.MEMORIES, unnamed(8, Distance.COSINE).embeddedBy("another")));
        try (var chroma = ChromaStore.open(sample.folder())) {
            assertThatExceptionOfType(MoveRefused.class)
                    .isThrownBy(() -> WhisperSchema.of(definition)
                            .vectors(chroma)
                            .move(
                                    QdrantStore.over(target.client()),
                                    MoveOptions.cautious().leavingStrangers()))
                    .withMessageContainingAll("by another", "by all-MiniLM-L6-v2");
        }
        requireNothing();
    }

    @Test
    void aMetricThatIsNotTheCollectionsIsRefused() {
        var definition = SchemaDefinition.named("desktop")
                .collections(
                        collection(ChromaSample.MEMORIES, unnamed(8, Distance.COSINE)),
                        collection(ChromaSample.FACTS, unnamed(8, Distance.DOT)),
                        collection(ChromaSample.CONTEXTS, unnamed(4, Distance.DOT)));

        refuses(definition, ChromaOptions.usual(), "dot of 8", "euclid of 8");
    }

    @Test
    void aVectorThatTheDefinitionCallsOtherwiseIsRefused() {
        refuses(AS_IT_IS, ChromaOptions.usual().vectorsAs("content"), "vector content", "no such vector");
    }

    @Test
    void metadataInTheFieldOfTheDocumentIsRefusedUntilThereIsAnother() {
        refuses(
                AS_IT_IS,
                ChromaOptions.usual().documentsIn("lang"),
                "metadata in lang",
                "ChromaOptions.documentsIn(…)");
        refuses(AS_IT_IS, ChromaOptions.usual().idsIn("user_id"), "metadata in user_id", "ChromaOptions.idsIn(…)");
    }

    @Test
    void twoIdsThatWouldBecomeOneAreRefused() {
        String twin = ChromaIds.of("mem-1").uuid().toString();
        sample.log(0, twin, "x'" + "00".repeat(28) + "0000803f'", "NULL");

        refuses(AS_IT_IS, ChromaOptions.usual(), "record mem-1 would become the point that another record is");
    }

    @Test
    void aNameThatWouldLeadElsewhereIsRefusedUntilThereIsAnother() {
        sample.change("UPDATE collections SET name = '../../global_facts' WHERE name = 'global_facts'");

        refuses(AS_IT_IS, ChromaOptions.usual(), "../../global_facts");
        assertThat(place.resolve("global_facts")).doesNotExist();
        assertThat(move(AS_IT_IS, ChromaOptions.usual().naming("../../global_facts", ChromaSample.FACTS))
                        .isProven())
                .isTrue();
    }

    @Test
    void aDamagedPartOfTheFolderIsFoundBeforeAnythingIsWritten() throws Exception {
        Files.write(
                sample.folder().resolve(ChromaSample.FACTS_VECTORS).resolve("index_metadata.pickle"),
                new byte[] {(byte) 0x80, 4, 'c', 'o', 's', '\n', 's', 'y', 's', 't', 'e', 'm', '\n', '.'});

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> move(AS_IT_IS, ChromaOptions.usual()))
                .withMessageContaining("it asks for GLOBAL");
        requireNothing();
    }

    @Test
    void anotherFolderIsOneError() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> ChromaStore.open(place.resolve("no")))
                .withMessageContaining("there is no chroma.sqlite3");
    }

    private void refuses(SchemaDefinition definition, ChromaOptions options, String... words) {
        assertThatExceptionOfType(MoveRefused.class)
                .isThrownBy(() -> move(definition, options))
                .withMessageContainingAll(words);
        requireNothing();
    }

    private void requireNothing() {
        assertThat(QdrantStore.over(target.client()).inspect().isEmpty()).isTrue();
    }

    @Test
    void aServerThatGoesAwayInTheMiddleIsGoneOnWith() {
        try (ChromaRestServer server = ChromaRestServer.of(sample)) {
            var asked = new AtomicInteger();
            server.instead(path -> path.contains("\"embeddings\"") && asked.incrementAndGet() > 20
                    ? Optional.of(new Reply(503, ""))
                    : Optional.empty());
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> move(AS_IT_IS, over(server)))
                    .withMessageContaining("it answered 503")
                    .withMessageEndingWith("Chunks that are copied stay; move again to go on.");

            server.instead(path -> Optional.empty());
            assertThat(move(AS_IT_IS, over(server)).isProven()).isTrue();
            requireArrived();
        }
    }

    @Test
    void aServerThatIsWrittenToMeanwhileIsNoProof() {
        try (ChromaRestServer server = ChromaRestServer.of(sample)) {
            var reads = new AtomicInteger();
            server.before(asked -> {
                if (server.isRead(asked, ChromaSample.MEMORIES)
                        && asked.contains("mem-1\"")
                        && reads.incrementAndGet() == 3) {
                    server.delete(ChromaSample.MEMORIES, "mem-1");
                }
            });

            assertThatExceptionOfType(SourceChanged.class)
                    .isThrownBy(() -> move(AS_IT_IS, over(server)))
                    .withMessageContaining("The target holds what was copied");
        }
    }

    @Test
    void itSaysWhatItHolds() {
        try (var chroma = ChromaStore.open(sample.folder())) {
            VectorCatalog catalog = chroma.inspect();

            assertThat(catalog.collection(ChromaSample.FACTS).orElseThrow().spaces())
                    .containsExactly(unnamed(8, Distance.EUCLID));
            assertThat(catalog.collection(ChromaSample.MEMORIES).orElseThrow().description())
                    .hasValue("few records: still in the write-ahead log");
            assertThat(catalog.facts().rows()).containsEntry(ChromaSample.CONTEXTS, 1100L);
        }
    }

    @Test
    void metadataOfACollectionIsListedAndToldToStay() {
        sample.change("INSERT INTO collection_metadata (collection_id, key, str_value) SELECT id, 'owner', 'ada' FROM"
                + " collections WHERE name = 'global_facts'");

        assertThat(move(AS_IT_IS, ChromaOptions.usual()).text())
                .contains("owner")
                .contains("it stays in the source");
    }

    @Test
    void theModelThatIsNamedIsOnRecord() {
        sample.change("INSERT INTO collection_metadata (collection_id, key, str_value) SELECT id, 'embedding_model',"
                + " 'all-MiniLM-L6-v2' FROM collections WHERE name = 'global_facts'");
        try (var chroma = ChromaStore.open(sample.folder())) {
            WhisperSchema.of(SchemaDefinition.named("none"))
                    .vectors(chroma)
                    .move(
                            QdrantStore.over(target.client()),
                            MoveOptions.cautious().carryingStrangers());
        }

        assertThat(QdrantStore.over(target.client())
                        .inspect()
                        .collection(ChromaSample.FACTS)
                        .orElseThrow()
                        .spaces()
                        .get(0)
                        .model())
                .hasValueSatisfying(model -> assertThat(model.id()).isEqualTo("all-MiniLM-L6-v2"));
    }

    @Test
    void itIsOnlyRead() {
        try (var chroma = ChromaStore.open(sample.folder())) {
            assertThatExceptionOfType(UnsupportedChange.class)
                    .isThrownBy(() -> WhisperSchema.of(SchemaDefinition.named("none")
                                    .collections(collection("new", unnamed(4, Distance.DOT))))
                            .vectors(chroma)
                            .plan())
                    .withMessageContaining("ChromaDB is only read");
        }
    }

    @Test
    void anAddressWithASecretIsRefusedWithoutSayingIt() {
        assertThatExceptionOfType(InvalidDefinition.class)
                .isThrownBy(() -> ChromaServer.at(URI.create("http://ada:hush@localhost:8000")))
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("hush"));
    }
}
