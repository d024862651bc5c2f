package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetStatusTest {
    private static final FamilyVersion FIRST = version("1", unnamed(2, Distance.COSINE));
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>", FIRST, FIRST.next("2", payload("user").keyword().indexed()));

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantStore store = QdrantStore.over(client);

    @AfterEach
    void close() {
        qdrant.close();
    }

    @Test
    void aFleetIsSeenAtAGlance() throws Exception {
        store.create(MEMORIES.collection("ada"));
        store.create(MEMORIES.collectionAt("1", "elena_7d"));
        store.create(collection("memory_odd", vector("content", 3, Distance.DOT)));
        store.create(collection("products", vector("picture", 3, Distance.DOT)));
        client.createAliasAsync("memory_elena", "memory_elena_7d").get();
        client.upsertAsync(
                        "memory_ada",
                        List.of(PointStruct.newBuilder()
                                .setId(id(1))
                                .setVectors(vectors(1f, 0f))
                                .build()))
                .get();

        FleetStatus fleet = store.fleet(MEMORIES);

        assertThat(fleet.members()).extracting(FleetStatus.Member::isAsDefined).containsExactly(true, true, false);
        assertThat(fleet.text().replaceAll("snapshots unknown|0 snapshots", "no snapshots"))
                .startsWith("""
                    family memory_<name>, head 2: 3 collections, 1 differs
                      memory_ada: version 2, 1 point, unnamed vector, 1 index, no snapshots, as defined
                      memory_elena_7d (memory_elena): version 1, 0 points, unnamed vector, 0 indexes, no snapshots, as defined
                        WARNING  collection memory_elena_7d: expected version 2, found version 1
                                 It works as that version; bring it to 2 when it suits you.
                      memory_odd: no version, 0 points, vectors content, 0 indexes, no snapshots, differs
                        ERROR  collection memory_odd: expected a version of family memory_<name> (1, 2), found none of them\
                    """);
    }
}
