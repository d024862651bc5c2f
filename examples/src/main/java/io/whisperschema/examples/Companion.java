package io.whisperschema.examples;

import static io.whisperschema.definition.Links.key;
import static io.whisperschema.definition.Links.link;
import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.relationship;
import static io.whisperschema.definition.graph.Graphs.uniqueness;
import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.json;
import static io.whisperschema.definition.relational.Relational.real;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;

import io.whisperschema.definition.Links;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.picture.SchemaPicture;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.sqlite.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A host's own definition, over all four kinds of store. */
public final class Companion {
    private Companion() {}

    /** The definition. */
    public static SchemaDefinition schema() {
        return SchemaDefinition.named("companion")
                .tables(
                        table(
                                "users",
                                text("user_id").naturalKey("id"), // PostgreSQL keeps a number beside it
                                text("name").notNull(),
                                json("preferences").defaultsTo("{}"),
                                timestamp("created_at").defaultsToNow()),
                        table(
                                "memories",
                                bigint("id").identity(),
                                text("user_id")
                                        .notNull()
                                        .references("users", "user_id")
                                        .onDelete(DialectName.POSTGRES, ReferentialAction.CASCADE),
                                text("content").notNull(),
                                real("importance").notNull().defaultsTo(0.5),
                                check("importance_range", column("importance").between(0, 1)),
                                index("idx_memories_user").on("user_id")))
                .collections(collection(
                        "memories",
                        unnamed(384, Distance.COSINE),
                        payload("user_id").keyword().required()))
                .keyFamilies(keyFamily("session", "companion:session:<user_id>")
                        .hash(field("mood").string(), field("last_seen").datetime())
                        .expiringAfter(Duration.ofHours(2)))
                .graph(
                        node("User", property("id").string()),
                        node("Topic", property("id").string()),
                        relationship("INTERESTED_IN").from("User").to("Topic"),
                        uniqueness("user_id_unique").of("User", "id"))
                .links(link(Links.payload("memories", "user_id")).to(key("users", "user_id")));
    }

    /** The statements that create it, as text; no database is needed. */
    public static void showDdl() {
        System.out.println(SqliteDialect.dialect().ddl(schema()).text());
        System.out.println(PostgresDialect.inSchema("companion").ddl(schema()).text());
    }

    /** A page to look at, and a text for a document that shows Mermaid. */
    public static void draw(Path folder) throws IOException {
        SchemaPicture picture = SchemaPicture.of(schema());
        Files.writeString(folder.resolve("companion.html"), picture.html()); // one page that needs nothing else
        Files.writeString(folder.resolve("companion.mmd"), picture.mermaid());
    }
}
