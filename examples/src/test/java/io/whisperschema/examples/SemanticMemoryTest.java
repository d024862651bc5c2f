package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticMemoryTest {
    @Test
    void whatTheQuestionIsAboutComesFirstAlsoWhenTheFileIsOpenedAgain(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("memory.qdrant");
        for (int i = 0; i < 2; i++) {
            assertThat(SemanticMemory.onADesktop(file))
                    .containsExactly("The engine weaves algebraic patterns.", "Tea at four, with Charles.");
        }
    }

    @Test
    @WithDatabases
    void nobodyRecallsWhatAnotherWasTold(QdrantClient client) throws Exception {
        var memory = new SemanticMemory(client);
        memory.remember("ada", "The engine weaves algebraic patterns.");
        assertThat(memory.recall("charles", "Which patterns does it weave?")).isEmpty();
    }
}
