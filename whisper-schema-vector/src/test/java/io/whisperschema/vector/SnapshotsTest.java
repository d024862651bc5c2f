package io.whisperschema.vector;

import static java.time.Instant.ofEpochSecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.vector.embedded.EmbeddedOptions;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantSnapshots snapshots;

    @BeforeEach
    void make() throws Exception {
        qdrant = EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withSnapshotsFolder(folder));
        ExportSample.make(qdrant.client(), 10);
        snapshots = QdrantStore.over(qdrant.client()).snapshots();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    @Test
    void oneThatWasTakenIsListedUntilItIsDeleted() {
        StoredSnapshot taken = snapshots.create(ExportSample.ALIAS);

        assertThat(snapshots.of(ExportSample.MEMORY)).containsExactly(taken);
        assertThat(taken.size()).isPositive();
        assertThat(taken.checksum()).hasValueSatisfying(sum -> assertThat(sum).hasSize(64));
        snapshots.delete(ExportSample.MEMORY, taken.name());
        assertThat(snapshots.of(ExportSample.MEMORY)).isEmpty();
    }

    @Test
    void thoseOfTheWholeStoreAreApart() {
        StoredSnapshot taken = snapshots.createFull();

        assertThat(snapshots.full()).containsExactly(taken);
        assertThat(snapshots.of("products")).isEmpty();
        snapshots.deleteFull(taken.name());
        assertThat(snapshots.full()).isEmpty();
    }

    @Test
    void onlyThoseThatNeedNotStayAreDeleted() {
        IntStream.range(0, 4).forEach(each -> snapshots.create("products"));
        snapshots.create(ExportSample.MEMORY);

        List<StoredSnapshot> gone = snapshots.prune("products", SnapshotRetention.keeping(1));

        assertThat(gone).hasSize(3);
        assertThat(snapshots.of("products")).hasSize(1).doesNotContainAnyElementsOf(gone);
        assertThat(snapshots.of(ExportSample.MEMORY)).hasSize(1);
    }

    @Test
    void oneOfNoCollectionIsRefused() {
        assertThatThrownBy(() -> snapshots.create("nothing"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("take a snapshot of collection nothing")
                .hasMessageContaining("doesn't exist");
    }

    private static StoredSnapshot at(long second, long size) {
        return new StoredSnapshot("s" + second, Optional.of(ofEpochSecond(second)), size, Optional.empty());
    }

    @Test
    void theNewestStay() {
        assertThat(SnapshotRetention.keeping(2).outdated(List.of(at(2, 1), at(4, 1), at(1, 1), at(3, 1))))
                .containsExactly(at(1, 1), at(2, 1));
    }

    @Test
    void thoseSinceAMomentStayToo() {
        Instant moment = ofEpochSecond(2);

        assertThat(SnapshotRetention.keeping(1).andSince(moment).outdated(List.of(at(1, 1), at(2, 1), at(3, 1))))
                .containsExactly(at(1, 1));
    }

    @Test
    void theLastOneThatIsNotEmptyStays() {
        assertThat(SnapshotRetention.keeping(1).outdated(List.of(at(1, 1), at(2, 1), at(3, 0), at(4, 0))))
                .containsExactly(at(1, 1), at(3, 0));
    }

    @Test
    void oneWithoutATimeStays() {
        var timeless = new StoredSnapshot("old", Optional.empty(), 1, Optional.empty());

        assertThat(SnapshotRetention.keeping(1).outdated(List.of(timeless, at(1, 1), at(2, 1))))
                .containsExactly(at(1, 1));
    }
}
