package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server may quantize all vectors of a collection at once, which a definition says of each. */
class SharedQuantizationTest {
    private static final VectorSpace MEANING = vector("meaning", 4, Distance.COSINE);
    private static final VectorSpace MOOD = vector("mood", 2, Distance.DOT);

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private WhisperSchema schema(VectorSpace... spaces) {
        return WhisperSchema.of(SchemaDefinition.named("notes").collections(collection("notes", spaces)))
                .vectors(QdrantStore.over(client));
    }

    private void quantized() throws Exception {
        client.createCollectionAsync(CreateCollection.newBuilder()
                        .setCollectionName("notes")
                        .setVectorsConfig(SpaceWriting.vectors(List.of(MEANING, MOOD)))
                        .setQuantizationConfig(QuantizationConfig.newBuilder()
                                .setScalar(ScalarQuantization.newBuilder().setType(QuantizationType.Int8)))
                        .build())
                .get();
    }

    @Test
    void itIsThatOfEachVector() throws Exception {
        quantized();

        var both = schema(MEANING.quantized(Quantization.Scalar.plain()), MOOD.quantized(Quantization.Scalar.plain()));
        both.bootstrap();

        assertThat(both.validate().text()).isEqualTo("qdrant: as defined\n");
    }

    @Test
    void itGoesFromOneVectorAndStaysOnTheOther() throws Exception {
        quantized();
        var one = schema(MEANING, MOOD.quantized(Quantization.Scalar.plain()));

        one.execute(one.plan());

        assertThat(one.validate().text()).isEqualTo("qdrant: as defined\n");
    }
}
