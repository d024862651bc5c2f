package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.vector.VectorExport.Exported;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
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
        ExportSample.make(from.client(), 500);
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
        target.create(ExportSample.PRODUCTS);
        to.client().upsertAsync("products", List.of(ExportSample.product(1))).get();
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

        source.restore(folder.resolve("export"), RestoreOptions.all().naming("memory_elena_7d", "memory_elena_before"));

        assertThat(source.inspect().aliases()).containsExactly(Map.entry("memory_elena", "memory_elena_7d"));
        assertThat(from.client().countAsync("memory_elena_before").get()).isEqualTo(500);
        assertThat(source.inspect().recordOf("memory_elena_before"))
                .isEqualTo(source.inspect().recordOf("memory_elena_7d"));
    }

    @Test
    void theCollectionsOfAFamilyAreExported() throws Exception {
        fill();

        VectorExport export = source.export(folder.resolve("export"), ExportOptions.only(ExportSample.MEMORIES));

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

        assertThat(target.inspect().recordOf("products"))
                .hasValueSatisfying(record -> assertThat(record.state()).isEqualTo(CollectionRecord.State.RECORDED));
    }

    @Test
    void whatIsBuiltOrKeptBesideIsNotExportedUnlessItIsNamed() throws Exception {
        fill();
        var larger = collection("products", vector("picture", 2, Distance.EUCLID), vector("text", 3, Distance.DOT))
                .version("2");
        Reshaping.on(source.rebuilding(RebuildOptions.careful().nobodyElseWrites()))
                .reshape(new PointRecipe(
                        List.of("products"),
                        List.of(larger),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        List.of(new PayloadEdit.Rename("tags", "labels")),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(from.client().listCollectionsAsync().get()).contains("products__v0", "products__v2");

        assertThat(source.export(folder.resolve("export"), ExportOptions.all()).collections())
                .extracting(Exported::name)
                .containsExactly("memory_elena_7d", "products__v2");
        assertThat(source.export(folder.resolve("kept"), ExportOptions.only("products__v0"))
                        .collections())
                .hasSize(1);
    }
}
