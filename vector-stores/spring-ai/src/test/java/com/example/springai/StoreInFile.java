package com.example.springai;

import com.example.words.Words;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.qdrant.QdrantVectorStore;

/** The store of Spring AI over a file. */
final class StoreInFile implements AutoCloseable {
    private final EmbeddedQdrant qdrant;
    private final QdrantVectorStore store;

    private StoreInFile(EmbeddedQdrant qdrant, QdrantVectorStore store) {
        this.qdrant = qdrant;
        this.store = store;
    }

    /** As at the start of a host: the store makes its collection where there is none. */
    static StoreInFile open(Path file) throws Exception {
        EmbeddedQdrant qdrant = EmbeddedQdrant.open(file);
        QdrantVectorStore store = over(qdrant).initializeSchema(true).build();
        store.afterPropertiesSet();
        return new StoreInFile(qdrant, store);
    }

    static QdrantVectorStore.Builder over(EmbeddedQdrant qdrant) {
        return QdrantVectorStore.builder(qdrant.client(), new WordsModel()).collectionName("animals");
    }

    QdrantVectorStore store() {
        return store;
    }

    List<Document> nearest(String text, int count) {
        return store.similaritySearch(
                SearchRequest.builder().query(text).topK(count).build());
    }

    /** The texts of all animals: each is in the query. */
    List<String> texts() {
        return textsOf(SearchRequest.builder());
    }

    List<String> texts(Filter.Expression filter) {
        return textsOf(SearchRequest.builder().filterExpression(filter));
    }

    List<String> texts(String filter) {
        return textsOf(SearchRequest.builder().filterExpression(filter));
    }

    private List<String> textsOf(SearchRequest.Builder request) {
        return store
                .similaritySearch(
                        request.query("lion sparrow snake stone").topK(100).build())
                .stream()
                .map(Document::getText)
                .toList();
    }

    @Override
    public void close() {
        qdrant.close();
    }

    private static final class WordsModel implements EmbeddingModel {
        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            List<String> texts = request.getInstructions();
            return new EmbeddingResponse(IntStream.range(0, texts.size())
                    .mapToObj(place -> new Embedding(Words.vectorOf(texts.get(place)), place))
                    .toList());
        }

        @Override
        public float[] embed(Document document) {
            return Words.vectorOf(getEmbeddingContent(document));
        }
    }
}
