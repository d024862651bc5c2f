package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.vector.VectorExport.Exported;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>",
            version("3", unnamed(3, Distance.COSINE).embeddedBy("mini"), payload("user").keyword().required().indexed()));
    private static final VectorCollection PRODUCTS = collection(
            "products",
            io.whisperschema.definition.vector.Vectors.vector("picture", 2, Distance.EUCLID),
            io.whisperschema.definition.vector.Vectors.vector("text", 3, Distance.DOT));

    @TempDir
    private Path folder;

    private final EmbeddedQdrant from = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant to = EmbeddedQdrant.inMemory();
    private final QdrantStore source = QdrantStore.over(from.client());
    private final QdrantStore target = QdrantStore.over(to.client());

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private void fill() throws Exception {
        source.create(MEMORIES.collection("elena_7d"));
        source.create(PRODUCTS);
        from.client().createAliasAsync("memory_elena", "memory_elena_7d").get();
        from.client().upsertAsync("memory_elena_7d", memories(500)).get();
        from.client()
                .upsertAsync(
                        "products",
                        List.of(
                                PointStruct.newBuilder()
                                        .setId(id(7))
                                        .setVectors(namedVectors(Map.of("picture", vector(1f, 2f))))
                                        .build(),
                                PointStruct.newBuilder()
                                        .setId(id(UUID.fromString("f0000000-0000-0000-0000-000000000001")))
                                        .setVectors(namedVectors(
                                                Map.of("picture", vector(1f, 2f), "text", vector(4f, 5f, 6f))))
                                        .putPayload("tags", list(List.of(value("a"), value(2), value(2.5))))
                                        .build()))
                .get();
    }

    private static List<PointStruct> memories(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> PointStruct.newBuilder()
                        .setId(id(number))
                        .setVectors(vectors((float) number, 1f, -0.3f))
                        .putPayload("user", value("user " + number % 7))
                        .putPayload("number", value(number))
                        .build())
                .toList();
    }

    @Test
    void whatWasExportedIsThereAgainElsewhere() throws Exception {
        fill();
        VectorExport export = source.export(folder.resolve("export"), ExportOptions.all());

        assertThat(export.verify().collections())
                .extracting(Exported::name)
                .containsExactly("memory_elena_7d", "products");
        assertThat(target.restore(folder.resolve("export"), RestoreOptions.all()))
                .containsOnlyKeys("memory_elena_7d", "products");

        assertThat(target.inspect()).isEqualTo(source.inspect());
        assertThat(target.export(folder.resolve("again"), ExportOptions.all()).collections())
                .isEqualTo(export.collections());
    }

    @Test
    void aSecondRestoreChangesNothing() throws Exception {
        fill();
        source.export(folder.resolve("export"), ExportOptions.all());
        target.restore(folder.resolve("export"), RestoreOptions.all());
        var before = target.inspect();

        target.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(target.inspect()).isEqualTo(before);
    }

    @Test
    void theSameCollectionsGiveTheSameFiles() throws Exception {
        fill();
        source.export(folder.resolve("one"), ExportOptions.all());
        source.export(folder.resolve("two"), ExportOptions.all());

        assertThat(folder.resolve("one/0001.points")).hasSameBinaryContentAs(folder.resolve("two/0001.points"));
        assertThat(folder.resolve("one/0002.points")).hasSameBinaryContentAs(folder.resolve("two/0002.points"));
    }

    @Test
    void oneThatIsThereAndAnotherIsRefused() throws Exception {
        fill();
        source.export(folder.resolve("export"), ExportOptions.only("products"));
        target.create(PRODUCTS);
        to.client().upsertAsync("products", List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("picture", vector(1f, 2f))))
                        .build()))
                .get();
        var before = target.inspect();

        assertThatThrownBy(() -> target.restore(folder.resolve("export"), RestoreOptions.all()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("there is another one of that name")
                .hasMessageEndingWith("Nothing was applied.");
        assertThat(target.inspect()).isEqualTo(before);
    }

    @Test
    void itGoesBesideOneThatIsThereUnderAnotherNameAndLeavesTheAlias() throws Exception {
        fill();
        source.export(folder.resolve("export"), ExportOptions.only("memory_elena"));

        source.restore(
                folder.resolve("export"), RestoreOptions.all().naming("memory_elena_7d", "memory_elena_before"));

        assertThat(source.inspect().aliases()).containsExactly(Map.entry("memory_elena", "memory_elena_7d"));
        assertThat(from.client().countAsync("memory_elena_before").get()).isEqualTo(500);
        assertThat(source.inspect().recordOf("memory_elena_before"))
                .isEqualTo(source.inspect().recordOf("memory_elena_7d"));
    }

    @Test
    void theCollectionsOfAFamilyAreExported() throws Exception {
        fill();

        VectorExport export = source.export(folder.resolve("export"), ExportOptions.only(MEMORIES));

        assertThat(export.collections()).extracting(Exported::name).containsExactly("memory_elena_7d");
        assertThat(export.collections().get(0).aliases()).containsExactly("memory_elena");
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws Exception {
        fill();
        Files.createDirectory(folder.resolve("export"));

        assertThatThrownBy(() -> source.export(folder.resolve("export"), ExportOptions.all()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("it is there already");
    }

    @Test
    void aHalfRestoredCollectionIsNoCollectionYet() throws Exception {
        fill();
        source.export(folder.resolve("export"), ExportOptions.all());
        QdrantClient client = to.client();
        try (var server = OtherVersion.of("1.18.0", client)) {
            var restoring = QdrantStore.over(server.goingAwayBeforeWrite(4).client());
            assertThatThrownBy(() -> restoring.restore(folder.resolve("export"), RestoreOptions.all()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("Restore again: it goes on from there.");
        }

        assertThat(target.inspect().collections()).isEmpty();
        assertThat(target.inspect().foreignObjects()).extracting("type").contains("collection being restored");
        assertThat(target.inspect().aliases()).isEmpty();

        target.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(target.inspect()).isEqualTo(source.inspect());
    }

    @Test
    void aRecordedCollectionIsRecordedAgain() throws Exception {
        fill();
        source.export(folder.resolve("export"), ExportOptions.all());
        target.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(target.inspect().recordOf("products")).hasValueSatisfying(record -> assertThat(record.state())
                .isEqualTo(CollectionRecord.State.RECORDED));
    }
}
