package io.whisperschema.examples;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import java.time.Duration;
import javax.sql.DataSource;

/** The same definition on a server. */
public final class Server {
    private Server() {}

    /** At start-up, over the host's own pool. */
    public static BootstrapReport start(DataSource pool) {
        var schema = WhisperSchema.of(Companion.schema()).relational(PostgresStore.over(pool));
        return schema.bootstrap();
    }

    /** In a schema of its own, beside tables of somebody else, with patience for locks. */
    public static BootstrapReport startInSchema(DataSource pool, String tenant) {
        var store = PostgresStore.over(pool).inSchema(tenant);
        return WhisperSchema.of(Companion.schema())
                .relational(store)
                .bootstrap(BootstrapOptions.cautious()
                        .besideStrangers()
                        .executing(ExecuteOptions.cautious().waitingForLocks(Duration.ofMinutes(2))));
    }

    /** When the database is neither empty nor as defined, bootstrap leaves it alone and says what differs. */
    public static void bringUpToDate(DataSource pool) {
        var schema = WhisperSchema.of(Companion.schema()).relational(PostgresStore.over(pool));
        try {
            schema.bootstrap();
        } catch (StoreDiffers differs) {
            differs.differences().forEach(System.out::println);
            Plan plan = schema.plan();
            System.out.println(plan.text()); // look at it, then:
            schema.execute(plan); // refuses to lose data unless told to
        }
    }
}
