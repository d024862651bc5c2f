package io.whisperschema.migration;

import static io.whisperschema.definition.cache.CacheFieldType.FLOAT;
import static io.whisperschema.definition.cache.CacheFieldType.INTEGER;
import static io.whisperschema.definition.cache.CacheFieldType.STRING;
import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.migration.CacheOperations.rewrite;
import static io.whisperschema.migration.CacheOperations.step;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.DocumentForm;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.CodeStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host says of a cache in migrations, before any cache is asked. */
class CacheOperationsTest {
    private static final CacheField TEXT = field("text").string();
    private static final CacheField TOPICS = field("topics").json();
    private static final KeyFamily V1 = keyFamily("messages", "chat:<channel>")
            .list(TEXT, field("author").string(), field("score").integer(), TOPICS);
    private static final KeyFamily V2 = keyFamily("messages", "messages:{<channel>}")
            .list(
                    TEXT,
                    field("author_name").string(),
                    field("score").floating(),
                    field("mood").string(),
                    TOPICS)
            .valueVersion(2);

    private static CodeStep<?> code(String name, String version) {
        return step(name, version, Object.class, value -> {});
    }

    private static CacheRewrite between(KeyFamily before, CacheField... fields) {
        return rewrite(
                before, keyFamily("messages", "chat:<channel>").list(fields).valueVersion(2));
    }

    private static CacheRewrite renamed() {
        return rewrite(V1, V2)
                .renamingField("author", "author_name")
                .retypingField("score", FLOAT)
                .addingField("mood", "calm");
    }

    private static Migration of(Operation... operations) {
        return Migration.of(4, "four").operations(operations);
    }

    private static String meaning(Operation... operations) {
        return of(operations).checksum(DialectName.SQLITE).meaning();
    }

    @Test
    void aRecipeSaysAllThatWasWritten() {
        CacheRewrite rewrite = renamed()
                .droppingField("draft")
                .computingField("mood", code("moods", "3"))
                .writtenAs(DocumentForm.MESSAGE_PACK)
                .keepingNewEntries();

        EntryRecipe recipe = rewrite.recipe();

        assertThat(recipe.edits().stream().map(FieldEdit::words))
                .containsExactly(
                        "rename field author to author_name",
                        "make field score float",
                        "add field mood",
                        "drop field draft",
                        "compute field mood by moods (version 3)");
        assertThat(recipe.form()).contains(DocumentForm.MESSAGE_PACK);
        assertThat(recipe.meeting()).isEqualTo(Meeting.KEEP_NEW);
        assertThat(rewrite.code()).extracting(CodeStep::name).containsExactly("moods");
        assertThat(rewrite.words()).isEqualTo("rewrite the entries of key family messages to version 2");
        assertThat(of(rewrite).storeKind()).isEqualTo(StoreKind.CACHE);
    }

    /** Never to be corrected: a database that has it would stop every start. */
    @Test
    void theChecksumOfAllOfThemStaysWhatItIs() {
        Migration all = of(renamed()
                .droppingField("draft")
                .computingField("mood", code("moods", "3"))
                .writtenAs(DocumentForm.MESSAGE_PACK)
                .keepingNewEntries());

        assertThat(all.checksum(DialectName.SQLITE).meaning())
                .isEqualTo("operations-1:11ba13f082899f0acb7dcabe4aedeb3740b4688f04a6898077ee6790d376f76f")
                .isEqualTo(all.checksum(DialectName.POSTGRES).meaning());
    }

    static Stream<Arguments> oneThing() {
        CacheRewrite plain = rewrite(V1, V1.valueVersion(2));
        return Stream.of(
                arguments("nothing", plain),
                arguments("the version", rewrite(V1, V1.valueVersion(3))),
                arguments("the version before", rewrite(V1.valueVersion(3), V1.valueVersion(2))),
                arguments(
                        "the pattern",
                        rewrite(
                                V1,
                                keyFamily("messages", "talk:<channel>")
                                        .list(TEXT)
                                        .valueVersion(2))),
                arguments(
                        "the name",
                        rewrite(V1, keyFamily("talk", "chat:<channel>").list(TEXT))),
                arguments("a field", between(V1, TEXT, field("more").string())),
                arguments("its type", between(V1, TEXT, field("more").integer())),
                arguments(
                        "where it travels",
                        between(V1, TEXT, TOPICS, field("more").string().within("topics"))),
                arguments(
                        "a renamed field",
                        between(V1, TEXT, field("words").string()).renamingField("author", "words")),
                arguments(
                        "its new name",
                        between(V1, TEXT, field("word").string()).renamingField("author", "word")),
                arguments("a retyped field", plain.retypingField("score", INTEGER)),
                arguments("an added field", plain.addingField("text", "")),
                arguments("its value", plain.addingField("text", "none")),
                arguments("a dropped field", plain.droppingField("draft")),
                arguments("a computed field", plain.computingField("text", code("a", "1"))),
                arguments("its code", plain.computingField("text", code("b", "1"))),
                arguments("its code's version", plain.computingField("text", code("a", "2"))),
                arguments("the form", plain.writtenAs(DocumentForm.JSON)),
                arguments("another form", plain.writtenAs(DocumentForm.FLAT)),
                arguments("who stays", plain.keepingNewEntries()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneThing")
    void theChecksumTellsEachThingThatIsSaidApart(String name, CacheRewrite one) {
        List<String> others = oneThing()
                .map(other -> (CacheRewrite) other.get()[1])
                .filter(other -> !other.equals(one))
                .map(CacheOperationsTest::meaning)
                .toList();

        assertThat(others).hasSize(19).doesNotContain(meaning(one));
    }

    @Test
    void theCodeItselfAndHowLongKeysLiveAreInNoChecksum() {
        CacheRewrite plain = rewrite(V1, V1.valueVersion(2));
        KeyFamily shorter =
                V1.valueVersion(2).expiringAfter(Duration.ofHours(1)).longest(10);

        assertThat(meaning(plain.computingField("text", code("a", "1"))))
                .isEqualTo(meaning(plain.computingField("text", code("a", "1"))));
        assertThat(meaning(rewrite(V1, shorter))).isEqualTo(meaning(plain));
    }

    static Stream<Arguments> contradictions() {
        CacheRewrite plain = rewrite(V1, V1.valueVersion(2));
        CacheField a = field("a").string();
        CacheField b = field("b").string();
        KeyFamily both = keyFamily("messages", "chat:<channel>").list(a, b);
        return Stream.of(
                arguments("Raise the version of what it becomes: valueVersion(2).", rewrite(V1, V1)),
                arguments("the definition has no field user", plain.renamingField("author", "user")),
                arguments("the definition before has no field autor", plain.renamingField("autor", "author")),
                arguments("the definition before has no field scores", plain.retypingField("scores", INTEGER)),
                arguments("the definition has no field mood", plain.addingField("mood", "calm")),
                arguments("the definition has no field mood", plain.computingField("mood", code("a", "1"))),
                arguments(
                        "field score becomes float, and the definition says integer",
                        plain.retypingField("score", FLOAT)),
                arguments("field text is dropped, and the definition has it still", plain.droppingField("text")),
                arguments(
                        "field b is what another edit takes away",
                        between(both, a, b).renamingField("a", "b").renamingField("b", "a")),
                arguments(
                        "field b is what another edit takes away",
                        between(both, b).droppingField("b").renamingField("a", "b")),
                arguments(
                        "field a is what another edit makes",
                        between(both, a, b).renamingField("a", "b").addingField("a", "x")),
                arguments(
                        "another edit renames the same field, or to the same name",
                        between(both, field("c").string())
                                .renamingField("a", "c")
                                .renamingField("b", "c")),
                arguments(
                        "field mood is required and new, and nothing gives it to the values that are there",
                        between(V1, TEXT, field("mood").string().required())),
                arguments(
                        "field score is integer before and float after",
                        between(V1, field("score").floating())),
                arguments(
                        "field level is integer before and float after",
                        between(V1, field("level").floating()).renamingField("score", "level")),
                arguments(
                        "field author travels beside the others before and within topics after",
                        between(V1, TOPICS, field("author").string().within("topics"))),
                arguments(
                        "a hash has fields and no documents",
                        rewrite(
                                        keyFamily("session", "s:<id>").hash(a),
                                        keyFamily("session", "s:<id>").hash(a).valueVersion(2))
                                .writtenAs(DocumentForm.JSON)),
                arguments(
                        "two parts of its code are named a",
                        plain.computingField("text", code("a", "1")).computingField("author", code("a", "2"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void whatContradictsItselfOrTheDefinitionsIsRefusedAtOnce(String why, CacheRewrite operation) {
        assertThatThrownBy(() -> of(operation))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageStartingWith("migration 0004 four")
                .hasMessageContaining(why);
    }

    @Test
    void whatFitsMayBeSaid() {
        KeyFamily untold = keyFamily("messages", "chat:<channel>").list();
        of(renamed());
        of(rewrite(V1, keyFamily("talk", "chat:<channel>").list(TEXT)));
        of(rewrite(untold, untold.valueVersion(2)).renamingField("a", "b").retypingField("c", STRING));
        of(between(V1, TEXT, field("level").floating().required())
                .renamingField("score", "level")
                .retypingField("level", FLOAT));
        of(rewrite(V1, V2.valueVersion(1))
                .renamingField("author", "author_name")
                .retypingField("score", FLOAT));
    }

    @Test
    void whatHasOtherValuesOrOtherPlaceholdersIsRefusedWhereItIsWritten() {
        assertThatThrownBy(() ->
                        rewrite(V1, keyFamily("messages", "chat:<channel>").set(TEXT)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("Make another family of it");
        assertThatThrownBy(
                        () -> rewrite(V1, keyFamily("messages", "chat:<guild>").list(TEXT)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("have different placeholders");
    }

    @Test
    void aMigrationSpeaksOfAFamilyOnceAndOfNoOtherStore() {
        CacheRewrite first = rewrite(V1, V1.valueVersion(2));

        assertThatThrownBy(() -> of(first, rewrite(V1.valueVersion(2), V1.valueVersion(3))))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("two of its operations are about key family messages");
        assertThatThrownBy(() -> of(sql("SELECT 1"), first))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("other operations beside those on entries of a cache");
        assertThatThrownBy(() -> of(first).undo("SELECT 1"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("SQL that takes it back, which changes no cache");
    }

    private static Optional<List<String>> back(CacheRewrite rewrite) {
        return rewrite.inverse()
                .map(inverse -> ((CacheRewrite) inverse)
                        .edits().stream().map(FieldEdit::words).toList());
    }

    @Test
    void theWayBackUndoesTheLastEditFirst() {
        CacheRewrite rewrite = renamed().writtenAs(DocumentForm.JSON).keepingNewEntries();

        var inverse = (CacheRewrite) rewrite.inverse().orElseThrow();

        assertThat(back(rewrite))
                .contains(List.of("drop field mood", "make field score integer", "rename field author_name to author"));
        assertThat(inverse.before()).isEqualTo(V2);
        assertThat(inverse.after()).isEqualTo(V1);
        assertThat(inverse.form()).isEmpty();
        assertThat(inverse.meeting()).isEqualTo(Meeting.KEEP_NEW);
        assertThat(inverse.words()).isEqualTo("rewrite the entries of key family messages to version 1");
    }

    @Test
    void aFieldThatWasRenamedGetsTheTypeThatItHadByItsFormerName() {
        assertThat(back(between(V1, field("level").floating())
                        .renamingField("score", "level")
                        .retypingField("level", FLOAT)))
                .contains(List.of("make field level integer", "rename field level to score"));
    }

    @Test
    void aFieldThatSomeValuesHadBeforeStaysOnTheWayBack() {
        assertThat(back(rewrite(V1, V1.valueVersion(2)).addingField("author", "nobody")))
                .contains(List.of());
    }

    @Test
    void whatIsDroppedOrComputedOrWasOfNoKnownTypeHasNoWayBack() {
        CacheRewrite plain = rewrite(V1, V1.valueVersion(2));
        KeyFamily untold = keyFamily("messages", "chat:<channel>").list();

        assertThat(back(plain.droppingField("draft"))).isEmpty();
        assertThat(back(plain.computingField("text", code("a", "1")))).isEmpty();
        assertThat(back(rewrite(untold, untold.valueVersion(2)).retypingField("score", FLOAT)))
                .isEmpty();
        assertThat(of(plain.droppingField("draft")).hasWayBack(DialectName.SQLITE))
                .isFalse();
        assertThat(of(plain).hasWayBack(DialectName.SQLITE)).isTrue();
    }
}
