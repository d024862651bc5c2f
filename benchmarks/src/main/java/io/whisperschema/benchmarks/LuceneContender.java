package io.whisperschema.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Lucene's HNSW as it ships; a search looks at as many candidates as Qdrant does by default. */
final class LuceneContender implements VectorContender {
    private static final int CANDIDATES = 100;
    private static final double BUFFER_MB = 256;

    private final Directory directory;
    private @Nullable DirectoryReader reader;

    private LuceneContender(Directory directory) {
        this.directory = directory;
    }

    static VectorContender open(Path folder) throws IOException {
        return new LuceneContender(FSDirectory.open(folder.resolve("lucene")));
    }

    /** One thread adds, and merges run on Lucene's own; a commit is what makes a batch durable. */
    @Override
    public void ingest(VectorPoints points, Pace pace) throws IOException {
        var config = new IndexWriterConfig(null).setRAMBufferSizeMB(BUFFER_MB);
        try (var writer = new IndexWriter(directory, config)) {
            for (int point = 0; point < points.count(); point++) {
                Document document = document(points, point);
                writer.updateDocument(new Term("id", Long.toString(VectorPoints.id(point))), document);
                if (pace != Pace.AT_ONCE && (point + 1) % BATCH == 0) {
                    writer.commit();
                }
            }
            writer.commit();
        }
    }

    private static Document document(VectorPoints points, int point) {
        var document = new Document();
        document.add(new StringField("id", Long.toString(VectorPoints.id(point)), Field.Store.YES));
        document.add(new KnnFloatVectorField("vector", points.vector(point), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StringField("user", VectorPoints.user(point), Field.Store.YES));
        document.add(new StoredField("text", points.text(point)));
        document.add(new StoredField("time", VectorPoints.time(point)));
        return document;
    }

    @Override
    public List<Long> search(float[] query) throws IOException {
        return found(new KnnFloatVectorQuery("vector", query, CANDIDATES));
    }

    @Override
    public List<Long> search(float[] query, String user) throws IOException {
        return found(new KnnFloatVectorQuery("vector", query, CANDIDATES, new TermQuery(new Term("user", user))));
    }

    private List<Long> found(Query query) throws IOException {
        var searcher = new IndexSearcher(reader());
        var ids = new ArrayList<Long>();
        for (ScoreDoc hit : searcher.search(query, LIMIT).scoreDocs) {
            ids.add(Long.valueOf(searcher.storedFields().document(hit.doc).get("id")));
        }
        return ids;
    }

    private DirectoryReader reader() throws IOException {
        if (reader == null) {
            reader = DirectoryReader.open(directory);
        }
        return reader;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        directory.close();
    }
}
