package io.whisperschema.examples;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.FleetStatus.Member;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.embedded.EmbeddedOptions;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class CharacterMemoriesTest {
    @Test
    void aCharacterGetsItsCollectionOnce(QdrantClient client) throws Exception {
        for (int i = 0; i < 2; i++) {
            CharacterMemories.start(client);
            assertThat(CharacterMemories.meet(client, "elena").isValid()).isTrue();
        }

        assertThat(client.listCollectionsAsync().get()).containsExactlyInAnyOrder("facts", "memory_elena");
        assertThat(members(client)).singleElement().satisfies(elena -> {
            assertThat(elena.version()).contains("1");
            assertThat(elena.isAsDefined()).isTrue();
        });
    }

    @Test
    void aMemoryOfNobodyIsFound(QdrantClient client) throws Exception {
        CharacterMemories.start(client);
        CharacterMemories.meet(client, "elena");
        PointStruct memory = PointStruct.newBuilder()
                .setId(id(1))
                .setVectors(vectors(new float[384]))
                .build();
        client.upsertAsync("memory_elena", List.of(memory)).get();

        assertThat(CharacterMemories.meet(client, "elena").text())
                .contains("payload field user_id", "no value in 1 of 1 points: 1");
    }

    @Test
    void theCollectionOfAnOldInstallStaysBehindItsAlias(QdrantClient client) throws Exception {
        QdrantStore.over(client).create(CharacterMemories.MEMORIES.collection("elena_7d"));
        client.createAliasAsync("memory_elena", "memory_elena_7d").get();

        CharacterMemories.start(client);
        CharacterMemories.meet(client, "elena");

        assertThat(members(client)).singleElement().satisfies(elena -> {
            assertThat(elena.name()).isEqualTo("memory_elena_7d");
            assertThat(elena.aliases()).containsExactly("memory_elena");
        });
    }

    @Test
    void memoriesThatWereExportedComeBackBesideThose(@TempDir Path folder) throws Exception {
        try (EmbeddedQdrant qdrant =
                EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withSnapshotsFolder(folder.resolve("snapshots")))) {
            QdrantClient client = qdrant.client();
            CharacterMemories.start(client);
            CharacterMemories.meet(client, "elena");

            CharacterMemories.backUp(client, folder.resolve("export"));
            CharacterMemories.bringBack(client, folder.resolve("export"));

            assertThat(members(client)).extracting(Member::name).containsExactly("memory_elena", "memory_elena_before");
            assertThat(QdrantStore.over(client).snapshots().of("memory_elena_before"))
                    .hasSize(1);
        }
    }

    private static List<Member> members(QdrantClient client) {
        return QdrantStore.over(client).fleet(CharacterMemories.MEMORIES).members();
    }
}
