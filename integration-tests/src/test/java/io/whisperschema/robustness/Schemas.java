package io.whisperschema.robustness;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import java.time.Duration;

/** The schemas that these tests bring to a database. */
final class Schemas {
    static final BootstrapOptions IMPATIENT =
            BootstrapOptions.cautious().executing(ExecuteOptions.cautious().waitingForLocks(Duration.ofMillis(50)));

    private Schemas() {}

    static WhisperSchema whisperEngine(RelationalStore store) {
        return WhisperSchema.of(WhisperEngine.schema()).relational(store);
    }

    /** One table of people, whose mail is theirs alone. */
    static WhisperSchema uniqueMail(RelationalStore store) {
        return WhisperSchema.of(SchemaDefinition.named("people")
                        .tables(table(
                                "people",
                                text("name"),
                                text("mail"),
                                index("people_mail").unique().on("mail"))))
                .relational(store);
    }

    /** Does something before step 5 of the run. */
    static ProgressListener halfWay(Runnable incident) {
        return new ProgressListener() {
            @Override
            public void started(Step step) {
                if (step.id().equals("5")) {
                    incident.run();
                }
            }
        };
    }
}
