package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose migrations run behind the numbered ones, and again whenever they change. */
class RepeatableFilesTest {
    private static Migrations read(String... namesAndTexts) {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return Migrations.of(MigrationFiles.set(files));
    }

    @Test
    void theyComeByNameAndBehindTheNumberedOnes() {
        Migrations read = read("R__b.sql", "SELECT 2", "0001_x.sql", "SELECT 0", "R__a.sql", "SELECT 1");

        assertThat(read.inOrder()).extracting(Migration::name).containsExactly("0001_x.sql");
        assertThat(read.repeatable())
                .extracting(Migration::line)
                .containsExactly("repeatable/0001 | R__a.sql", "repeatable/0002 | R__b.sql");
        assertThat(read.isEmpty()).isFalse();
    }

    @Test
    void eachDatabaseMayHaveItsOwn() {
        Migration one = read("R__a.sqlite.sql", "SELECT 1", "R__a.postgres.sql", "SELECT 2")
                .repeatable()
                .get(0);

        assertThat(one.name()).isEqualTo("R__a.sql");
        assertThat(one.forward(DialectName.SQLITE).sql()).isEqualTo("SELECT 1");
        assertThat(one.forward(DialectName.POSTGRES).sql()).isEqualTo("SELECT 2");
    }

    @Test
    void whatTheirHeadSaysAndPlaceholdersHold() {
        Migration one = read("R__a.sql", "-- whisper: allow data loss\nDROP VIEW IF EXISTS ${view}")
                .with("view", "moods")
                .repeatable()
                .get(0);

        assertThat(one.directives().dataLoss()).isEqualTo(DataLoss.ALLOWED);
        assertThat(one.forward(DialectName.SQLITE).sql()).endsWith("IF EXISTS moods");
    }

    @Test
    void thoseInCodeComeBehindThem() {
        Migrations both = read("R__b.sql", "SELECT 2")
                .repeating(Repeatable.of("a").sql("SELECT 1"))
                .and(read("R__c.sql", "SELECT 3"));

        assertThat(both.repeatable())
                .extracting(Migration::line)
                .containsExactly("repeatable/0001 | R__b.sql", "repeatable/0002 | a", "repeatable/0003 | R__c.sql");
        assertThat(both.with(Component.named("core")).repeatable()).isEqualTo(both.repeatable());
    }

    @Test
    void twoOfOneNameAreRefused() {
        Migrations both =
                read("R__a.sql", "SELECT 2").repeating(Repeatable.of("R__a.sql").sql("SELECT 1"));

        assertThatThrownBy(both::repeatable)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("repeatable R__a.sql: there are two of this name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R__a.down.sql | SELECT 1 | it is a way back",
                "R__a.postgres.down.sql | SELECT 1 | it is a way back",
                "R__a.sql | SELECT 1;\\n-- down\\nSELECT 2; | it has a way back",
                "R__a.sql | -- whisper: depends on core/1\\nSELECT 1 | its head says 'depends on core/1'",
                "R__a.sql | -- whisper: component notes\\nSELECT 1 | its head says 'component notes'",
                "R__a.sql | -- whisper: portable from sqlite\\nSELECT 1 | its head says 'portable from sqlite'"
            })
    void whatOnlyANumberedOneCanSayIsRefused(String name, String text, String problem) {
        assertThatThrownBy(() -> read(name, text.replace("\\n", "\n")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageStartingWith(name + ": " + problem)
                .hasMessageContaining("runs behind all numbered ones");
    }

    @Test
    void aNameThatIsNoneTellsHowToNameIt() {
        assertThatThrownBy(() -> read("R_a.sql", "SELECT 1"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("R__views.sql");
    }
}
