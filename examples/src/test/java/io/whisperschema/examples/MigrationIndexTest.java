package io.whisperschema.examples;

import io.whisperschema.testkit.MigrationIndexContract;
import java.nio.file.Path;

class MigrationIndexTest implements MigrationIndexContract {
    @Override
    public Path migrationFolder() {
        return Path.of("src/main/resources/db/migrations");
    }
}
