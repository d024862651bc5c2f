package io.whisperschema.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs of WhisperEngine of every age, brought to its definition. */
class WhisperEngineMigrationsTest {
    private static final String USER = "INSERT INTO users (user_id, username) VALUES ('ada', 'Ada')";
    private static final String OLD_RELATIONSHIP = "INSERT INTO relationships (user_id, relationship_type, notes)"
            + " VALUES ('ada', 'friend', 'since school')";
    private static final String NEWER_RELATIONSHIP =
            "INSERT INTO relationships (user_id, relationship_type, notes, target_type, target_id)"
                    + " VALUES ('ada', 'friend', 'since school', 'user', 'ada')";
    private static final String HEAD_RELATIONSHIP =
            "SELECT user_id || ',' || relationship_type || ',' || notes || ',' || target_type || ',' || target_id"
                    + " || ',' || source_type || ',' || properties || ',' || interaction_count FROM relationships";

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        /** Moments without a zone and short numbers are taken as they are. */
        @Override
        WhisperSchema oldEngine() {
            return engine().adopting(Adoption.strict()
                    .tolerating(Tolerance.REAL_OF_32_BITS)
                    .toleratingTimestampsWithoutZone(ZoneOffset.UTC));
        }

        @Test
        void theOldestInstallIsNotTakenForOneOfOursWithoutALeaveToTakeItAsItIs() {
            oldestInstall();

            assertThatThrownBy(engine()::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("timestamp without time zone");
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Test
        void aNumberOfARelationshipThatIsGoneIsNotGivenAgain() {
            installed(2);
            run(USER, OLD_RELATIONSHIP, OLD_RELATIONSHIP, "DELETE FROM relationships WHERE id = 2");

            engine().bootstrap();
            run(NEWER_RELATIONSHIP);

            assertThat(ask("SELECT id FROM relationships ORDER BY id")).containsExactly("1", "3");
        }
    }

    abstract static class Cases extends MigrationCases {
        WhisperSchema engine() {
            return WhisperSchema.of(WhisperEngine.schema()).relational(store).migrations(WhisperEngine.migrations());
        }

        /** An install of that age that nobody recorded. */
        void installed(int age) {
            engine().migrateTo(MigrationId.core(age), MigrateOptions.cautious());
            for (String table : History.TABLES) {
                run("DROP TABLE " + table);
            }
        }

        /** The first install as it was made in the field: by a script, without any record of it. */
        void oldestInstall() {
            script("engine/oldest." + store.dialect().name().value() + ".sql");
            script("engine/rows.sql");
        }

        private void script(String resource) {
            try (InputStream stream = getClass().getClassLoader().getResourceAsStream(resource)) {
                String text = new String(requireNonNull(stream).readAllBytes(), UTF_8);
                run(text.replaceAll("--.*", "").split(";\\s*\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        WhisperSchema oldEngine() {
            return engine();
        }

        /** Every row of these tables, in their columns. */
        private Map<String, List<String>> rows(List<CatalogTable> tables) {
            var rows = new TreeMap<String, List<String>>();
            for (CatalogTable table : tables) {
                String row = table.columns().stream()
                        .map(column -> "coalesce(CAST(\"" + column.name() + "\" AS VARCHAR(200)), '-')")
                        .collect(Collectors.joining(" || ',' || "));
                rows.put(table.name(), ask("SELECT " + row + " AS row_text FROM " + table.name() + " ORDER BY 1"));
            }
            return rows;
        }

        @Test
        void theOldestInstallOfTheFieldIsRecognisedAndKeepsEveryRow() {
            oldestInstall();
            List<CatalogTable> tables = store.inspect().tables();
            Map<String, List<String>> rows = rows(tables);
            assertThat(rows)
                    .hasSize(8)
                    .allSatisfy((table, some) -> assertThat(some).isNotEmpty());

            BootstrapReport report = oldEngine().bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.RECOGNISED);
            assertThat(ask("SELECT version FROM schema_versions WHERE origin = 'stamped'"))
                    .containsExactly("1");
            assertThat(ask("SELECT version FROM schema_versions WHERE origin = 'applied' ORDER BY version"))
                    .containsExactly("2", "3", "4", "5");
            assertThat(rows(tables)).isEqualTo(rows);
            assertThat(ask(HEAD_RELATIONSHIP + " ORDER BY id LIMIT 1"))
                    .containsExactly("ada,friend,since school,user,ada,user,{},3");
            assertThat(oldEngine().validate().isValid()).isTrue();
            assertThat(oldEngine().bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        void isAtHead() {
            assertThat(SchemaDiff.between(History.withoutTables(store.inspect()), store.spell(WhisperEngine.schema()))
                            .findings())
                    .isEmpty();
        }

        @Test
        void anEmptyDatabaseBecomesTheDefinition() {
            assertThat(engine().bootstrap().stores()).containsEntry(store.name(), Outcome.CREATED);

            isAtHead();
            assertThat(ask("SELECT key FROM system_settings ORDER BY key"))
                    .containsExactly("deployment_mode", "schema_version");
        }

        @ParameterizedTest(name = "as after 000{0}")
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void anInstallOfAnyAgeIsRecognisedAndKeepsItsRows(int age) {
            installed(age);
            run(USER, age < 3 ? OLD_RELATIONSHIP : NEWER_RELATIONSHIP);

            assertThat(engine().bootstrap().stores()).containsEntry(store.name(), Outcome.RECOGNISED);

            isAtHead();
            assertThat(ask(HEAD_RELATIONSHIP)).containsExactly("ada,friend,since school,user,ada,user,{},0");
            assertThat(engine().bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void theWayBackEndsAtTheOldestInstall() {
            var oldest = engine();
            oldest.migrateTo(MigrationId.core(1), MigrateOptions.cautious());
            var before = History.withoutTables(store.inspect()).tables();
            run(USER, OLD_RELATIONSHIP);
            oldest.migrate();

            oldest.undoTo(
                    MigrationId.core(1),
                    MigrateOptions.cautious()
                            .executing(ExecuteOptions.cautious().allowingDataLoss()));

            assertThat(History.withoutTables(store.inspect()).tables()).isEqualTo(before);
            assertThat(ask("SELECT notes FROM relationships")).containsExactly("since school");
        }
    }
}
