package io.whisperschema.property;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.uniqueness;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeGraphStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** A host with four stores in a process of its own that executes a plan, counting the moments at which it may be killed. */
final class ManyStoresProgram {
    private ManyStoresProgram() {}

    /** How the run ends if nobody kills it. */
    enum Ending {
        /** Every step is applied. */
        FINISHED,
        /** The last step fails, and those before it are undone. */
        UNDONE
    }

    /** Size, ending, the file of the fake stores, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[0]);
        Ending ending = Ending.valueOf(arguments[1]);
        Path file = Path.of(arguments[2]);
        if (arguments[3].equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[4]))) {
                run(size, ending, file, store, Moments.said());
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[4], arguments[5], arguments[6])) {
                run(size, ending, file, PostgresStore.over(connection).inSchema(arguments[7]), Moments.said());
            }
        }
        System.out.println("over");
    }

    /** Plans and executes it as a host that is heard by these moments. */
    static void run(int size, Ending ending, Path file, RelationalStore store, Moments moments) {
        Plan plan = plan(size, store);
        FakeServer server = KeptServer.in(file, plan, moments::pass);
        try {
            execute(plan, ending, host(size, store, server).listener(moments), server);
        } catch (StepFailed failed) {
            if (ending == Ending.FINISHED) {
                throw failed;
            }
        }
    }

    /** What makes the definition in four empty stores. */
    static Plan plan(int size, RelationalStore store) {
        return host(size, store, new FakeServer()).plan();
    }

    /** Executes it so that it ends like that. */
    static void execute(Plan plan, Ending ending, WhisperSchema host, FakeServer server) {
        if (ending == Ending.FINISHED) {
            host.execute(plan);
        } else {
            server.faults().failAt(String.valueOf(plan.steps().size()));
            host.execute(plan, ExecuteOptions.cautious().undoingAfterFailure());
        }
    }

    static WhisperSchema host(int size, RelationalStore store, FakeServer server) {
        return WhisperSchema.of(definition(size))
                .relational(store)
                .vectors(FakeVectorStore.over(server))
                .cache(FakeCacheStore.over(server))
                .graph(FakeGraphStore.over(server));
    }

    private static SchemaDefinition definition(int size) {
        SchemaDefinition definition = SchemaDefinition.named("companion")
                .graph(
                        node("User", property("id").string()),
                        uniqueness("one_id").of("User", "id"));
        for (int i = 1; i <= size; i++) {
            definition = definition
                    .tables(table("t" + i, text("id").primaryKey()))
                    .collections(collection("c" + i, vector("content", 4, Distance.COSINE)))
                    .keyFamilies(keyFamily("f" + i, "f" + i + ":<id>")
                            .hash(field("name").string()));
        }
        return definition;
    }
}
