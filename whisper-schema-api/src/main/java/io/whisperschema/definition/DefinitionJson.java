package io.whisperschema.definition;

import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of a definition. */
final class DefinitionJson {
    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/definition", 1);

    private DefinitionJson() {}

    static String write(SchemaDefinition definition) {
        return FORMAT.begin()
                .put("name", definition.name())
                .put("tables", definition.relational().tables(), TableJson::write)
                .put("views", definition.relational().views(), TableJson::write)
                .put("collections", definition.vectors().collections(), VectorJson::write)
                .put("families", definition.vectors().families(), VectorJson::write)
                .put("keyFamilies", definition.cache().families(), CacheJson::write)
                .put("graph", GraphJson.write(definition.graph()))
                .put("links", definition.links(), LinkJson::write)
                .put("components", definition.components(), DefinitionJson::write)
                .build()
                .pretty();
    }

    static SchemaDefinition read(String json) {
        return FORMAT.read(json, DefinitionJson::read);
    }

    private static SchemaDefinition read(JsonMembers members) {
        return new SchemaDefinition(
                members.text("name"),
                TableJson.readModel(members),
                VectorJson.readModel(members),
                CacheJson.readModel(members),
                GraphJson.read(members.need("graph")),
                members.list("links", LinkJson::read),
                members.list("components", DefinitionJson::readComponent));
    }

    private static Json write(Component component) {
        return Json.object()
                .put("name", component.name())
                .put("tables", Json.texts(component.tables()))
                .build();
    }

    private static Component readComponent(JsonValue value) {
        return value.object(members ->
                new Component(members.text("name"), members.need("tables").list(JsonValue::text)));
    }
}
