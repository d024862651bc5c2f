package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.unnamed;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.chroma.ChromaSample;
import java.nio.file.Path;

/** A host in a process of its own that moves a folder of ChromaDB into a file, and is dead after so many chunks. */
final class ChromaMovingProgram {
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("desktop")
            .collections(
                    collection(ChromaSample.MEMORIES, unnamed(8, Distance.COSINE)),
                    collection(ChromaSample.FACTS, unnamed(8, Distance.EUCLID)),
                    collection(ChromaSample.CONTEXTS, unnamed(4, Distance.DOT)));

    private ChromaMovingProgram() {}

    /** The folder, the file, and after how many chunks it ends. */
    public static void main(String[] arguments) {
        int last = Integer.parseInt(arguments[2]);
        move(Path.of(arguments[0]), Path.of(arguments[1]), new ProgressListener() {
            private int chunks;

            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                if (++chunks == last) {
                    Runtime.getRuntime().halt(137);
                }
            }
        });
    }

    static MoveReport move(Path folder, Path file, ProgressListener listener) {
        try (var chroma = ChromaStore.open(folder);
                var target = EmbeddedQdrant.open(file)) {
            return WhisperSchema.of(DEFINITION)
                    .vectors(chroma)
                    .listener(listener)
                    .move(
                            QdrantStore.over(target.client()),
                            MoveOptions.cautious().chunksOf(200));
        }
    }
}
