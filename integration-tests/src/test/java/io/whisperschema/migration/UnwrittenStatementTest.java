package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A statement outside of transactions did not fail where only its record could not be written; the next start finds out. */
class UnwrittenStatementTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Override
        String alone() {
            return "CREATE INDEX CONCURRENTLY by_id ON users (id)";
        }

        @Override
        String[] refusingTheRecord() {
            return new String[] {
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER no_room BEFORE INSERT ON schema_journal FOR EACH ROW"
                        + " WHEN (NEW.event = 'statement') EXECUTE FUNCTION refuse()"
            };
        }

        @Override
        String takingItAgain() {
            return "DROP FUNCTION refuse() CASCADE";
        }

        /** The index shows that it is there. */
        @Override
        List<String> nextStart() {
            return List.of("statement", "done");
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Override
        String alone() {
            return "VACUUM";
        }

        @Override
        String[] refusingTheRecord() {
            return new String[] {
                "CREATE TRIGGER no_room BEFORE INSERT ON schema_journal WHEN NEW.event = 'statement'"
                        + " BEGIN SELECT RAISE(ABORT, 'no room'); END"
            };
        }

        @Override
        String takingItAgain() {
            return "DROP TRIGGER no_room";
        }

        /** It may simply run again. */
        @Override
        List<String> nextStart() {
            return List.of("begun", "statement", "done");
        }
    }

    abstract static class Cases extends MigrationCases {
        private static final Migration USERS = Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (id INTEGER)");
        private static final String EVENTS = "SELECT event FROM schema_journal WHERE version = 2 ORDER BY entry";

        abstract String alone();

        abstract String[] refusingTheRecord();

        abstract String takingItAgain();

        /** What it writes. */
        abstract List<String> nextStart();

        @Test
        void itIsFoundWhereItCannotBePartOfATransaction() {
            WhisperSchema schema = startWithoutRoom(alone());

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("write down that migration 0002, 0002_alone.sql, line 1 is done")
                    .hasMessageContaining("It is applied");
            assertThat(ask(EVENTS)).containsExactly("intent", "begun");
            assertThat(ask("SELECT phase FROM schema_state")).containsExactly("running");

            run(takingItAgain());
            schema.bootstrap();

            List<String> events = ask(EVENTS);
            assertThat(events.subList(2, events.size())).isEqualTo(nextStart());
            assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void itRunsAgainWhereItWasRolledBackWithItsRecord() {
            WhisperSchema schema = startWithoutRoom("INSERT INTO users VALUES (1)");

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("write down that migration 0002, 0002_alone.sql, line 1 is done");
            assertThat(ask(EVENTS)).containsExactly("intent");
            assertThat(ask("SELECT id FROM users")).isEmpty();

            run(takingItAgain());
            schema.bootstrap();

            assertThat(ask(EVENTS)).containsExactly("intent", "statement", "done");
            assertThat(ask("SELECT id FROM users")).containsExactly("1");
        }

        @Test
        void aRunThatIsStoppedBeforeTheNextOneGoesOnThere() {
            var cancellation = new Cancellation();
            WhisperSchema schema = schema(USERS, apart("INSERT INTO users VALUES (1);\nINSERT INTO users VALUES (2);"));

            assertThatThrownBy(
                            schema.cancellation(cancellation).listener(stoppingBehindTheFirst(cancellation))::bootstrap)
                    .isInstanceOf(Cancelled.class);
            assertThat(ask(EVENTS)).containsExactly("intent", "statement");

            schema.bootstrap();

            assertThat(ask("SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
            assertThat(ask(EVENTS)).containsExactly("intent", "statement", "statement", "done");
        }

        private static ProgressListener stoppingBehindTheFirst(Cancellation cancellation) {
            return new ProgressListener() {
                @Override
                public void finished(Step step, Duration took) {
                    if (step.id().equals("0002:1")) {
                        cancellation.cancel();
                    }
                }
            };
        }

        private static Migration apart(String statements) {
            return Migration.of(2, "0002_alone.sql").sql(statements).directed(Directives::withoutTransaction);
        }

        private WhisperSchema startWithoutRoom(String statement) {
            schema(USERS).bootstrap();
            run(refusingTheRecord());
            return schema(USERS, apart(statement));
        }
    }
}
