package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private WhisperSchema engine() {
        return WhisperSchema.of(WhisperEngine.schema()).vectors(QdrantStore.over(client));
    }

    @Test
    void aFirstStartCreatesAllCollectionsAndTheNextChangesNothing() throws Exception {
        assertThat(engine().bootstrap().stores()).containsEntry("qdrant", Outcome.CREATED);

        BootstrapReport second = engine().bootstrap();

        assertThat(second.stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
        assertThat(second.plan().isEmpty()).isTrue();
        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("user_memories", "global_facts", "emotional_contexts");
    }

    @Test
    void whatWasCreatedIsValid() {
        engine().bootstrap();

        assertThat(engine().validate().text()).isEqualTo("qdrant: as defined\n");
    }
}
