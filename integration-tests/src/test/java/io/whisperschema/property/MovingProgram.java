package io.whisperschema.property;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A host in a process of its own that moves its rows, counting the moments at which it may be killed. */
final class MovingProgram {
    private MovingProgram() {}

    /** Seed, size, the folder of rejects, and the two places as {@link Place#address} tells them. */
    public static void main(String[] arguments) {
        var move = RandomMove.of(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        Path rejects = Path.of(arguments[2]);
        List<String> places = List.of(arguments).subList(3, arguments.length);
        between(places, (source, target) -> move(move, source, target, rejects, Moments.said()));
        System.out.println("moved");
    }

    /** What {@link #main} is given. */
    static Stream<String> arguments(long seed, int size, Path rejects, Place source, Place target) {
        return Stream.of(
                        List.of(String.valueOf(seed), String.valueOf(size), rejects.toString()),
                        source.address(),
                        target.address())
                .flatMap(List::stream);
    }

    /** Does that between two places, as {@link Place#address} tells them. */
    static void between(List<String> places, BiConsumer<RelationalStore, RelationalStore> work) {
        List<String> from = places.subList(0, length(places));
        List<String> to = places.subList(from.size(), places.size());
        at(from, source -> at(to, target -> work.accept(source, target)));
    }

    private static int length(List<String> address) {
        return address.get(0).equals("sqlite") ? 2 : 5;
    }

    /** A store that lends as many connections as a move wants. */
    private static void at(List<String> address, Consumer<RelationalStore> work) {
        if (address.get(0).equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(address.get(1)))) {
                work.accept(store);
            }
        } else {
            var server = new PGSimpleDataSource();
            server.setUrl(address.get(1));
            server.setUser(address.get(2));
            server.setPassword(address.get(3));
            work.accept(PostgresStore.over(server).inSchema(address.get(4)));
        }
    }

    static MoveReport move(
            RandomMove move, RelationalStore source, RelationalStore target, Path rejects, Moments moments) {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            return move.host(source).listener(moments).move(target, move.options(rejects, executor, moments));
        } finally {
            executor.shutdown();
        }
    }
}
