package io.whisperschema.migration;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start that is killed in a step of another store, beside a database that is kept by migrations. */
@WithDatabases
class KilledBesideOthersTest {
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("host")
            .collections(
                    collection(
                            "memories",
                            vector("content", 384, Distance.COSINE),
                            payload("user_id").keyword().indexed()),
                    collection("moods", vector("content", 384, Distance.COSINE)));

    @ParameterizedTest
    @EnumSource(Moment.class)
    void onSqliteTheNextStartFinishesAndNoStepRunsTwice(Moment moment, SqliteDatabase database) {
        isFinished(moment, SqliteStore.over(database.dataSource()));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void onPostgresTheNextStartFinishesAndNoStepRunsTwice(Moment moment, PostgresDatabase database) {
        isFinished(moment, PostgresStore.over(database.dataSource()));
    }

    private static void isFinished(Moment moment, RelationalStore store) {
        var server = new FakeServer();
        server.faults().killAt(step -> step.change().words().contains("moods"), moment);
        assertThatThrownBy(host(store, server)::bootstrap).isInstanceOf(Killed.class);

        assertThat(host(store, server).bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);

        assertThat(server.applied()).extracting(Step::change).doesNotHaveDuplicates();
        assertThat(host(store, server).bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(host(store, server).plan().isEmpty()).isTrue();
    }

    private static WhisperSchema host(RelationalStore store, FakeServer server) {
        return WhisperSchema.of(DEFINITION)
                .relational(store)
                .migrations(MigratingHost.migrations())
                .vectors(FakeVectorStore.over(server));
    }
}
