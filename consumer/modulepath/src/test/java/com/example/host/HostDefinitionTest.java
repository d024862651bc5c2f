package com.example.host;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.testkit.DefinitionContract;

class HostDefinitionTest implements DefinitionContract {
    @Override
    public SchemaDefinition definition() {
        return Host.definition();
    }
}
