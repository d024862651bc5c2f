package io.whisperschema.migration;

import static io.whisperschema.definition.vector.Distance.COSINE;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static io.whisperschema.migration.Operations.sql;
import static io.whisperschema.migration.VectorOperations.merge;
import static io.whisperschema.migration.VectorOperations.renameCollection;
import static io.whisperschema.migration.VectorOperations.reshape;
import static io.whisperschema.migration.VectorOperations.reshapeEach;
import static io.whisperschema.migration.VectorOperations.split;
import static io.whisperschema.migration.VectorOperations.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host says of collections in migrations, before any store is asked. */
class VectorOperationsTest {
    private static final VectorCollection MEMORIES = collection(
                    "memories",
                    vector("content", 3, COSINE),
                    vector("emotion", 3, COSINE),
                    payload("user_id").keyword(),
                    payload("year").integer())
            .version("4");
    private static final CollectionFamily FAMILY = family(
            "memory_<name>",
            version("2", vector("content", 3, COSINE)),
            version("3", vector("content", 4, COSINE)),
            version("4", vector("content", 5, COSINE)));

    private static CodeStep<?> code(String name, String version) {
        return step(name, version, Object.class, points -> {});
    }

    private static Migration everything(String codeVersion) {
        CodeStep<?> emotions = code("emotions", codeVersion);
        return Migration.of(1, "everything")
                .operations(
                        reshape("memories", MEMORIES)
                                .renamingVector("", "content")
                                .embedding("emotion", emotions)
                                .renamingField("user", "user_id")
                                .retypingField("year", PayloadType.INTEGER)
                                .addingField("year", 1970L)
                                .droppingField("mood")
                                .computingField("user_id", code("users", "1"))
                                .changingPoints(code("all", "1")),
                        reshape("diaries", named("diaries", "2")).leavingEmpty("content"),
                        renameCollection("dreams", named("visions", "2")),
                        split(
                                "all",
                                "kind",
                                Map.of("a", named("as", "1"), "b", named("bs", "1"), "c", named("as", "1"))),
                        merge(List.of("as", "bs"), named("both", "1")),
                        reshapeEach(FAMILY, "3").addingField("mood", List.of("calm", "glad")));
    }

    private static VectorCollection named(String name, String version) {
        return collection(name, vector("content", 3, COSINE)).version(version);
    }

    private static String meaning(Migration migration) {
        return migration.checksum(DialectName.SQLITE).meaning();
    }

    /** Never to be corrected: a database that has it would stop every start. */
    @Test
    void theChecksumOfAllOfThemStaysWhatItIs() {
        assertThat(meaning(everything("1")))
                .isEqualTo("operations-1:b766ad7878d9f436b9c3f8489234bb809d13dcdaff2087e7a777dc6df62f5f63")
                .isEqualTo(everything("1").checksum(DialectName.POSTGRES).meaning());
    }

    static Stream<Arguments> oneThing() {
        VectorReshape plain = reshape("memories", MEMORIES);
        return Stream.of(
                arguments("the collection", reshape("diaries", MEMORIES)),
                arguments("the target's version", reshape("memories", MEMORIES.version("5"))),
                arguments("the target's shape", reshape("memories", MEMORIES.sharded(2))),
                arguments("the target's name", reshape("memories", named("memoirs", "4"))),
                arguments("a renamed vector", plain.renamingVector("old", "content")),
                arguments("an embedded vector", plain.embedding("content", code("a", "1"))),
                arguments("its code", plain.embedding("content", code("b", "1"))),
                arguments("its code's version", plain.embedding("content", code("a", "2"))),
                arguments("an empty vector", plain.leavingEmpty("content")),
                arguments("a renamed field", plain.renamingField("user", "user_id")),
                arguments("a retyped field", plain.retypingField("year", PayloadType.INTEGER)),
                arguments("an added field", plain.addingField("year", 1L)),
                arguments("a value's type", plain.addingField("year", 1.0)),
                arguments("a dropped field", plain.droppingField("mood")),
                arguments("a computed field", plain.computingField("year", code("a", "1"))),
                arguments("code for points", plain.changingPoints(code("a", "1"))),
                arguments("a family", reshapeEach(FAMILY, "3")),
                arguments("its version", reshapeEach(FAMILY, "4")),
                arguments("a merge", merge(List.of("memories", "diaries"), MEMORIES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneThing")
    void theChecksumTellsEachThingThatIsSaidApart(String name, VectorReshape one) {
        List<String> others = oneThing()
                .map(other -> (VectorReshape) other.get()[1])
                .filter(other -> !other.equals(one))
                .map(other -> meaning(Migration.of(1, "one").operations(other)))
                .toList();

        assertThat(others)
                .hasSize(18)
                .doesNotContain(meaning(Migration.of(1, "one").operations(one)));
    }

    @Test
    void theCodeItselfIsInNoChecksum() {
        assertThat(meaning(everything("1"))).isEqualTo(meaning(everything("1"))).isNotEqualTo(meaning(everything("2")));
    }

    static Stream<Arguments> contradictions() {
        VectorReshape plain = reshape("memories", MEMORIES);
        return Stream.of(
                refused(
                        "the definition has none of that name. Nothing was applied. It has content, emotion.",
                        plain.embedding("mood", code("a", "1"))),
                refused("vector mood is left empty", plain.leavingEmpty("mood")),
                refused("vector mood is what old is renamed to", plain.renamingVector("old", "mood")),
                refused(
                        "vector emotion is renamed, and the definition has one",
                        plain.renamingVector("emotion", "content")),
                refused(
                        "two things are said of where vector content comes from",
                        plain.embedding("content", code("a", "1")).leavingEmpty("content")),
                refused(
                        "vector old is renamed twice",
                        plain.renamingVector("old", "content").renamingVector("old", "emotion")),
                refused("the definition has no payload field user", plain.renamingField("name", "user")),
                refused("the definition has no payload field users", plain.addingField("users", "all")),
                refused(
                        "payload field year becomes float, and the definition says integer",
                        plain.retypingField("year", PayloadType.FLOAT)),
                refused("payload field year is dropped, and the definition has it still", plain.droppingField("year")),
                refused(
                        "two parts of its code are named a",
                        plain.embedding("content", code("a", "1")).embedding("emotion", code("a", "2"))));
    }

    private static Arguments refused(String why, VectorReshape operation) {
        return arguments(why, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void whatContradictsItselfOrTheDefinitionIsRefusedAtOnce(String why, VectorReshape operation) {
        assertThatThrownBy(() -> Migration.of(4, "four").operations(operation))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageStartingWith("migration 0004 four")
                .hasMessageContaining(why);
    }

    @Test
    void whatIsMadeOnTheWayAndGoesAgainNeedsNoPlaceInTheDefinition() {
        Migration.of(1, "by_way")
                .operations(reshape("memories", MEMORIES)
                        .computingField("draft", code("a", "1"))
                        .renamingField("draft", "user_id")
                        .addingField("note", "x")
                        .droppingField("note"));
    }

    static Stream<Arguments> misspelled() {
        return Stream.of(
                nothing("it has no version", () -> reshape("memories", collection("memories", unnamed(3, COSINE)))),
                nothing("it has no version 7", () -> reshapeEach(FAMILY, "7")),
                nothing("it is renamed to its own name", () -> renameCollection("memories", MEMORIES)),
                nothing("it is split into one", () -> split("all", "kind", Map.of("a", MEMORIES, "b", MEMORIES))),
                nothing("it is merged of fewer than two", () -> merge(List.of("a"), MEMORIES)),
                nothing("there twice", () -> merge(List.of("a", "a"), MEMORIES)));
    }

    private static Arguments nothing(String why, Supplier<VectorReshape> operation) {
        return arguments(why, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misspelled")
    void whatLeadsNowhereIsRefusedWhereItIsWritten(String why, Supplier<VectorReshape> operation) {
        assertThatThrownBy(operation::get).isInstanceOf(InvalidDefinition.class).hasMessageContaining(why);
    }

    @Test
    void sqlBesideThemIsRefusedAlsoOnTheWayBack() {
        assertThatThrownBy(() -> Migration.of(1, "mixed").operations(reshape("memories", MEMORIES), sql("SELECT 1")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("other operations beside those on collections")
                .hasMessageContaining("Give each a migration of its own");
        assertThatThrownBy(() -> Migration.of(1, "mixed")
                        .operations(reshape("memories", MEMORIES))
                        .undo("SELECT 1"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("SQL that takes it back");
    }

    @Test
    void ofAFamilyItIsForThoseThatAreAtAnEarlierVersionOrAtNoneByTheNameOfClients() {
        var held = new VectorCatalog(
                List.of(
                        atVersion("memory_ada_7d", "2"),
                        atVersion("memory_bob", "3"),
                        atVersion("memory_cyd", "4"),
                        atVersion("memory_dan", "9"),
                        collection("memory_eve", vector("content", 3, COSINE)),
                        atVersion("other", "2")),
                List.of(),
                Map.<String, CollectionRecord>of(),
                Map.of("memory_ada", "memory_ada_7d"),
                List.of(),
                Facts.none("vectors"));

        assertThat(reshapeEach(FAMILY, "3").recipes(held).stream().map(PointRecipe::from))
                .containsExactly(List.of("memory_ada"), List.of("memory_eve"));
        assertThat(reshapeEach(FAMILY, "3").recipes(held).get(0).into())
                .containsExactly(FAMILY.collectionAt("3", "ada"));
    }

    private static VectorCollection atVersion(String name, String version) {
        return collection(name, vector("content", 3, COSINE)).version(version);
    }

    @Test
    void eachHasAWayBackWhichSaysSoInWords() {
        Migration all = everything("1");

        assertThat(all.hasWayBack(DialectName.SQLITE)).isTrue();
        assertThat(all.operations().stream().map(Operation::words))
                .containsExactly(
                        "reshape collection memories",
                        "reshape collection diaries",
                        "make visions of collection dreams",
                        "make as, bs of collection all",
                        "make both of collection as, bs",
                        "reshape each collection of memory_<name> to version 3");
        assertThat(all.operations().get(0).inverse().orElseThrow().words())
                .isEqualTo("take back: reshape collection memories");
    }
}
