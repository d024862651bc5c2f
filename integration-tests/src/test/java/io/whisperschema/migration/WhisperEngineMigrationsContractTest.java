package io.whisperschema.migration;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.testkit.MigrationsContract;

class WhisperEngineMigrationsContractTest implements MigrationsContract {
    @Override
    public SchemaDefinition definition() {
        return WhisperEngine.schema();
    }

    @Override
    public Migrations migrations() {
        return WhisperEngine.migrations();
    }
}
