package io.whisperschema.picture;

import static io.whisperschema.definition.relational.Relational.foreignKey;
import static io.whisperschema.definition.relational.Relational.primaryKey;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.Golden;
import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.EveryFeature;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MermaidTest {
    private static String mermaid(Table... tables) {
        return SchemaPicture.of(SchemaDefinition.named("s").tables(tables)).mermaid();
    }

    @Test
    void everyFeatureIsWrittenAsBefore() {
        Golden.isAsWrittenBefore(
                "picture-every-feature.mmd",
                SchemaPicture.of(EveryFeature.schema()).mermaid());
    }

    @Test
    void whisperEngineIsWrittenAsBefore() {
        Golden.isAsWrittenBefore(
                "picture-whisper-engine.mmd",
                SchemaPicture.of(WhisperEngine.schema()).mermaid());
    }

    @ParameterizedTest
    @MethodSource("io.whisperschema.picture.HostileNames#all")
    void whateverANameHoldsTheTextIsMermaid(String name) {
        String text = SchemaPicture.of(Schemas.named(name)).mermaid();

        assertThat(MermaidGrammar.references(text)).hasSize(2);
    }

    @Test
    void everyForeignKeyIsALine() {
        SchemaDefinition schema = Schemas.generated(40);
        long keys = schema.relational().tables().stream()
                .mapToLong(table -> table.foreignKeys().size())
                .sum();

        assertThat(MermaidGrammar.references(SchemaPicture.of(schema).mermaid()))
                .hasSize((int) keys);
        assertThat(keys).isGreaterThan(60);
    }

    @Test
    void theLineSaysWhetherThereIsOneAndHowManyThereMayBe() {
        String text = mermaid(
                table("users", text("id").primaryKey()),
                table("notes", text("author").notNull().references("users", "id")),
                table("drafts", text("author").references("users", "id")),
                table("profiles", text("user_id").primaryKey().references("users", "id")),
                table("badges", text("holder").unique().references("users", "id")));

        assertThat(MermaidGrammar.references(text))
                .containsExactly(
                        "notes to users ||--o{",
                        "drafts to users |o--o{",
                        "profiles to users ||--o|",
                        "badges to users |o--o|");
    }

    @Test
    void aCompositeKeyAndOneToTheTableItselfAreLinesToo() {
        String text = mermaid(table(
                "rooms",
                text("house").notNull(),
                text("room").notNull(),
                text("next_house"),
                text("next_room"),
                primaryKey("house", "room"),
                foreignKey("next_house", "next_room").references("rooms", "house", "room")));

        assertThat(text).contains("rooms |o--o{ rooms : \"next_house, next_room \u2192 house, room\"\n");
    }

    @Test
    void whatMermaidDoesNotTakeStandsBesideWhatItTakes() {
        String text = mermaid(
                table("my users", text("full name").notNull(), text("n\u00E4me")), table("table_1", text("pk")));

        assertThat(text)
                .contains("    table_2[\"my users\"] {\n        text full_name \"full name, not null\"\n")
                .contains("        text n\u00E4me\n")
                .contains("    table_1 {\n        text _pk \"pk\"\n");
    }
}
