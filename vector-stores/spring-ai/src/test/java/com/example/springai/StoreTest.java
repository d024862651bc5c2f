package com.example.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.example.words.Words;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;

class StoreTest {
    private Path file;
    private StoreInFile animals;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        file = folder.resolve("store.db");
        animals = StoreInFile.open(file);
    }

    @AfterEach
    void close() {
        animals.close();
    }

    @Test
    void theStoreMakesItsCollection() throws Exception {
        assertThat(vectorsOf("animals").getSize()).isEqualTo(Words.DIMENSIONS);
        assertThat(vectorsOf("animals").getDistance()).isEqualTo(Distance.Cosine);
    }

    private VectorParams vectorsOf(String collection) throws ExecutionException, InterruptedException {
        QdrantClient client = animals.store().<QdrantClient>getNativeClient().orElseThrow();
        return client.getCollectionInfoAsync(collection)
                .get()
                .getConfig()
                .getParams()
                .getVectorsConfig()
                .getParams();
    }

    @Test
    void theStoreLeavesACollectionThatIsThere() throws Exception {
        add("lion");

        animals.store().afterPropertiesSet();

        assertThat(animals.texts()).containsExactly("lion");
    }

    @Test
    void aStoreThatWasNotAskedToMakesNoCollection() throws Exception {
        try (EmbeddedQdrant empty = EmbeddedQdrant.inMemory()) {
            var store = StoreInFile.over(empty).build();
            store.afterPropertiesSet();

            assertThatThrownBy(() -> store.add(List.of(new Document("lion"))))
                    .rootCause()
                    .hasMessage("NOT_FOUND: Not found: Collection `animals` doesn't exist!");
        }
    }

    @Test
    void theNearestTextsComeFirst() {
        add("snow falls", "a lion eats", "the lion sleeps");

        assertThat(animals.nearest("the lion sleeps tonight", 2))
                .extracting(Document::getText)
                .containsExactly("the lion sleeps", "a lion eats");
    }

    @Test
    void scoresAreTheCosineAndDistancesWhatIsMissingToOne() {
        add("a lion eats");

        assertThat(score("a lion eats")).isCloseTo(1, within(1e-6));
        assertThat(score("a lion")).isCloseTo(2 / Math.sqrt(2 * 3), within(1e-6));
        assertThat((float) onlyMatch("a lion").getMetadata().get("distance"))
                .isCloseTo((float) (1 - 2 / Math.sqrt(2 * 3)), within(1e-6f));
    }

    /** As on a server scores must be above the threshold, which is 0 where none is given. */
    @Test
    void whatHasNothingInCommonIsNotFound() {
        add("snow falls");

        assertThat(animals.nearest("a lion", 10)).isEmpty();
    }

    @Test
    void whatScoresBelowTheThresholdIsLeftOut() {
        add("snow falls", "a lion eats", "the lion sleeps at night in the snow");
        var request = SearchRequest.builder().query("a lion").topK(10).similarityThreshold(0.5);

        assertThat(animals.store().similaritySearch(request.build()))
                .extracting(Document::getText)
                .containsExactly("a lion eats");
    }

    @Test
    void metadataOfAllTypesComeBack() {
        Map<String, Object> metadata = Map.of(
                "text",
                "löwe \uD83E\uDD81",
                "empty",
                "",
                "yes",
                true,
                "double",
                Double.MIN_VALUE,
                "list",
                List.of("a", 1.5, false),
                "map",
                Map.of("inner", Map.of("deep", "value")),
                "a.key with \"signs\"",
                "value");
        animals.store().add(List.of(new Document("lion", metadata)));

        assertThat(onlyMatch("lion").getMetadata())
                .containsAllEntriesOf(metadata)
                .hasSize(metadata.size() + 1);
    }

    /** The store writes them as another type, or reads them so. */
    @Test
    void metadataOfOtherTypesComeBackAsTheStoreKeepsThem() {
        Map<String, Object> metadata =
                Map.of("int", 7, "float", 0.5f, "long", Long.MAX_VALUE, "array", new int[] {1, 2});
        animals.store().add(List.of(new Document("lion", metadata)));

        assertThat(onlyMatch("lion").getMetadata())
                .containsEntry("int", 7L)
                .containsEntry("float", 0.5)
                .containsEntry("long", "9223372036854775807")
                .containsEntry("array", List.of(1L, 2L));
    }

    @Test
    void aDocumentThatIsAddedAgainIsReplaced() {
        String id = UUID.randomUUID().toString();
        animals.store().add(List.of(new Document(id, "lion", Map.of("legs", 4))));
        animals.store().add(List.of(new Document(id, "snake", Map.of())));

        Document found = onlyMatch("snake");
        assertThat(found.getId()).isEqualTo(id);
        assertThat(found.getText()).isEqualTo("snake");
        assertThat(found.getMetadata()).containsOnlyKeys("distance");
    }

    @Test
    void aBatchOfThousandsComesBackWhole() {
        List<Document> documents = IntStream.range(0, 3000)
                .mapToObj(number -> new Document("lion number " + number, Map.of("page", "text ".repeat(300))))
                .toList();
        animals.store().add(documents);

        assertThat(animals.nearest("lion", 3000))
                .extracting(Document::getId)
                .containsExactlyInAnyOrderElementsOf(
                        documents.stream().map(Document::getId).toList());
    }

    @Test
    void idsAreRemovedAlsoWhereSomeAreUnknown() {
        List<Document> documents = add("lion", "sparrow", "snake");

        animals.store()
                .delete(List.of(
                        documents.get(0).getId(),
                        UUID.randomUUID().toString(),
                        documents.get(1).getId()));

        assertThat(animals.texts()).containsExactly("snake");
    }

    @Test
    void noIdsAreRefusedAsOnAServer() {
        add("lion");

        assertThatThrownBy(() -> animals.store().delete(List.of()))
                .rootCause()
                .hasMessage("INVALID_ARGUMENT: Bad request: Empty update request");
        assertThat(animals.texts()).containsExactly("lion");
    }

    @Test
    void aReopenedFileFindsAllAgain() throws Exception {
        add("lion", "sparrow", "snake");
        animals.store().delete(List.of(add("stone").get(0).getId()));
        List<Document> before = animals.nearest("a sparrow, a sparrow, a lion and a snake", 10);

        animals.close();
        animals = StoreInFile.open(file);

        assertThat(animals.nearest("a sparrow, a sparrow, a lion and a snake", 10))
                .hasSize(3)
                .isEqualTo(before);
    }

    private List<Document> add(String... texts) {
        List<Document> documents = List.of(texts).stream().map(Document::new).toList();
        animals.store().add(documents);
        return documents;
    }

    private Document onlyMatch(String text) {
        List<Document> found = animals.nearest(text, 10);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private double score(String text) {
        return onlyMatch(text).getScore();
    }
}
