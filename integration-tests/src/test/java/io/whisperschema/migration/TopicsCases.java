package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;

/** Cases of a host that wishes for one table, which its first migration makes. */
abstract class TopicsCases extends MigrationCases {
    static final Migration TOPICS = Migration.of(1, "0001_topics.sql").sql("CREATE TABLE topics (id INTEGER)");

    @Override
    WhisperSchema schema(Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host").tables(table("topics", integer("id"))))
                .relational(store)
                .migrations(Migrations.of(migrations));
    }

    static boolean writes(String statement) {
        return statement.matches("(?is)\\s*(create|alter|drop|insert|update|delete)\\b.*");
    }
}
