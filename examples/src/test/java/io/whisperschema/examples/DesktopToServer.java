package io.whisperschema.examples;

import io.qdrant.client.QdrantClient;
import io.whisperschema.ProgressBar;
import io.whisperschema.WhisperSchema;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;

/** The memories of a desktop become those of a server. */
final class DesktopToServer {
    private DesktopToServer() {}

    /** Also the call that goes on after it was killed. */
    static MoveReport move(Path file, QdrantClient server) {
        try (var desktop = EmbeddedQdrant.open(file)) {
            var schema = WhisperSchema.of(CharacterMemories.definition()).vectors(QdrantStore.over(desktop.client()));
            MoveReport report = schema.listener(ProgressBar.to(System.err)).move(QdrantStore.over(server));
            System.out.println(report.text()); // each collection with its digests on both sides
            return report;
        }
    }

    /** At any time later, and the other way round as well. */
    static boolean isTheSame(Path file, QdrantClient server) {
        try (var desktop = EmbeddedQdrant.open(file)) {
            return WhisperSchema.of(CharacterMemories.definition())
                    .vectors(QdrantStore.over(desktop.client()))
                    .verifyMoved(QdrantStore.over(server), MoveOptions.cautious())
                    .isProven();
        }
    }
}
