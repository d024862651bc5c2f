package io.whisperschema.definition;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.relational.Relational.*;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;

/** A definition that nothing is wrong with, and its parts. */
final class Accepted {
    private Accepted() {}

    static SchemaDefinition start() {
        return SchemaDefinition.named("test");
    }

    static SchemaDefinition full() {
        return start().tables(users())
                .collections(memories())
                .keyFamilies(session())
                .graph(node("User", property("id").string()));
    }

    static Table users() {
        return table("users", text("user_id").naturalKey("id"), text("username").notNull());
    }

    static VectorCollection memories() {
        return collection(
                "memories", unnamed(384, Distance.COSINE), payload("user_id").keyword());
    }

    static KeyFamily session() {
        return keyFamily("session", "session:<user_id>").hash(field("mood").string());
    }
}
