package io.whisperschema;

import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/** Moves one database into another, each a file or the URL of a server, given as its arguments, in 16 MiB. */
final class MoveMemoryProgram {
    private MoveMemoryProgram() {}

    public static void main(String[] databases) {
        MoveOptions options = MoveOptions.cautious().within(16 << 20);
        MoveOutcome moved = new RelationalMove(new MoveSides(
                        MoveMemoryTest.HOST,
                        Surroundings.none().with(store(databases[0])),
                        store(databases[1]),
                        options))
                .run();
        System.out.println("equal: " + moved.target().equals(moved.source()));
    }

    /** It ends with the program. */
    private static RelationalStore store(String database) {
        if (!database.startsWith("jdbc:")) {
            return SqliteStore.open(Path.of(database));
        }
        var server = new PGSimpleDataSource();
        server.setUrl(database);
        return PostgresStore.over(server);
    }
}
