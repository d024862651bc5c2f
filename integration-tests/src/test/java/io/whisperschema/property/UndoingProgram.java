package io.whisperschema.property;

import io.whisperschema.MigrateOptions;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import java.util.List;

/** A host in a process of its own that takes back its last migrations, counting the moments at which it may be killed. */
final class UndoingProgram {
    static final MigrateOptions LOSING =
            MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());

    private UndoingProgram() {}

    /** Seed, size, how many are taken back, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        StartingProgram.at(
                List.of(arguments).subList(3, arguments.length),
                store -> undo(StartedMigrations.of(seed, size, store), count, store, Moments.said()));
        System.out.println("undone");
    }

    static void undo(StartedMigrations started, int count, RelationalStore store, ProgressListener moments) {
        started.host(store).listener(moments).undo(count, LOSING);
    }
}
