package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChromaFolderTest {
    private static final String VECTOR = "x'" + "00".repeat(24) + "0000803f0000803f'";

    @TempDir
    Path place;

    private ChromaSample sample;

    @BeforeEach
    void unpack() {
        sample = ChromaSample.in(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {ChromaSample.MEMORIES, ChromaSample.FACTS, ChromaSample.CONTEXTS})
    void everyRecordArrivesAsTheServerReturnsIt(String name) {
        sample.requireSame(name, sample.records(name));
    }

    @Test
    void aCollectionSaysItsSpaceItsDimensionsAndWhoseItIs() {
        try (ChromaFolder folder = ChromaFolder.open(sample.folder())) {
            assertThat(folder.collections())
                    .extracting(ChromaCollection::name)
                    .containsExactly(ChromaSample.CONTEXTS, ChromaSample.FACTS, ChromaSample.MEMORIES);
            ChromaCollection memories = ChromaSample.named(folder, ChromaSample.MEMORIES);
            assertThat(memories.space())
                    .isEqualTo(new ChromaSpace.Stated(ChromaSpace.COSINE, ChromaSpace.Source.CONFIGURATION));
            assertThat(memories.dimensions()).hasValue(8);
            assertThat(memories.tenant()).isEqualTo("default_tenant");
            assertThat(memories.database()).isEqualTo("default_database");
            assertThat(memories.metadata())
                    .isEqualTo(Map.of("description", "few records: still in the write-ahead log"));
        }
    }

    @Test
    void readingLeavesTheFolderAsItWas() {
        Map<String, String> before = sample.content();
        Stream.of(ChromaSample.MEMORIES, ChromaSample.FACTS, ChromaSample.CONTEXTS)
                .forEach(sample::records);
        assertThat(sample.content()).isEqualTo(before);
    }

    @Test
    void whatOnlyTheLogHoldsIsHonoured() {
        sample.log(3, "mem-1", "NULL", "NULL");
        sample.log(
                1, "mem-2", VECTOR, "'{\"lang\":null,\"n\":2.5,\"tags\":[\"a\",\"b\"],\"chroma:document\":\"other\"}'");
        sample.log(2, "mem-new", VECTOR, "'{\"n\":1,\"flags\":[true,false],\"none\":null}'");
        sample.log(0, "mem-4", VECTOR, "'{\"n\":-1}'");
        sample.log(1, "mem-unknown", VECTOR, "'{\"n\":-1}'");
        sample.log(2, "mem-new", "NULL", "'{\"last\":9007199254740993}'");

        List<ChromaRecord> records = sample.records(ChromaSample.MEMORIES);
        var ids = new ArrayList<String>();
        records.forEach(record -> ids.add(record.id()));
        assertThat(ids).hasSize(150).doesNotContain("mem-1", "mem-unknown").endsWith("mem-new");

        ChromaRecord updated = records.get(ids.indexOf("mem-2"));
        assertThat(updated.document()).hasValue("other");
        assertThat(updated.metadata()).doesNotContainKey("lang").containsEntry("n", 2.5);
        assertThat(updated.metadata()).containsEntry("tags", List.of("a", "b")).containsEntry("verified", true);
        assertThat(updated.vector()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);

        ChromaRecord made = records.get(149);
        assertThat(made.metadata())
                .isEqualTo(Map.of("n", 1L, "flags", List.of(true, false), "last", 9007199254740993L));
        assertThat(made.vector()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(records.get(ids.indexOf("mem-4")).metadata()).containsEntry("n", 4L);
    }

    @Test
    void aRecordThatWasDeletedAndMadeAgainStandsLastAndKeepsNothing() {
        sample.log(3, "mem-1", "NULL", "NULL");
        sample.log(0, "mem-1", VECTOR, "'{\"n\":7}'");

        List<ChromaRecord> records = sample.records(ChromaSample.MEMORIES);
        assertThat(records).hasSize(150);
        assertThat(records.get(149).id()).isEqualTo("mem-1");
        assertThat(records.get(149).metadata()).isEqualTo(Map.of("n", 7L));
        assertThat(records.get(149).document()).isEmpty();
    }

    @Test
    void aListOfMetadataKeepsItsOrderAndItsTypes() {
        sample.change(
                "INSERT INTO embedding_metadata_array (id, key, int_value) SELECT id, 'numbers', 3 FROM embeddings"
                        + " WHERE embedding_id = 'mem-1' AND segment_id = '"
                        + ChromaSample.MEMORIES_RECORDS + "'",
                "INSERT INTO embedding_metadata_array (id, key, int_value) SELECT id, 'numbers', 1 FROM embeddings"
                        + " WHERE embedding_id = 'mem-1' AND segment_id = '"
                        + ChromaSample.MEMORIES_RECORDS + "'",
                "INSERT INTO embedding_metadata_array (id, key, bool_value) SELECT id, 'truths', 1 FROM embeddings"
                        + " WHERE embedding_id = 'mem-1' AND segment_id = '"
                        + ChromaSample.MEMORIES_RECORDS + "'");
        assertThat(sample.records(ChromaSample.MEMORIES).get(1).metadata())
                .containsEntry("numbers", List.of(3L, 1L))
                .containsEntry("truths", List.of(true));
    }

    @Test
    void aFolderOfAnOlderVersionWithoutLaterTablesAndColumnsIsRead() {
        sample.change(
                "DROP TABLE embedding_metadata_array",
                "ALTER TABLE collections DROP COLUMN schema_str",
                "ALTER TABLE collections DROP COLUMN config_json_str",
                "DELETE FROM migrations WHERE dir = 'metadb' AND version = 6 OR dir = 'sysdb' AND version > 6",
                "INSERT INTO collection_metadata (collection_id, key, str_value) SELECT id, 'hnsw:space', 'cosine'"
                        + " FROM collections WHERE name = 'user_memories'",
                "UPDATE max_seq_id SET seq_id = CAST(x'0000000000000a5e' AS BLOB) WHERE segment_id ="
                        + " '1b35dfb7-4b0b-4ad5-b8b0-3c1c8f7a5418'");
        try (ChromaFolder folder = ChromaFolder.open(sample.folder())) {
            assertThat(ChromaSample.named(folder, ChromaSample.MEMORIES).space())
                    .isEqualTo(new ChromaSpace.Stated(ChromaSpace.COSINE, ChromaSpace.Source.METADATA));
            assertThat(ChromaSample.named(folder, ChromaSample.FACTS).space())
                    .isEqualTo(new ChromaSpace.Stated(ChromaSpace.L2, ChromaSpace.Source.SERVER_DEFAULT));
        }
        everyRecordArrivesAsTheServerReturnsIt(ChromaSample.MEMORIES);
        everyRecordArrivesAsTheServerReturnsIt(ChromaSample.FACTS);
    }

    @Test
    void theIndexOfACosineSpaceGivesVectorsTheirLengthBack() throws IOException {
        sample.change("UPDATE collections SET schema_str = replace(schema_str, '\"l2\"', '\"cosine\"')");
        keepLengthsApart();
        everyRecordArrivesAsTheServerReturnsIt(ChromaSample.FACTS);
    }

    /** What the server's index does in a cosine space: its vectors have length one, and their length is in another file. */
    private void keepLengthsApart() throws IOException {
        byte[] level = Files.readAllBytes(sample.file("data_level0.bin"));
        ByteBuffer elements = ByteBuffer.wrap(level).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer lengths = ByteBuffer.allocate(4000).order(ByteOrder.LITTLE_ENDIAN);
        for (int element = 0; element < 1000; element++) {
            int start = element * 172 + 132;
            double square = 0;
            for (int i = 0; i < 8; i++) {
                square += Math.pow(elements.getFloat(start + 4 * i), 2);
            }
            float length = (float) Math.sqrt(square);
            for (int i = 0; i < 8; i++) {
                elements.putFloat(start + 4 * i, elements.getFloat(start + 4 * i) / length);
            }
            lengths.putFloat(4 * element, length);
        }
        Files.write(sample.file("data_level0.bin"), level);
        Files.write(sample.file("length.bin"), lengths.array());
    }
}
