package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class LeakedConnectionTest {
    private static final AtomicReference<Path> LEFT_BEHIND = new AtomicReference<>();

    @Test
    void aTestThatKeepsAPostgresConnectionFails() {
        assertLeakIsReported(run("keepsPostgres", PostgresDatabase.class));
    }

    @Test
    void aTestThatKeepsASqliteConnectionFails() {
        assertLeakIsReported(run("keepsSqlite", SqliteDatabase.class));
    }

    @Test
    void theFolderIsDeletedAllTheSame() {
        run("keepsSqlite", SqliteDatabase.class);
        assertThat(LEFT_BEHIND.get().getParent()).doesNotExist();
    }

    @Test
    void aConstructorIsToldToAskElsewhere() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(AsksInConstructor.class, "nothing"))
                .execute()
                .testEvents();
        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(message(text -> text.contains("Ask for it in @BeforeEach")))));
    }

    private static Events run(String method, Class<?> parameter) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Forgetful.class, method, parameter.getName()))
                .execute()
                .testEvents();
    }

    private static void assertLeakIsReported(Events tests) {
        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.startsWith("1 connection(s) handed out")))));
    }

    /** Run by the tests above only: surefire does not look into nested classes. */
    @WithDatabases
    static class Forgetful {
        @Test
        void keepsPostgres(PostgresDatabase database) throws SQLException {
            database.dataSource().getConnection();
        }

        @Test
        void keepsSqlite(SqliteDatabase database) throws SQLException {
            LEFT_BEHIND.set(database.path());
            database.dataSource().getConnection();
        }
    }

    /** Run by the test above only. */
    @WithDatabases
    static class AsksInConstructor {
        AsksInConstructor(SqliteDatabase database) {}

        @Test
        void nothing() {}
    }
}
