package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.vector.VectorExport.Exported;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptedRestoreTest {
    @TempDir
    private Path folder;

    private final EmbeddedQdrant from = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant to = EmbeddedQdrant.inMemory();
    private final QdrantStore source = QdrantStore.over(from.client());
    private final QdrantStore target = QdrantStore.over(to.client());

    @BeforeEach
    void fill() throws Exception {
        ExportSample.make(from.client(), 500);
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private VectorExport export() {
        return source.export(folder.resolve("export"), ExportOptions.all());
    }

    private static ProgressListener at(MovePhase awaited, Consumer<MovePhase> work) {
        return new ProgressListener() {
            @Override
            public void moveAdvanced(MovePhase phase) {
                if (phase == awaited) {
                    work.accept(phase);
                }
            }
        };
    }

    @ParameterizedTest(name = "Qdrant {0}, before write {1}")
    @CsvSource({
        "1.18.0, 1",
        "1.18.0, 2",
        "1.18.0, 3",
        "1.18.0, 4",
        "1.18.0, 5",
        "1.18.0, 6",
        "1.18.0, 7",
        "1.18.0, 8",
        "1.18.0, 9",
        "1.15.0, 1",
        "1.15.0, 2",
        "1.15.0, 3",
        "1.15.0, 4",
        "1.15.0, 5",
        "1.15.0, 6",
        "1.15.0, 8",
        "1.15.0, 10"
    })
    void aRestoreThatWasStoppedAnywhereGoesOn(String version, int write) {
        List<Exported> exported = export().collections();
        try (var server = OtherVersion.of(version, to.client())) {
            QdrantStore restoring =
                    QdrantStore.over(server.goingAwayBeforeWrite(write).client());
            assertThatThrownBy(() -> restoring.restore(folder.resolve("export"), RestoreOptions.all()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("connection refused");
            server.back();

            restoring.restore(folder.resolve("export"), RestoreOptions.all());

            VectorCatalog now = restoring.inspect();
            assertThat(now.collections()).isEqualTo(source.inspect().collections());
            assertThat(now.aliases()).isEqualTo(source.inspect().aliases());
            assertThat(now.foreignObjects()).isEqualTo(source.inspect().foreignObjects());
            assertThat(restoring
                            .export(folder.resolve("again"), ExportOptions.all())
                            .collections())
                    .isEqualTo(exported);
        }
    }

    @Test
    void whatSomebodyElseWritesIsNoticedAndNothingIsAnnounced() throws Exception {
        export();
        RestoreOptions options = RestoreOptions.all()
                .telling(at(
                        MovePhase.PROVING,
                        phase -> to.client().upsertAsync("products", List.of(ExportSample.product(8)))));

        assertThatThrownBy(() -> target.restore(folder.resolve("export"), options))
                .isInstanceOf(ProofFailed.class)
                .hasMessageContaining("collection products: point 8 is not in the export")
                .hasMessageEndingWith("Restore again: it goes on from there. Or drop it.");
        assertThat(target.inspect().collections()).isEmpty();
        assertThat(target.inspect().aliases()).isEmpty();

        to.client()
                .deleteAsync("products", List.of(ExportSample.product(8).getId()))
                .get();
        target.restore(folder.resolve("export"), RestoreOptions.all());
        assertThat(target.inspect()).isEqualTo(source.inspect());
    }

    @Test
    void aHostStopsARestoreAndGoesOn() {
        export();
        var stop = new Cancellation();
        RestoreOptions options =
                RestoreOptions.all().stoppedBy(stop).telling(at(MovePhase.COPYING, phase -> stop.cancel()));

        assertThatThrownBy(() -> target.restore(folder.resolve("export"), options))
                .isInstanceOf(Cancelled.class);
        target.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(target.inspect()).isEqualTo(source.inspect());
    }

    @Test
    void aHostStopsAnExportAndNothingIsThere() {
        var stop = new Cancellation();
        ExportOptions options =
                ExportOptions.all().stoppedBy(stop).telling(at(MovePhase.COPYING, phase -> stop.cancel()));

        assertThatThrownBy(() -> source.export(folder.resolve("export"), options))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("There is no whole export in that place");
        assertThat(folder.resolve("export")).doesNotExist();
        assertThat(export().verify().collections()).hasSize(2);
    }

    @Test
    void oneExportAtATimeIsWrittenToAPlace() {
        ExportOptions options = ExportOptions.all()
                .telling(at(
                        MovePhase.COPYING,
                        phase -> assertThatThrownBy(this::export)
                                .isInstanceOf(StoreUnavailable.class)
                                .hasMessageContaining("another one is at it")));

        source.export(folder.resolve("export"), options).verify();
    }

    @Test
    void anExportHoldsWhatWasThereAllTheTimeWhileOthersWrite() throws Exception {
        ExportOptions options = ExportOptions.all()
                .telling(at(
                        MovePhase.COPYING,
                        phase -> from.client()
                                .deleteAsync(
                                        ExportSample.MEMORY,
                                        List.of(ExportSample.memories(500)
                                                .get(499)
                                                .getId()))));

        VectorExport export = source.export(folder.resolve("export"), options).verify();

        assertThat(export.collections().get(0).points()).isBetween(499L, 500L);
    }

    @Test
    void aCollectionThatChangesMeanwhileIsNotExported() {
        ExportOptions options = ExportOptions.all()
                .telling(at(
                        MovePhase.COPYING,
                        phase -> from.client()
                                .updateCollectionAsync(UpdateCollection.newBuilder()
                                        .setCollectionName("products")
                                        .setParams(CollectionParamsDiff.newBuilder()
                                                .setReplicationFactor(2))
                                        .build())));

        assertThatThrownBy(() -> source.export(folder.resolve("export"), options))
                .hasMessageContaining("Collection products was changed while it was exported");
        assertThat(folder.resolve("export")).doesNotExist();
    }

    @Test
    void strictModeAndFanOutComeBack() throws Exception {
        from.client()
                .updateCollectionAsync(UpdateCollection.newBuilder()
                        .setCollectionName("products")
                        .setStrictModeConfig(
                                StrictModeConfig.newBuilder().setEnabled(true).setUpsertMaxBatchsize(1))
                        .setParams(CollectionParamsDiff.newBuilder().setReadFanOutFactor(2))
                        .build())
                .get();
        export();

        target.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(to.client().getCollectionInfoAsync("products").get().getConfig())
                .isEqualTo(
                        from.client().getCollectionInfoAsync("products").get().getConfig());
    }

    @Test
    void anAliasThatIsThereForAnotherIsNotTaken() throws Exception {
        export();
        target.create(ExportSample.MEMORIES.collection("other"));
        to.client().createAliasAsync(ExportSample.ALIAS, "memory_other").get();

        assertThatThrownBy(() -> target.restore(folder.resolve("export"), RestoreOptions.all()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("its alias memory_elena is there for another collection")
                .hasMessageEndingWith("Nothing was applied.");

        target.restore(folder.resolve("export"), RestoreOptions.all().leavingAliases());
        assertThat(target.inspect().aliases()).isEqualTo(Map.of(ExportSample.ALIAS, "memory_other"));
    }
}
