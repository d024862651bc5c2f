package io.whisperschema.picture;

import static io.whisperschema.definition.Links.key;
import static io.whisperschema.definition.Links.link;
import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.relationship;
import static io.whisperschema.definition.relational.Relational.*;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;

import io.whisperschema.definition.Links;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.vector.Distance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Schemas worth a picture. */
final class Schemas {
    private static final List<String> NAMES = List.of(
            "tenants",
            "users",
            "sessions",
            "channels",
            "messages",
            "reactions",
            "characters",
            "personality_traits",
            "memories",
            "facts",
            "emotions",
            "relationships",
            "documents",
            "document_versions",
            "attachments",
            "audit_events",
            "api_keys",
            "invoices",
            "invoice_lines",
            "payments");

    private Schemas() {}

    /** A schema of that many tables: each refers to up to three before it, some to themselves; many to the first two. */
    static SchemaDefinition generated(int tables) {
        return SchemaDefinition.named(tables + " tables")
                .tables(IntStream.range(0, tables)
                        .mapToObj(Schemas::generatedTable)
                        .toArray(Table[]::new));
    }

    private static Table generatedTable(int number) {
        var parts = new ArrayList<TablePart>();
        parts.add(bigint("id").identity());
        if (number > 0) {
            parts.add(refersTo("owner_id", number % 3 == 0 ? 0 : Math.min(1, number - 1))
                    .notNull());
        }
        if (number > 3 && number % 2 == 0) {
            parts.add(refersTo("parent_id", number * 7 % number == 0 ? number / 2 : number * 5 % number));
        }
        if (number % 5 == 4) {
            parts.add(refersTo("previous_id", number));
        }
        if (number % 4 == 3) {
            parts.add(refersTo("root_id", number / 3).unique());
        }
        IntStream.range(0, number * 3 % 11)
                .forEach(
                        i -> parts.add(i % 2 == 0 ? text("description_of_part_" + i) : decimal("amount_" + i, 30, 10)));
        parts.add(timestamp("created_at").notNull().defaultsToNow());
        return table(generatedName(number), parts.toArray(TablePart[]::new));
    }

    private static ColumnSpec refersTo(String column, int table) {
        return bigint(column).references(generatedName(table), "id");
    }

    static String generatedName(int number) {
        String name = NAMES.get(number % NAMES.size());
        return number < NAMES.size() ? name : name + "_" + number / NAMES.size();
    }

    /** A schema in which everything that has a name has that one. */
    static SchemaDefinition named(String name) {
        return SchemaDefinition.named(name)
                .tables(
                        table(
                                        name,
                                        text(name).primaryKey().comment(name),
                                        text("other").references(name, name).defaultsTo(name),
                                        check("check " + name, column(name).isNotNull()))
                                .comment(name),
                        table("other", text(name).notNull().references(name, name), unique(name)))
                .views(view("view " + name, "SELECT 1 AS \"" + name.replace("\"", "\"\"") + "\""))
                .collections(collection(
                                "points",
                                unnamed(4, Distance.COSINE),
                                payload(name).keyword())
                        .describedAs(name))
                .keyFamilies(keyFamily(name, "key:<id>").hash(field(name).string()))
                .graph(
                        node(name, property(name).string()),
                        relationship(name).from(name).to(name))
                .links(link(Links.payload("points", name)).to(key(name, name)));
    }
}
