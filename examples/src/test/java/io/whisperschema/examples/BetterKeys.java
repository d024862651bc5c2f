package io.whisperschema.examples;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.migration.CacheOperations.rewrite;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.whisperschema.WhisperSchema;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;

/** Other keys and fields for a cache that is in use. */
final class BetterKeys {
    static final KeyFamily META = keyFamily("meta", "chat:meta:<channel_id>")
            .hash(field("message_count").integer(), field("quality").string())
            .expiringAfter(Duration.ofHours(1));
    static final KeyFamily BETTER_META = keyFamily("meta", "chat:meta:{<channel_id>}")
            .hash(
                    field("message_count").integer(),
                    field("conversation_quality").floating())
            .expiringAfter(Duration.ofHours(1))
            .valueVersion(2);

    private BetterKeys() {}

    static Migrations migrations() {
        return Migrations.of(Migration.of(1, "better_meta")
                .operations(rewrite(META, BETTER_META)
                        .renamingField("quality", "conversation_quality")
                        .retypingField("conversation_quality", CacheFieldType.FLOAT)));
    }

    /** What a host does when it starts. */
    static BootstrapReport start(RedisClient client, RedisURI address, Path record) {
        try (var store = SqliteStore.open(record)) {
            return WhisperSchema.of(SchemaDefinition.named("companion").keyFamilies(BETTER_META))
                    .relational(store) // it has no tables: this file keeps the record of its migrations
                    .cache(RedisStore.over(client, address))
                    .migrations(migrations())
                    .bootstrap();
        }
    }
}
