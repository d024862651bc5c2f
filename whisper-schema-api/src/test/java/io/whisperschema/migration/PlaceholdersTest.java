package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ${name}} in scripts. */
class PlaceholdersTest {
    private static final Migration GRANT =
            Migration.of(1, "0001_grant.sql").sql("SELECT 1;\nGRANT SELECT ON t TO ${owner};");

    private static String filled(Migrations migrations) {
        return migrations.inOrder().get(0).forward(DialectName.POSTGRES).sql();
    }

    private static String filled(String sql) {
        return filled(Migrations.of(Migration.of(1, "0001").sql(sql)).with("x", "VALUE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GRANT a TO ${x}            | GRANT a TO VALUE",
                "SELECT \"${x}\", \"a${x}b\" | SELECT \"VALUE\", \"aVALUEb\"",
                "SELECT ''it''''s ${x}''    | SELECT ''it''''s VALUE''",
                "DO $$ PERFORM ${x} $$      | DO $$ PERFORM VALUE $$",
                "SELECT $$${x}$$            | SELECT $$VALUE$$",
                "SELECT $q$${x}$q$          | SELECT $q$VALUE$q$",
                "SELECT a${x}               | SELECT aVALUE",
            },
            quoteCharacter = '`')
    void areFilledInWhereverStatementsAre(String sql, String expected) {
        assertThat(filled(sql.replace("''", "'"))).isEqualTo(expected.replace("''", "'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT $${x}$$",
                "SELECT $q${x}$q$, $$${1}$$",
                "SELECT '${\"a\": 1}', '${}', '${ y }'",
                "SELECT 1 -- ${y}",
                "SELECT 1 /* /* */ ${y} */",
                "COPY t (a) FROM stdin;\n${y}\n\\.\n",
            })
    void whatIsNoneStays(String sql) {
        assertThat(filled(sql)).isEqualTo(sql);
    }

    @Test
    void whatWasGivenToOnePartStaysWhenMoreIsGivenToAll() {
        Migrations part = Migrations.of(Migration.of(1, "0001").sql("SELECT '${x}', '${y}'"))
                .with("x", "VALUE");
        assertThat(filled(part.and(Migrations.none()).with("y", "OTHER"))).isEqualTo("SELECT 'VALUE', 'OTHER'");
    }

    @Test
    void oneThatIsNotGivenIsRefusedWithItsLineAndTheWaysOut() {
        assertThatThrownBy(() -> GRANT.forward(DialectName.POSTGRES))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_grant.sql, line 2: nothing is given for the placeholder ${owner}")
                .hasMessageContaining("migrations.with(\"owner\", …)")
                .hasMessageContaining("-- whisper: placeholders no");
    }

    @Test
    void anotherValueChangesNoChecksum() {
        Migrations one = Migrations.of(GRANT).with("owner", "ada");
        Migrations other = Migrations.of(GRANT).with("owner", "bob");

        assertThat(filled(one)).endsWith("TO ada;");
        assertThat(filled(other)).endsWith("TO bob;");
        assertThat(one.digest(DialectName.POSTGRES)).isEqualTo(other.digest(DialectName.POSTGRES));
        assertThat(one.inOrder().get(0).checksum(DialectName.POSTGRES)).isEqualTo(GRANT.checksum(DialectName.POSTGRES));
    }

    @Test
    void theWayBackIsFilledInToo() {
        Migration migration = GRANT.undo("REVOKE SELECT ON t FROM ${owner}");

        assertThat(Migrations.of(migration)
                        .with("owner", "ada")
                        .inOrder()
                        .get(0)
                        .back(DialectName.SQLITE)
                        .orElseThrow()
                        .sql())
                .isEqualTo("REVOKE SELECT ON t FROM ada");
    }

    @Test
    void aValueIsNotLookedIntoAgain() {
        assertThat(filled(Migrations.of(GRANT).with("owner", "${owner} $1 \\"))).endsWith("TO ${owner} $1 \\;");
    }

    @Test
    void aSetOrAFileCanMeanWhatItSays() {
        assertThat(filled(Migrations.of(GRANT).withoutPlaceholders())).contains("${owner}");
        var file = MigrationFiles.set(
                Map.of("0001_x.sql", "-- whisper: placeholders no\nSELECT '${x}';".getBytes(StandardCharsets.UTF_8)));
        assertThat(filled(Migrations.of(file).with("x", "VALUE"))).contains("${x}");
    }

    @Test
    void eachPartOfASetHasItsOwn() {
        Migrations both = Migrations.of(GRANT)
                .with("owner", "ada")
                .and(Migrations.of(Migration.of(2, "0002").sql("GRANT SELECT ON t TO ${owner}")));

        assertThat(both.inOrder().get(0).forward(DialectName.SQLITE).sql()).contains("ada");
        assertThatThrownBy(() -> both.inOrder().get(1).forward(DialectName.SQLITE))
                .hasMessageContaining("0002, line 1");
    }

    @Test
    void aNameThatIsNoneAndAValueOfManyLinesAreRefused() {
        Migrations migrations = Migrations.of(GRANT);
        assertThatThrownBy(() -> migrations.with("the owner", "ada")).hasMessageContaining("placeholder the owner");
        assertThatThrownBy(() -> migrations.with("owner", "a\nb")).hasMessageContaining("more than a line");
    }
}
