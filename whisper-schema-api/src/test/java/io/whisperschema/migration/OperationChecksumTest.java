package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.unique;
import static io.whisperschema.definition.relational.Relational.view;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.alter;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.code;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.createView;
import static io.whisperschema.migration.Operations.drop;
import static io.whisperschema.migration.Operations.dropIndex;
import static io.whisperschema.migration.Operations.dropTable;
import static io.whisperschema.migration.Operations.dropView;
import static io.whisperschema.migration.Operations.ensure;
import static io.whisperschema.migration.Operations.renameColumn;
import static io.whisperschema.migration.Operations.renameTable;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.InvalidMigration;
import org.junit.jupiter.api.Test;

/** The checksums of typed operations, which databases keep for ever. */
class OperationChecksumTest {
    private static final Migration EVERYTHING = Migration.of(1, "everything")
            .operations(
                    createTable(
                            table("users", bigint("id").identity(), text("name").notNull())
                                    .comment("people")),
                    add("users", text("mail").unique().comment("one")),
                    add("users", integer("age").references("ages", "age")),
                    add("users", check("age_range", column("age").between(0, 150))),
                    add("users", index("by_name").on("name").descending()),
                    alter("users", text("mood"), text("mood").notNull().defaultsTo("calm")),
                    renameColumn("users", "name", "full_name"),
                    renameTable("users", "people"),
                    drop("people", unique("mail")),
                    drop("people", text("mail")),
                    dropIndex("people", "by_name"),
                    createView(view("names", "SELECT full_name FROM people")),
                    dropView("names"),
                    dropTable(table("topics", text("a"))),
                    ensure("people", text("mood")),
                    sql("INSERT INTO people (full_name) VALUES ('Ada')"),
                    code("fill", "1", Integer.class, number -> {}))
            .recordOnly("by hand");

    /** Never to be corrected: a database that has it would stop every start. */
    @Test
    void theyAreWhatTheyEverWere() {
        assertThat(EVERYTHING.checksum(DialectName.SQLITE).meaning())
                .isEqualTo("operations-1:6938d39184e6126ae248934fa701c200c9b294722f69fc52a6ec00c7c3b6338f");
        assertThat(EVERYTHING.checksum(DialectName.POSTGRES).meaning())
                .isEqualTo("operations-1:6938d39184e6126ae248934fa701c200c9b294722f69fc52a6ec00c7c3b6338f");
    }

    @Test
    void aCommentInSqlIsNoOtherMeaning() {
        Checksum plain =
                Migration.of(1, "a").operations(sql("DELETE FROM users")).checksum(DialectName.SQLITE);
        Checksum commented =
                Migration.of(1, "a").operations(sql("delete from users -- all")).checksum(DialectName.SQLITE);

        assertThat(commented.meaning()).isEqualTo(plain.meaning());
        assertThat(commented.raw()).isNotEqualTo(plain.raw());
    }

    private static final Backfill MOODS =
            backfill("users", "mood = 'calm'", "mood IS NULL").on(DialectName.SQLITE, "mood = 'quiet'", "mood IS NULL");

    private static String meaning(Backfill operation) {
        return Migration.of(1, "a")
                .operations(operation)
                .checksum(DialectName.SQLITE)
                .meaning();
    }

    /** Never to be corrected either. */
    @Test
    void aBackfillIsWhatItEverWas() {
        assertThat(meaning(MOODS))
                .isEqualTo("operations-1:888100a7089f8a6c1fdd295aaaffdbf60271a5d58544f6e3830405d82da261be");
    }

    @Test
    void howManyRowsABackfillTakesAtOnceIsNoOtherMeaning() {
        assertThat(meaning(MOODS.inBatchesOf(7).by("id"))).isEqualTo(meaning(MOODS));
        assertThat(meaning(MOODS.on(DialectName.POSTGRES, "mood = 'loud'", "mood IS NULL")))
                .isEqualTo(meaning(MOODS));
        assertThat(meaning(backfill("users", "mood = 'calm'", "mood IS NULL"))).isNotEqualTo(meaning(MOODS));
        assertThat(meaning(backfill("users", "mood = 'quiet'", "mood = ''"))).isNotEqualTo(meaning(MOODS));
        assertThat(meaning(backfill("people", "mood = 'quiet'", "mood IS NULL")))
                .isNotEqualTo(meaning(MOODS));
    }

    @Test
    void anotherVersionOfCodeIsAnotherMeaning() {
        assertThat(Migration.of(1, "a").code("1", Integer.class, number -> {}).checksum(DialectName.SQLITE))
                .isEqualTo(Migration.of(1, "a")
                        .code("1", Integer.class, number -> assertThat(number).isZero())
                        .checksum(DialectName.SQLITE))
                .isNotEqualTo(Migration.of(1, "a")
                        .code("2", Integer.class, number -> {})
                        .checksum(DialectName.SQLITE));
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItIsWritten() {
        assertThatThrownBy(() -> Migration.of(1, "both").sql("SELECT 1").operations(renameTable("a", "b")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("sql(…)");
        assertThatThrownBy(() -> alter("users", text("a"), text("b")))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("renameColumn");
        assertThatThrownBy(() -> add("users", text("a").naturalKey("id")))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("natural key");
        assertThatThrownBy(() -> MOODS.inBatchesOf(0))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> Migration.of(1, "both").operations(MOODS, renameTable("a", "b")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("Give the backfill a migration of its own");
    }
}
