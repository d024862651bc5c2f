package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.postgres.TableBlocks.Layout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableBlocksTest {
    private static final Passage FACTS = new Passage(
            "facts",
            "facts",
            List.of(new Field("id", "id", Plain.BIGINT, Nullness.REQUIRED)),
            List.of(0),
            Optional.empty());

    private static List<String> ranges(long blocks, long rows, long rowsOfEach) {
        return new TableBlocks(Layout.ITS_OWN, blocks, rows, 0)
                .chunks(FACTS, rowsOfEach).stream().map(Chunk::range).toList();
    }

    @Test
    void chunksFollowEachOtherAndTheLastGoesOnForEver() {
        assertThat(ranges(100, 1000, 300)).containsExactly("0..30", "30..60", "60..90", "90..");
    }

    @Test
    void anEmptyTableHasOneChunkForWhatComesLater() {
        assertThat(ranges(0, 0, 100_000)).containsExactly("0..");
        assertThat(ranges(0, -1, 100_000)).containsExactly("0..");
    }

    @Test
    void aTableThatFitsOneChunkHasOne() {
        assertThat(ranges(60, 1000, 1000)).containsExactly("0..");
    }

    @Test
    void aChunkHasABlockAtLeast() {
        assertThat(ranges(3, 600, 7)).containsExactly("0..1", "1..2", "2..");
    }

    @Test
    void aTableThatNobodyHasCountedIsTakenForUsual() {
        assertThat(ranges(100, -1, 2000)).containsExactly("0..40", "40..80", "80..");
    }

    @Test
    void aLargeTableHasNoMoreChunksThanACheckpointBears() {
        assertThat(ranges(100_000_000, 1_000_000_000, 100)).hasSize(10_000);
    }

    @Test
    void partitionsAreReadAsOne() {
        List<Chunk> chunks = new TableBlocks(Layout.PARTITIONS, 0, -1, 0).chunks(FACTS, 10);

        assertThat(chunks).containsExactly(new Chunk("facts", 0, "*"));
        assertThat(TableBlocks.condition(chunks.get(0))).isEqualTo("TRUE");
    }

    @Test
    void aRangeOfBlocksIsOneOfPlacesOfRows() {
        assertThat(TableBlocks.condition(new Chunk("facts", 1, "30..60")))
                .isEqualTo("ctid >= '(30,0)'::pg_catalog.tid AND ctid < '(60,0)'::pg_catalog.tid");
        assertThat(TableBlocks.condition(new Chunk("facts", 3, "90.."))).isEqualTo("ctid >= '(90,0)'::pg_catalog.tid");
    }
}
