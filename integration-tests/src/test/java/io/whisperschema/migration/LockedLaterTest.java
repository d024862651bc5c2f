package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Others take what a run needs when some of it is applied already: the error tells what is. */
class LockedLaterTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Override
        String database() {
            return "SELECT pg_advisory_xact_lock("
                    + "('x' || left(encode(sha256('whisper-schema/public'), 'hex'), 16))::bit(64)::bigint)";
        }

        @Override
        String record() {
            return "LOCK TABLE schema_journal";
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Override
        String database() {
            return "DELETE FROM schema_journal";
        }

        @Override
        String record() {
            return database();
        }
    }

    abstract static class Cases extends MigrationCases {
        static final ExecuteOptions IMPATIENT = ExecuteOptions.cautious().waitingForLocks(Duration.ofMillis(200));

        private final List<Connection> others = new ArrayList<>();

        abstract String database();

        abstract String record();

        @AfterEach
        void end() throws SQLException {
            for (Connection other : others) {
                other.rollback();
                other.setAutoCommit(true);
                other.close();
            }
        }

        @Test
        void ofAPlanOverSeveralStoresItTellsTheStepsOfEach() {
            var vectors = FakeVectorStore.over(new FakeServer());
            Plan plan = WhisperSchema.of(SchemaDefinition.named("companion")
                            .collections(collection("moods", vector("content", 4, Distance.COSINE))))
                    .vectors(vectors)
                    .plan()
                    .then(WhisperSchema.of(SchemaDefinition.named("companion")
                                    .tables(
                                            table("users", text("id").primaryKey()),
                                            table("notes", text("id").primaryKey())))
                            .relational(store)
                            .plan());

            LockTimeout timeout = catchThrowableOfType(
                    LockTimeout.class,
                    () -> schema().vectors(vectors)
                            .listener(takingAfter("1", database()))
                            .execute(plan, IMPATIENT));

            assertThat(timeout)
                    .hasMessageContaining(
                            " Applied: step 1 of fake-vectors. Not applied: steps 2, 3 of " + store.name() + ". ")
                    .message()
                    .doesNotContain("Nothing was applied");
            assertThat(timeout.store()).isEqualTo(store.name());
        }

        @Test
        void ofMigrationsItTellsHowManyStatementsAreAppliedAndWhichMigrationsAreNotDone() {
            WhisperSchema schema = schema(
                            Migration.of(1, "users").sql("CREATE TABLE users (id INTEGER)"),
                            Migration.of(2, "some")
                                    .sql("INSERT INTO users VALUES (1)")
                                    .directed(Directives::withoutTransaction),
                            Migration.of(3, "more").sql("INSERT INTO users VALUES (2)"))
                    .listener(takingAfter("0002:1", record()));

            SchemaException failure = catchThrowableOfType(
                    SchemaException.class,
                    () -> schema.migrate(MigrateOptions.cautious().executing(IMPATIENT)));

            assertThat(failure)
                    .hasMessageContaining(" The 2 statements before it are applied. Not done: 0002, 0003. ")
                    .message()
                    .doesNotContain("Nothing was applied");
        }

        /** Somebody else takes that, as soon as the step is run. */
        ProgressListener takingAfter(String id, String lock) {
            return new ProgressListener() {
                @Override
                public void finished(Step step, Duration took) {
                    if (step.id().equals(id)) {
                        take(lock);
                    }
                }
            };
        }

        private void take(String lock) {
            try {
                Connection other = source.getConnection();
                others.add(other);
                other.setAutoCommit(false);
                try (Statement statement = other.createStatement()) {
                    statement.execute(lock);
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
