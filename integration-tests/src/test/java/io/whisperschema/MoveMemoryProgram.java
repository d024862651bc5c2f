package io.whisperschema;

import io.whisperschema.move.MoveOptions;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;

/** Moves one file into another, given as its arguments, in 16 MiB. */
final class MoveMemoryProgram {
    private MoveMemoryProgram() {}

    public static void main(String[] files) {
        try (SqliteStore source = SqliteStore.open(Path.of(files[0]));
                SqliteStore target = SqliteStore.open(Path.of(files[1]))) {
            MoveOptions options = MoveOptions.cautious().within(16 << 20);
            MoveOutcome moved = new RelationalMove(new MoveSides(
                            MoveMemoryTest.HOST, Surroundings.none().with(source), target, options))
                    .run();
            System.out.println("equal: " + moved.target().equals(moved.source()));
        }
    }
}
