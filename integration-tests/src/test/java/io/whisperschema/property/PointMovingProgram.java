package io.whisperschema.property;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;

/** A host in a process of its own that moves collections, counting the moments at which it may be killed. */
final class PointMovingProgram {
    private PointMovingProgram() {}

    /** Seed, size, the file of the source, and the file or the port of the target. */
    public static void main(String[] arguments) {
        var move = new PointMove(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        try (var source = EmbeddedQdrant.open(Path.of(arguments[2]))) {
            if (arguments[3].contains("/")) {
                try (var target = EmbeddedQdrant.open(Path.of(arguments[3]))) {
                    move.move(source.client(), target.client(), Moments.said());
                }
            } else {
                try (QdrantClient target = client(Integer.parseInt(arguments[3]))) {
                    move.move(source.client(), target, Moments.said());
                }
            }
        }
        System.out.println("moved");
    }

    static QdrantClient client(int port) {
        return new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", port, /* useTransportLayerSecurity= */ false)
                .build());
    }
}
