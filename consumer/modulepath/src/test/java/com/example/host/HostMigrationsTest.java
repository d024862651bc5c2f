package com.example.host;

import io.whisperschema.testkit.MigrationIndexContract;
import java.nio.file.Path;

class HostMigrationsTest implements MigrationIndexContract {
    @Override
    public Path migrationFolder() {
        return Path.of("src/main/resources/db/migrations");
    }
}
