package io.whisperschema.sqlite;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.KillPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A host that rebuilds tables, in a process of its own. */
final class RebuildProgram {
    private RebuildProgram() {}

    /** The file, then the statements that make what it shall be. */
    public static void main(String[] arguments) {
        String[] wanted = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]))) {
            WhisperSchema.of(SchemaDefinition.named("rebuilt"))
                    .relational(store)
                    .listener(new Halting())
                    .execute(plan(store, wanted));
            System.out.println("done");
        }
    }

    private static Plan plan(SqliteStore store, String... wanted) {
        RelationalCatalog now = store.inspect();
        var diff = SchemaDiff.between(now, Alteration.catalogOf(wanted));
        return new Plan(store.plan(diff), Map.of(store.name(), CatalogFingerprint.of(now)), diff.remarks());
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void finished(Step step, Duration took) {
            KillPoint.reached("after " + step.id());
        }
    }
}
