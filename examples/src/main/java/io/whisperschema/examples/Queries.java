package io.whisperschema.examples;

import io.whisperschema.jooq.JooqSchema;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import org.jooq.Record;
import org.jooq.Table;

/** Queries on what the definition declares, the same on each database. */
public final class Queries {
    private Queries() {}

    /** Both or none. */
    public static void remember(RelationalStore store, String user, String content) {
        var jooq = JooqSchema.of(Companion.schema(), store);
        jooq.context().transaction(transaction -> {
            transaction
                    .dsl()
                    .insertInto(jooq.table("users"))
                    .set(jooq.field("users", "user_id", String.class), user)
                    .set(jooq.field("users", "name", String.class), user)
                    .onConflictDoNothing()
                    .execute();
            transaction
                    .dsl()
                    .insertInto(jooq.table("memories"))
                    .set(jooq.field("memories", "user_id", String.class), user)
                    .set(jooq.field("memories", "content", String.class), content)
                    .execute();
        });
    }

    /** What is remembered of whom, the newest first. */
    public static List<String> remembered(RelationalStore store) {
        var jooq = JooqSchema.of(Companion.schema(), store);
        Table<Record> users = jooq.table("users");
        Table<Record> memories = jooq.table("memories");
        var name = jooq.field("users", "name", String.class);
        var content = jooq.field("memories", "content", String.class);
        var importance = jooq.field("memories", "importance", Double.class);
        return jooq.context()
                .select(name, content)
                .from(memories.join(users).onKey())
                .where(importance.ge(0.5))
                .orderBy(jooq.field("memories", "id").desc())
                .fetch(row -> row.get(name) + ": " + row.get(content));
    }
}
