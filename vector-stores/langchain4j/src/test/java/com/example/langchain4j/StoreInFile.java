package com.example.langchain4j;

import com.example.words.Words;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.qdrant.QdrantEmbeddingStore;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The store of LangChain4j over a file. */
final class StoreInFile implements AutoCloseable {
    private static final String COLLECTION = "animals";

    private final EmbeddedQdrant qdrant;
    private final QdrantEmbeddingStore store;

    private StoreInFile(EmbeddedQdrant qdrant) {
        this.qdrant = qdrant;
        this.store = over(qdrant.client());
    }

    /** The store makes no collection; its host does. */
    static StoreInFile create(Path file) throws ExecutionException, InterruptedException {
        EmbeddedQdrant qdrant = EmbeddedQdrant.open(file);
        try (QdrantClient client = qdrant.client()) {
            VectorParams cosine = VectorParams.newBuilder()
                    .setSize(Words.DIMENSIONS)
                    .setDistance(Distance.Cosine)
                    .build();
            client.createCollectionAsync(COLLECTION, cosine).get();
        }
        return new StoreInFile(qdrant);
    }

    static StoreInFile reopen(Path file) {
        return new StoreInFile(EmbeddedQdrant.open(file));
    }

    static QdrantEmbeddingStore over(QdrantClient client) {
        return QdrantEmbeddingStore.builder()
                .client(client)
                .collectionName(COLLECTION)
                .build();
    }

    static Embedding embedding(String text) {
        return Embedding.from(Words.vectorOf(text));
    }

    static EmbeddingModel model() {
        return new EmbeddingModel() {
            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                return Response.from(segments.stream()
                        .map(segment -> embedding(segment.text()))
                        .toList());
            }
        };
    }

    QdrantEmbeddingStore store() {
        return store;
    }

    String add(TextSegment segment) {
        return store.add(embedding(segment.text()), segment);
    }

    List<EmbeddingMatch<TextSegment>> nearest(String text, int count) {
        return store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding(text))
                        .maxResults(count)
                        .build())
                .matches();
    }

    List<String> texts() {
        return textsOf(nearest("anything", 100));
    }

    List<String> texts(Filter filter) {
        return textsOf(store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding("anything"))
                        .maxResults(100)
                        .filter(filter)
                        .build())
                .matches());
    }

    private static List<String> textsOf(List<EmbeddingMatch<TextSegment>> matches) {
        return matches.stream().map(match -> match.embedded().text()).toList();
    }

    @Override
    public void close() {
        store.close();
        qdrant.close();
    }
}
