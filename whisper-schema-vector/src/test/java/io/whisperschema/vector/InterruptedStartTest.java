package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptedStartTest {
    private static final SchemaDefinition MEMORIES =
            SchemaDefinition.named("memories").collections(memories());

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();

    @AfterEach
    void close() {
        qdrant.close();
    }

    /** One with eight indexes. */
    private static VectorCollection memories() {
        return WhisperEngine.schema().vectors().families().get(0).collection("elena");
    }

    private static WhisperSchema over(OtherVersion server) {
        return WhisperSchema.of(MEMORIES).vectors(QdrantStore.over(server.client()));
    }

    @ParameterizedTest(name = "Qdrant {0}, before write {1}")
    @CsvSource({
        "1.18.0, 1",
        "1.18.0, 2",
        "1.18.0, 5",
        "1.18.0, 9",
        "1.18.0, 10",
        "1.15.0, 1",
        "1.15.0, 2",
        "1.15.0, 3",
        "1.15.0, 4",
        "1.15.0, 8",
        "1.15.0, 12"
    })
    void aStartThatWasStoppedAnywhereIsCompletedByTheNext(String version, int write) {
        try (var server = OtherVersion.of(version, qdrant.client())) {
            var schema = over(server.goingAwayBeforeWrite(write));
            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("connection refused");
            server.back();

            schema.bootstrap();

            assertThat(schema.validate().text()).isEqualTo("qdrant: as defined\n");
            assertThat(schema.bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
        }
    }

    @Test
    void aServerThatIsNotThereYetIsSaidToBeSo() {
        var server = OtherVersion.of("1.18.0", qdrant.client());
        var schema = over(server);
        server.close();

        assertThatThrownBy(schema::bootstrap)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        error -> assertThat(error.reason()).isEqualTo(StoreUnavailable.Reason.NOT_THERE_YET))
                .hasMessageContaining("qdrant could not tell its version")
                .hasMessageContaining("Nothing was applied.");
    }
}
