package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real server, of which all is read and nothing is written. */
class ServerChromaTest {
    private static final String ADDRESS = "WHISPER_TEST_CHROMA";

    private String address = "";

    @BeforeEach
    void find() {
        address = System.getenv().getOrDefault(ADDRESS, "");
        Assumptions.assumeFalse(
                address.isEmpty(), ADDRESS + " names no ChromaDB server, as http://host:port, to test on");
    }

    @Test
    void allThatItHoldsArrives() {
        var chroma = ChromaStore.over(HttpClient.newHttpClient(), ChromaServer.at(URI.create(address)));
        try (var target = EmbeddedQdrant.inMemory()) {
            var report = WhisperSchema.of(SchemaDefinition.named("server"))
                    .vectors(chroma)
                    .move(
                            QdrantStore.over(target.client()),
                            MoveOptions.cautious().carryingStrangers());

            assertThat(report.isProven()).isTrue();
        }
    }
}
