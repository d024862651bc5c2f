package io.whisperschema.property;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** A host in a process of its own that starts, counting the moments at which it may be killed. */
final class StartingProgram {
    private StartingProgram() {}

    /** Seed, size, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        if (arguments[2].equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[3]))) {
                start(seed, size, store);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[3], arguments[4], arguments[5])) {
                start(seed, size, PostgresStore.over(connection).inSchema(arguments[6]));
            }
        }
    }

    private static void start(long seed, int size, RelationalStore store) {
        StartedMigrations.of(seed, size, store)
                .host(store)
                .listener(Moments.said())
                .bootstrap();
        System.out.println("started");
    }
}
