package com.example.langchain4j;

import static com.example.langchain4j.StoreInFile.embedding;
import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.RelevanceScore;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private Path file;
    private StoreInFile animals;

    @BeforeEach
    void create(@TempDir Path folder) throws Exception {
        file = folder.resolve("store.db");
        animals = StoreInFile.create(file);
    }

    @AfterEach
    void close() {
        animals.close();
    }

    @Test
    void theNearestTextsComeFirst() {
        animals.add(TextSegment.from("the lion sleeps"));
        animals.add(TextSegment.from("a lion eats"));
        animals.add(TextSegment.from("snow falls"));

        assertThat(animals.nearest("the lion sleeps tonight", 2))
                .extracting(match -> match.embedded().text())
                .containsExactly("the lion sleeps", "a lion eats");
    }

    @Test
    void scoresAreRelevanceOfTheCosine() {
        animals.add(TextSegment.from("a lion eats"));

        double cosine = CosineSimilarity.between(embedding("a lion"), embedding("a lion eats"));
        assertThat(onlyMatch("a lion eats").score()).isCloseTo(1, within(1e-6));
        assertThat(onlyMatch("a lion").score()).isCloseTo(RelevanceScore.fromCosineSimilarity(cosine), within(1e-6));
        assertThat(onlyMatch("snow").score()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void whatScoresBelowTheMinimumIsLeftOut() {
        animals.add(TextSegment.from("a lion eats"));
        animals.add(TextSegment.from("snow falls"));

        var request = EmbeddingSearchRequest.builder()
                .queryEmbedding(embedding("a lion"))
                .maxResults(10)
                .minScore(0.6);
        assertThat(animals.store().search(request.build()).matches())
                .extracting(match -> match.embedded().text())
                .containsExactly("a lion eats");
    }

    @Test
    void metadataOfAllTypesComeBack() {
        UUID keeper = UUID.randomUUID();
        animals.add(TextSegment.from(
                "löwe \uD83E\uDD81",
                new Metadata()
                        .put("text", "")
                        .put("keeper", keeper)
                        .put("int", Integer.MIN_VALUE)
                        .put("long", Long.MAX_VALUE)
                        .put("float", 0.1f)
                        .put("double", Double.MIN_VALUE)
                        .put("a.key with \"signs\"", "value")));

        TextSegment found = onlyMatch("anything").embedded();
        assertThat(found.text()).isEqualTo("löwe \uD83E\uDD81");
        Metadata metadata = found.metadata();
        assertThat(metadata.toMap()).hasSize(7);
        assertThat(metadata.getString("text")).isEmpty();
        assertThat(metadata.getUUID("keeper")).isEqualTo(keeper);
        assertThat(metadata.getInteger("int")).isEqualTo(Integer.MIN_VALUE);
        assertThat(metadata.getLong("long")).isEqualTo(Long.MAX_VALUE);
        assertThat(metadata.getFloat("float")).isEqualTo(0.1f);
        assertThat(metadata.getDouble("double")).isEqualTo(Double.MIN_VALUE);
        assertThat(metadata.getString("a.key with \"signs\"")).isEqualTo("value");
    }

    @Test
    void anEmbeddingMayStandWithoutText() {
        String id = animals.store().add(embedding("a lion"));

        EmbeddingMatch<TextSegment> match = onlyMatch("a lion");
        assertThat(match.embeddingId()).isEqualTo(id);
        assertThat(match.embedded()).isNull();
        assertThat(CosineSimilarity.between(match.embedding(), embedding("a lion")))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void idsAreUuidsOrNumbers() {
        String uuid = UUID.randomUUID().toString();
        List<String> ids = List.of(uuid, "42", "18446744073709551615");
        List<TextSegment> segments = segments("lion", "sparrow", "snake");
        animals.store().addAll(ids, embeddings(segments), segments);

        assertThat(animals.nearest("anything", 10))
                .extracting(EmbeddingMatch::embeddingId)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void anIdThatIsAddedAgainIsReplaced() {
        animals.store().addAll(List.of("7"), List.of(embedding("lion")), segments("lion"));
        animals.store().addAll(List.of("7"), List.of(embedding("snake")), segments("snake"));

        assertThat(animals.texts()).containsExactly("snake");
    }

    @Test
    void embeddingsWithoutIdsGetTheirOwn() {
        List<String> ids = animals.store().addAll(List.of(embedding("lion"), embedding("snake")));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(animals.nearest("anything", 10))
                .extracting(EmbeddingMatch::embeddingId)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aBatchOfThousandsComesBackWhole() {
        List<TextSegment> segments = IntStream.range(0, 5000)
                .mapToObj(number -> TextSegment.from("lion number " + number))
                .toList();
        animals.store().addAll(randomIds(segments.size()), embeddings(segments), segments);

        assertThat(animals.nearest("lion", 5000))
                .extracting(EmbeddingMatch::embedded)
                .containsExactlyInAnyOrderElementsOf(segments);
    }

    @Test
    void oneIdIsRemoved() {
        String lion = animals.add(TextSegment.from("lion"));
        animals.add(TextSegment.from("snake"));

        animals.store().remove(lion);

        assertThat(animals.texts()).containsExactly("snake");
    }

    @Test
    void idsAreRemovedAlsoWhereSomeAreUnknown() {
        String lion = animals.add(TextSegment.from("lion"));
        String sparrow = animals.add(TextSegment.from("sparrow"));
        animals.add(TextSegment.from("snake"));

        animals.store().removeAll(List.of(lion, UUID.randomUUID().toString(), sparrow));

        assertThat(animals.texts()).containsExactly("snake");
    }

    @Test
    void allIsRemovedAndTheCollectionStays() {
        animals.add(TextSegment.from("lion"));
        animals.store().add(embedding("without text"));

        animals.store().removeAll();

        assertThat(animals.nearest("lion", 10)).isEmpty();
        animals.add(TextSegment.from("snake"));
        assertThat(animals.texts()).containsExactly("snake");
    }

    @Test
    void aReopenedFileFindsAllAgain() {
        List<TextSegment> segments = segments("lion", "sparrow", "snake");
        animals.store().addAll(randomIds(3), embeddings(segments), segments);
        animals.store().remove(animals.add(TextSegment.from("stone")));
        List<EmbeddingMatch<TextSegment>> before = animals.nearest("a sparrow", 10);

        animals.close();
        animals = StoreInFile.reopen(file);

        assertThat(animals.nearest("a sparrow", 10)).hasSize(3).isEqualTo(before);
    }

    @Test
    void whatAnIngestorBroughtARetrieverFinds() {
        EmbeddingStoreIngestor.builder()
                .embeddingStore(animals.store())
                .embeddingModel(StoreInFile.model())
                .build()
                .ingest(
                        Document.from("a lion eats", Metadata.from("book", "one")),
                        Document.from("a lion sleeps", Metadata.from("book", "two")),
                        Document.from("snow falls", Metadata.from("book", "one")));

        List<Content> found = EmbeddingStoreContentRetriever.builder()
                .embeddingStore(animals.store())
                .embeddingModel(StoreInFile.model())
                .maxResults(2)
                .minScore(0.6)
                .filter(metadataKey("book").isEqualTo("one"))
                .build()
                .retrieve(Query.from("what does a lion eat"));

        assertThat(found).extracting(content -> content.textSegment().text()).containsExactly("a lion eats");
    }

    @Test
    void aVectorOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> animals.store().add(Embedding.from(new float[] {1, 2, 3})))
                .rootCause()
                .hasMessage("INVALID_ARGUMENT: Wrong input: Vector dimension error: expected dim: 509, got 3");
    }

    @Test
    void withoutACollectionNothingIsAdded() {
        try (EmbeddedQdrant empty = EmbeddedQdrant.inMemory()) {
            assertThatThrownBy(() -> StoreInFile.over(empty.client()).add(embedding("lion")))
                    .rootCause()
                    .hasMessage("NOT_FOUND: Not found: Collection `animals` doesn't exist!");
        }
    }

    private EmbeddingMatch<TextSegment> onlyMatch(String text) {
        List<EmbeddingMatch<TextSegment>> matches = animals.nearest(text, 10);
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }

    private static List<TextSegment> segments(String... texts) {
        return Stream.of(texts).map(TextSegment::from).toList();
    }

    private static List<Embedding> embeddings(List<TextSegment> segments) {
        return segments.stream().map(segment -> embedding(segment.text())).toList();
    }

    private static List<String> randomIds(int count) {
        return Stream.generate(UUID::randomUUID)
                .limit(count)
                .map(UUID::toString)
                .toList();
    }
}
