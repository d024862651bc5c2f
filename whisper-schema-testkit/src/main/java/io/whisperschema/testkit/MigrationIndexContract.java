package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.migration.MigrationIndex;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What holds of every host that ships an index of its migrations: the index is that of the files beside it. A host
 * proves it in its own build:
 *
 * <pre>{@code
 * class OurMigrationIndexTest implements MigrationIndexContract {
 *     public Path migrationFolder() {
 *         return Path.of("src/main/resources/db/migrations");
 *     }
 * }
 * }</pre>
 */
public interface MigrationIndexContract {
    /** The folder with the migrations and their index, as it is packed or will be. */
    Path migrationFolder();

    @Test
    default void theIndexIsCurrent() {
        List<String> differences = MigrationIndex.of(migrationFolder()).differences();
        assertThat(differences)
                .as(() -> "the index of " + migrationFolder() + ":\n" + String.join("\n", differences))
                .isEmpty();
    }
}
