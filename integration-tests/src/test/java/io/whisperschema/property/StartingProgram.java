package io.whisperschema.property;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** A host in a process of its own that starts, counting the moments at which it may be killed. */
final class StartingProgram {
    private StartingProgram() {}

    /** Seed, size, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        at(
                List.of(arguments).subList(2, arguments.length),
                store -> StartedMigrations.of(seed, size, store)
                        .host(store)
                        .listener(Moments.said())
                        .bootstrap());
        System.out.println("started");
    }

    /** Does that at a place, as {@link Place#address} tells it. */
    static void at(List<String> address, Consumer<RelationalStore> work) throws SQLException {
        if (address.get(0).equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(address.get(1)))) {
                work.accept(store);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(address.get(1), address.get(2), address.get(3))) {
                work.accept(PostgresStore.over(connection).inSchema(address.get(4)));
            }
        }
    }
}
