package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.Golden;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Components described beside files and in code. */
class MigrationManifestTest {
    private static final Map<String, String> FILES = Map.of(
            "0001_users.sql", "CREATE TABLE users (id INTEGER);",
            "0002_more.sql", "SELECT 1;",
            "0001_notes.sql", "-- whisper: component notes\nCREATE TABLE notes (id INTEGER);",
            "0007_notes.sql", "-- whisper: component notes\nSELECT 1;");
    private static final Component NOTES = Component.named("notes")
            .ownedBy("the notes people")
            .owning("notes", "notes_*")
            .applyingLateOnes();
    private static final Component CORE =
            Component.named("core").dependingOn("notes").owning("users");

    private static Migrations described(String manifest) {
        var files = new TreeMap<String, byte[]>();
        FILES.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        files.put(MigrationManifest.NAME, manifest.getBytes(StandardCharsets.UTF_8));
        return Migrations.of(MigrationFiles.set(files));
    }

    private static String components(String components) {
        return "{\"format\":\"whisper-schema/migrations\",\"version\":1,\"components\":[" + components + "]}";
    }

    @Test
    void itIsReadAsItWasWrittenBefore() {
        assertThat(described(Golden.read("migrations-v1.json")).components()).containsExactly(NOTES, CORE);
    }

    @Test
    void profilesChooseAmongItsComponents() {
        Migrations migrations = described(components("{\"name\":\"core\"},{\"name\":\"notes\"}")
                .replace("]}", "],\"profiles\":[{\"name\":\"minimal\",\"components\":[\"core\"]}]}"));

        assertThat(migrations.profiles()).containsExactly(Profile.of("minimal", "core"));
        assertThat(migrations.in("minimal").inOrder())
                .extracting(one -> one.id().toString())
                .containsExactly("0001", "0002");
        assertThat(migrations.in("minimal").everything().inOrder()).hasSize(4);
    }

    @Test
    void componentsComeInTheirOrderAndBehindWhatTheyDependOn() {
        assertThat(described(Golden.read("migrations-v1.json")).inOrder())
                .extracting(one -> one.id().toString())
                .containsExactly("notes/0001", "notes/0007", "0001", "0002");
        assertThat(described(components("{\"name\":\"core\"},{\"name\":\"notes\"}"))
                        .inOrder())
                .extracting(one -> one.id().toString())
                .containsExactly("0001", "0002", "notes/0001", "notes/0007");
        assertThat(described(components("{\"name\":\"core\",\"depends_on\":[\"notes\"]},{\"name\":\"notes\"}"))
                        .inOrder())
                .extracting(one -> one.id().toString())
                .containsExactly("notes/0001", "notes/0007", "0001", "0002");
    }

    @Test
    void describingComponentsChangesNothingThatIsApplied() {
        Migrations described = described(Golden.read("migrations-v1.json"));

        assertThat(described.digest(DialectName.SQLITE))
                .isEqualTo(Migrations.of(described.inOrder()).digest(DialectName.SQLITE));
    }

    @Test
    void codeDescribesThemTheSameWay() {
        Migrations plain = described(components("{\"name\":\"core\"},{\"name\":\"notes\"}"));
        Migrations inCode = Migrations.of(plain.inOrder()).with(NOTES).with(CORE);

        assertThat(inCode.inOrder())
                .isEqualTo(described(Golden.read("migrations-v1.json")).inOrder());
        assertThat(inCode.components()).containsExactly(NOTES, CORE);
        assertThat(inCode.and(Migrations.none()).components()).containsExactly(NOTES, CORE);
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        refused("{\"name\":\"core\",\"colour\":\"red\"}", "$.components[0].colour", "does not know that key");
        refused("{\"name\":\"core\",\"late\":\"never\"}", "late", "as_asked, applied");
        refused("{\"name\":\"core\"}", "component notes", "does not list");
        refused(
                "{\"name\":\"core\"},{\"name\":\"notes\",\"depends_on\":[\"seed\"]}",
                "component seed",
                "not described");
        refused("{\"name\":\"core\"},{\"name\":\"core\"},{\"name\":\"notes\"}", "component core", "described twice");
        refused(
                "{\"name\":\"core\",\"depends_on\":[\"notes\"]},{\"name\":\"notes\",\"depends_on\":[\"core\"]}",
                "in a circle",
                "Take one of their dependencies away");
        refused("{\"name\":\"core\",\"tables\":[\"*\"]}", "component core", "or all");
        assertThatThrownBy(() -> described("{\"format\":\"whisper-schema/migrations\",\"version\":2}"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("migrations.json")
                .hasMessageContaining("version 2");
    }

    private static void refused(String components, String place, String problem) {
        assertThatThrownBy(() -> described(components(components)))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining(place)
                .hasMessageContaining(problem);
    }

    @Test
    void aComponentOwnsTablesByNameAndByTheBeginningOfTheirNames() {
        assertThat(List.of("notes", "notes_tags", "note", "users"))
                .filteredOn(NOTES::owns)
                .containsExactly("notes", "notes_tags");
    }
}
