package io.whisperschema.sqlite;

import static io.whisperschema.sqlite.Alteration.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.Plan;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that dies while tables are rebuilt. */
@WithDatabases
class SqliteKilledRebuildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String[] WANTED = {
        "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT NOT NULL)",
        "CREATE TABLE children (id INTEGER PRIMARY KEY, p NOT NULL REFERENCES parents (id) ON DELETE CASCADE)",
        "CREATE INDEX of_parent ON children (p)"
    };

    @Test
    void theDatabaseIsAsItWasWhereverItsHostDiesAndTheNextRunGoesThrough(SqliteDatabase database) {
        Alteration alteration = familyIn(database);
        String before = CatalogFingerprint.of(alteration.inspect());
        List<String> rows = rows(alteration);
        Plan plan = alteration.planTo(WANTED);
        int copies = 0;

        for (int step = 1; step <= plan.steps().size(); step += 4) {
            dies(database, "after " + step);
            copies++;
            assertThat(CatalogFingerprint.of(alteration.inspect()))
                    .as("after step %s of\n%s", step, plan.text())
                    .isEqualTo(before);
            assertThat(rows(alteration)).isEqualTo(rows);
        }

        assertThat(copies).isGreaterThan(3);
        alteration.execute(plan);
        assertThat(SchemaDiff.between(alteration.inspect(), Alteration.catalogOf(WANTED))
                        .changes())
                .isEmpty();
        assertThat(rows(alteration)).isEqualTo(rows);
    }

    private static Alteration familyIn(SqliteDatabase database) {
        return given(
                database,
                "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT)",
                "CREATE TABLE children (id INTEGER PRIMARY KEY, p REFERENCES parents (id) ON DELETE CASCADE)",
                "CREATE INDEX of_parent ON children (p)",
                "CREATE TRIGGER tr AFTER DELETE ON children BEGIN DELETE FROM parents; END",
                "INSERT INTO parents (n) SELECT value FROM json_each('[\"a\",\"b\",\"c\"]')",
                "INSERT INTO children SELECT id * 10, id FROM parents");
    }

    private static List<String> rows(Alteration alteration) {
        return alteration.rows(
                "SELECT * FROM parents UNION ALL SELECT * FROM children"
                        + " UNION ALL SELECT name, seq FROM sqlite_sequence UNION ALL SELECT name, 0 FROM sqlite_schema WHERE type = 'trigger'");
    }

    private static void dies(SqliteDatabase database, String place) {
        String[] arguments = new String[WANTED.length + 1];
        arguments[0] = database.path().toString();
        System.arraycopy(WANTED, 0, arguments, 1, WANTED.length);
        try (ChildJvm child = ChildJvm.of(RebuildProgram.class).haltingAt(place).start(arguments)) {
            assertThat(child.waitFor(PATIENCE)).as("%s", child.output()).isEqualTo(KillPoint.EXIT_CODE);
        }
    }
}
