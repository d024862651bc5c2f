package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.migration.RecordedMigration.Origin;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names of migrations, which a database may say, are in lines for people. */
class NamesInLinesTest {
    private static final MigrationId ID = MigrationId.core(1);

    private static MigrationStatus status(String name) {
        return new MigrationStatus(
                ID, name, MigrationStatus.State.UNKNOWN, Optional.empty(), Optional.of(recorded(name)));
    }

    private static RecordedMigration recorded(String name) {
        return new RecordedMigration(ID, name, Optional.empty(), Optional.empty(), Instant.EPOCH, Origin.ADOPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0085", "\u2028", "\u2029", "\u001b", "\b", "\u202e", "\u0000"})
    void aNameStaysInItsLine(String character) {
        String name = "x" + character + "0002 | y | APPLIED";
        String shown = "0001 | x\\u%04x0002 | y | APPLIED".formatted((int) character.charAt(0));
        Migration migration = Migration.of(1, name).sql("SELECT 1");

        assertThat(status(name).line()).isEqualTo(shown + " | UNKNOWN TO THIS CODE");
        assertThat(status(name).sentence()).isEqualTo(status(name).line());
        assertThat(recorded(name).line()).isEqualTo(shown);
        assertThat(migration.line()).isEqualTo(shown);
        assertThat(migration.forward(DialectName.SQLITE).place(1)).doesNotContain(character);
    }

    @Test
    void lettersOfAnyScriptStandAsTheyAre() {
        assertThat(status("0001_größe_名前_😀.sql").line())
                .isEqualTo("0001 | 0001_größe_名前_😀.sql | UNKNOWN TO THIS CODE");
    }
}
