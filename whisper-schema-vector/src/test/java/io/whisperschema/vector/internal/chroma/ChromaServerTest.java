package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.vector.internal.chroma.ChromaRestServer.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChromaServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ALL = "[\"\"]";

    @TempDir
    Path place;

    private ChromaSample sample;
    private ChromaRestServer server;
    private ChromaServerRecords records;

    @BeforeEach
    void serve() {
        sample = ChromaSample.in(place);
        server = ChromaRestServer.of(sample);
        records = records(PATIENCE, 1 << 24);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private ChromaServerRecords records(Duration patience, int mostBytes) {
        return at(server.address(), patience, mostBytes);
    }

    private static ChromaServerRecords at(URI address, Duration patience, int mostBytes) {
        var http = new ChromaHttp(
                HttpClient.newHttpClient(), address, Map.of("X-Chroma-Token", "secret-1"), patience, mostBytes);
        return new ChromaServerRecords(http, "default_tenant", "default_database");
    }

    private ChromaCollection collection(String name) {
        return records.collections().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<ChromaRecord> read(String collection) {
        return read(collection(collection), ALL);
    }

    private List<ChromaRecord> read(ChromaCollection collection, String range) {
        var read = new ArrayList<ChromaRecord>();
        try (ChromaPages pages = records.read(collection, range)) {
            for (List<ChromaRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                read.addAll(page);
            }
        }
        return read;
    }

    private List<String> idsRead(String collection) {
        return read(collection).stream().map(ChromaRecord::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {ChromaSample.MEMORIES, ChromaSample.FACTS, ChromaSample.CONTEXTS})
    void everyRecordArrivesAsTheServerReturnsIt(String name) {
        List<ChromaRecord> read = new ArrayList<>(read(name));
        List<String> added = server.ids(name);
        read.sort((one, other) -> added.indexOf(one.id()) - added.indexOf(other.id()));

        sample.requireSame(name, read);
    }

    @Test
    void aCollectionSaysItsSpaceItsDimensionsAndWhoseItIs() {
        assertThat(records.collections())
                .extracting(ChromaCollection::name)
                .containsExactly(ChromaSample.CONTEXTS, ChromaSample.FACTS, ChromaSample.MEMORIES);
        ChromaCollection memories = collection(ChromaSample.MEMORIES);
        assertThat(memories.space())
                .isEqualTo(new ChromaSpace.Stated(ChromaSpace.COSINE, ChromaSpace.Source.CONFIGURATION));
        assertThat(memories.dimensions()).hasValue(8);
        assertThat(memories.metadata()).isEqualTo(Map.of("description", "few records: still in the write-ahead log"));
        assertThat(records.count(memories)).isEqualTo(150);
        assertThat(records.version()).isEqualTo("1.0.0");
    }

    @Test
    void theModelThatAConfigurationNamesIsTheCollections() {
        server.instead(asked -> asked.contains("/collections?limit=100&offset=0")
                ? Optional.of(new Reply(200, collections("""
                    {"hnsw":{"space":"cosine"},"embedding_function":{"type":"known","name":"sentence_transformer",
                    "config":{"model_name":"all-MiniLM-L6-v2","device":"cpu"}}}\
                    """)))
                : Optional.empty());

        assertThat(records.collections().get(0).model())
                .hasValueSatisfying(model -> assertThat(model.id()).isEqualTo("all-MiniLM-L6-v2"));
    }

    @Test
    void theFunctionThatClientsAreGivenUnaskedNamesNoModel() {
        server.instead(asked -> asked.contains("/collections?limit=100&offset=0")
                ? Optional.of(new Reply(200, collections("""
                    {"hnsw":{"space":"l2"},"embedding_function":{"type":"known","name":"default","config":{}}}\
                    """)))
                : Optional.empty());

        assertThat(records.collections().get(0).model()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"hnsw\":null,\"spann\":{\"space\":\"ip\"}}; {}; IP; CONFIGURATION",
                "{\"hnsw_configuration\":{\"space\":\"cosine\",\"_type\":\"x\"}}; {}; COSINE; CONFIGURATION",
                "{}; {\"hnsw:space\":\"cosine\"}; COSINE; METADATA",
                "{\"hnsw\":{\"space\":\"l2\",\"resize_factor\":1.2}}; {\"hnsw:space\":\"ip\"}; IP; METADATA",
                "null; null; L2; SERVER_DEFAULT"
            })
    void theSpaceIsSaidWhereEachVersionOfTheServerSaysIt(
            String configuration, String metadata, ChromaSpace space, ChromaSpace.Source source) {
        server.instead(asked -> asked.contains("offset=0")
                ? Optional.of(new Reply(200, collections(configuration, "1", metadata)))
                : Optional.empty());

        assertThat(records.collections().get(0).space()).isEqualTo(new ChromaSpace.Stated(space, source));
    }

    private static String collections(String configuration) {
        return collections(configuration, "8", "null");
    }

    private static String collections(String configuration, String dimension, String metadata) {
        return """
            [{"id":"e8ec6f4e-c9f9-45d4-ade3-a519d40cf287","name":"one","configuration_json":%s,"schema":null,
            "metadata":%s,"dimension":%s,"tenant":"default_tenant","database":"default_database",
            "log_position":0,"version":0}]\
            """.formatted(configuration, metadata, dimension);
    }

    @Test
    void whatStaysIsReadOnceAlthoughOthersComeAndGoBetweenPages() {
        List<String> there = server.ids(ChromaSample.CONTEXTS);
        var pages = new AtomicInteger();
        server.before(asked -> {
            if (asked.contains("\"offset\":1000") && pages.getAndIncrement() < 2) {
                int gone = pages.get() * 10;
                there.subList(gone - 10, gone).forEach(id -> server.delete(ChromaSample.CONTEXTS, id));
                server.put(ChromaSample.CONTEXTS, "new-" + gone, "{\"embedding\":[1,2,3,4]}");
            }
        });

        assertThat(idsRead(ChromaSample.CONTEXTS))
                .doesNotHaveDuplicates()
                .containsAll(there.subList(20, there.size()))
                .contains("new-10", "new-20")
                .doesNotContainAnyElementsOf(there.subList(0, 20));
    }

    @Test
    void whatIsDeletedAfterItWasListedIsLeftOut() {
        String gone = server.ids(ChromaSample.MEMORIES).get(3);
        server.before(asked -> {
            if (asked.contains("\"embeddings\"")) {
                server.delete(ChromaSample.MEMORIES, gone);
            }
        });

        assertThat(idsRead(ChromaSample.MEMORIES)).hasSize(149).doesNotContain(gone);
    }

    @Test
    void readingAgainSeesWhatWasAddedMeanwhile() {
        assertThat(read(ChromaSample.MEMORIES)).hasSize(150);
        server.put(ChromaSample.MEMORIES, "late", "{\"embedding\":[1,2,3,4,5,6,7,8]}");

        assertThat(idsRead(ChromaSample.MEMORIES)).hasSize(151).contains("late");
    }

    @Test
    void aCollectionThatChangesAllTheTimeIsOneError() {
        var number = new AtomicInteger();
        server.before(asked -> server.put(
                ChromaSample.MEMORIES, "new-" + number.incrementAndGet(), "{\"embedding\":[1,2,3,4,5,6,7,8]}"));

        refuses(ChromaSample.MEMORIES, "no two listings of its ids agree");
    }

    @Test
    void theRangesOfACollectionAreTogetherAllOfIt() {
        ChromaCollection contexts = collection(ChromaSample.CONTEXTS);
        List<String> ranges = records.ranges(contexts, 300);
        var ids = new ArrayList<String>();
        ranges.forEach(range -> read(contexts, range).forEach(record -> ids.add(record.id())));

        assertThat(ranges).hasSize(4);
        assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(server.ids(ChromaSample.CONTEXTS));
    }

    @Test
    void recordsThatAreTooLargeTogetherAreAskedForFewerAtATime() {
        records = records(PATIENCE, 1 << 14);

        assertThat(read(ChromaSample.MEMORIES)).hasSize(150);
        assertThat(server.requests())
                .filteredOn(asked -> asked.contains("\"embeddings\""))
                .hasSizeGreaterThan(3);
    }

    @Test
    void anAnswerThatIsTooLargeIsOneError() {
        records = records(PATIENCE, 1 << 10);

        refuses(ChromaSample.MEMORIES, "its answer has more than 1024 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "401; it answered 401, it does not let this client in",
                "404; it answered 404, it has no such tenant",
                "410; it answered 410, it has no REST interface of version 2",
                "302; it answered 302",
                "503; it answered 503"
            })
    void anAnswerThatIsAnErrorIsOneError(int status, String sentence) {
        server.instead(asked -> Optional.of(new Reply(status, "{\"error\":\"Some\",\"message\":\"secret-2\"}")));

        refuses(ChromaSample.MEMORIES, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"ids\":[\"mem-1\"],\"embeddings\":[[1; its answer is cut",
                "<html>secret-2</html>; its answer is cut",
                "''; it is no answer as ChromaDB gives it",
                "[]; it is no answer as ChromaDB gives it",
                "{} {}; it is no answer as ChromaDB gives it",
                "{\"ids\":[{}]}; it is no answer as ChromaDB gives it",
                "{\"ids\":[],\"ids\":[]}; its answer is cut",
                "{\"ids\":[\"mem-1\"]}; it holds only a part",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[],\"documents\":[null],\"uris\":[null],\"metadatas\":[null]};"
                        + " not of one length",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[[1,2,3]],\"documents\":[null],\"uris\":[null],\"metadatas\":[null]};"
                        + " the vector of record mem-1 has 3 numbers",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[[1e99,2]],\"documents\":[null],\"uris\":[null],\"metadatas\":[null]};"
                        + " a vector holds what is no number",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[[\"1\",2]],\"documents\":[null],\"uris\":[null],\"metadatas\":[null]};"
                        + " a vector holds what is no number",
                "{\"ids\":[\"no\"],\"embeddings\":[null],\"documents\":[null],\"uris\":[null],\"metadatas\":[null]};"
                        + " nobody asked for",
                "{\"ids\":[\"mem-1\",\"mem-1\"],\"embeddings\":[null,null],\"documents\":[null,null],\"uris\":[null,null],\"metadatas\":[null,null]};"
                        + " a record twice: mem-1",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[null],\"documents\":[null],\"uris\":[null],\"metadatas\":[{\"n\":99999999999999999999}]};"
                        + " its answer is cut, or is no JSON",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[null],\"documents\":[null],\"uris\":[null],\"metadatas\":[{\"n\":1e999}]};"
                        + " larger than a number can be",
                "{\"ids\":[\"mem-1\"],\"embeddings\":[null],\"documents\":[null],\"uris\":[null],\"metadatas\":[{\"n\":[[[[[[[[[]]]]]]]]]}]};"
                        + " is no JSON"
            })
    void anAnswerThatIsNoAnswerIsOneError(String answer, String sentence) {
        server.instead(
                asked -> asked.contains("\"embeddings\"") ? Optional.of(new Reply(200, answer)) : Optional.empty());

        refuses(ChromaSample.MEMORIES, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "../../x; the id of collection one is no UUID",
                "E8EC6F4E-C9F9-45D4-ADE3-A519D40CF287; the id of collection one is no UUID"
            })
    void anIdThatWouldLeadElsewhereIsRefused(String id, String sentence) {
        server.instead(asked ->
                Optional.of(new Reply(200, collections("{}").replace("e8ec6f4e-c9f9-45d4-ade3-a519d40cf287", id))));

        refuses("one", sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65537", "1.5", "\"8\""})
    void aDimensionThatIsNoneIsRefused(String dimension) {
        server.instead(asked -> Optional.of(new Reply(200, collections("{}", dimension, "{}"))));

        refuses("one", "dimension");
    }

    @Test
    void metadataKeepsItsTypes() {
        server.put(ChromaSample.MEMORIES, "typed", """
            {"embedding":null,"document":"text","uri":"file:///x","metadata":{"whole":9007199254740993,"fraction":1.0,
            "truth":true,"nothing":null,"list":[1,2],"sparse":{"#type":"sparse_vector","indices":[3],"values":[0.5]}}}\
            """);
        ChromaRecord typed = read(ChromaSample.MEMORIES).stream()
                .filter(record -> record.id().equals("typed"))
                .findFirst()
                .orElseThrow();

        assertThat(typed.vector()).isEmpty();
        assertThat(typed.document()).hasValue("text");
        assertThat(typed.metadata())
                .containsEntry("whole", 9007199254740993L)
                .containsEntry("fraction", 1.0)
                .containsEntry("truth", true)
                .containsEntry("nothing", null)
                .containsEntry("list", List.of(1L, 2L))
                .containsEntry("chroma:uri", "file:///x")
                .containsEntry(
                        "sparse", Map.of("#type", "sparse_vector", "indices", List.of(3L), "values", List.of(0.5)));
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsOneError() {
        var over = new CountDownLatch(1);
        server.before(asked -> await(over));
        records = records(Duration.ofMillis(200), 1 << 24);

        refuses(ChromaSample.MEMORIES, "ChromaDB server " + server.address() + " did not list its collections");
        over.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatIsNotThereMayCome() {
        server.close();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> read(ChromaSample.MEMORIES))
                .satisfies(error -> assertThat(error.reason()).isEqualTo(StoreUnavailable.Reason.NOT_THERE_YET));
    }

    private void refuses(String collection, String sentence) {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> read(collection))
                .withMessageContaining(sentence)
                .withMessageEndingWith("Nothing was changed on it.")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
    }
}
