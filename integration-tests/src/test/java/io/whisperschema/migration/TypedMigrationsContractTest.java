package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.dropColumn;
import static io.whisperschema.migration.Operations.renameColumn;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.testkit.MigrationsContract;

class TypedMigrationsContractTest implements MigrationsContract {
    @Override
    public SchemaDefinition definition() {
        return SchemaDefinition.named("host")
                .tables(table(
                        "diaries",
                        bigint("id").identity(),
                        text("entry"),
                        text("mood"),
                        index("diaries_mood").on("mood")));
    }

    @Override
    public Migrations migrations() {
        return Migrations.of(
                Migration.of(1, "diaries")
                        .operations(
                                createTable(table("diaries", bigint("id").identity(), text("words"), text("aside")))),
                Migration.of(2, "moods").operations(add("diaries", text("mood"))),
                Migration.of(3, "by_mood")
                        .operations(add("diaries", index("diaries_mood").on("mood"))),
                Migration.of(4, "entries").operations(renameColumn("diaries", "words", "entry")),
                Migration.of(5, "no_aside")
                        .operations(dropColumn("diaries", "aside"))
                        .directed(Directives::allowingDataLoss));
    }
}
