package io.whisperschema.vector.internal.transform;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.vector.internal.transform.Recipes.CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.vector.CollectionPart;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeProblemsTest {
    private static final VectorSpace CONTENT = vector("content", 2, Distance.COSINE);
    private static final VectorCollection TARGET = collection("new", CONTENT);

    private static CollectionShape shape(CollectionPart... parts) {
        return collection("x", parts).shape();
    }

    private static List<String> problems(PointRecipe recipe, CollectionShape... sources) {
        return Transform.refuse(recipe, List.of(sources)).stream()
                .map(Finding::sentence)
                .toList();
    }

    private static PointRecipe to(VectorSpace space) {
        return PointRecipe.of("old", collection("new", space));
    }

    private static PointRecipe taking(VectorSpace space) {
        return Recipes.vectors(collection("new", space), Map.of(space.name(), space.name()), Map.of(), Set.of());
    }

    private static PointRecipe embedding(VectorSpace space) {
        return Recipes.vectors(collection("new", space), Map.of(), Map.of(space.name(), CODE), Set.of());
    }

    private static PointRecipe leavingEmpty(VectorSpace space) {
        return Recipes.vectors(collection("new", space), Map.of(), Map.of(), Set.of(space.name()));
    }

    @Test
    void aVectorOfTheSameMakeIsTakenOver() {
        assertThat(problems(to(CONTENT), shape(CONTENT, vector("other", 3, Distance.DOT))))
                .isEmpty();
        assertThat(problems(to(CONTENT.embeddedBy("bge")), shape(CONTENT))).isEmpty();
        assertThat(problems(to(CONTENT), shape(CONTENT.embeddedBy("bge")))).isEmpty();
    }

    @Test
    void aVectorThatIsNewMustBeSpokenOf() {
        var target = vector("new", 2, Distance.COSINE);

        assertThat(problems(to(target), shape(CONTENT)))
                .containsExactly("vector new of collection new: expected vector new of collection old to take it over"
                        + " from, found no such vector");
        assertThat(problems(embedding(target), shape(CONTENT))).isEmpty();
        assertThat(problems(leavingEmpty(target), shape(CONTENT))).isEmpty();
        assertThat(problems(
                        Recipes.vectors(collection("new", target), Map.of("new", "content"), Map.of(), Set.of()),
                        shape(CONTENT)))
                .isEmpty();
    }

    @Test
    void generationOneBecomesThree() {
        var three = collection(
                "new", CONTENT, vector("emotion", 2, Distance.COSINE), vector("semantic", 2, Distance.COSINE));
        var recipe = Recipes.vectors(
                three, Map.of("content", VectorSpace.UNNAMED), Map.of("semantic", CODE), Set.of("emotion"));

        assertThat(problems(recipe, shape(unnamed(2, Distance.COSINE)))).isEmpty();
        assertThat(problems(PointRecipe.of("old", three), shape(unnamed(2, Distance.COSINE))))
                .hasSize(3);
    }

    @Test
    void anotherSizeIsRefused() {
        var larger = vector("content", 3, Distance.COSINE);

        for (PointRecipe recipe : List.of(to(larger), taking(larger))) {
            assertThat(problems(recipe, shape(CONTENT)))
                    .containsExactly("vector content of collection new: expected 3 elements,"
                            + " found vector content of collection old of 2 elements");
        }
        assertThat(problems(embedding(larger), shape(CONTENT))).isEmpty();
        assertThat(problems(leavingEmpty(larger), shape(CONTENT))).isEmpty();
    }

    @Test
    void anotherModelIsRefused() {
        for (PointRecipe recipe : List.of(to(CONTENT.embeddedBy("bge")), taking(CONTENT.embeddedBy("bge")))) {
            assertThat(problems(recipe, shape(CONTENT.embeddedBy("minilm"))))
                    .containsExactly("vector content of collection new: expected one of another model,"
                            + " found vector content of collection old");
        }
        assertThat(problems(embedding(CONTENT.embeddedBy("bge")), shape(CONTENT.embeddedBy("minilm"))))
                .isEmpty();
    }

    @Test
    void anotherDatatypeIsRefused() {
        assertThat(problems(taking(CONTENT.as(Datatype.UINT8)), shape(CONTENT)))
                .containsExactly("vector content of collection new: expected uint8,"
                        + " found vector content of collection old of float32");
    }

    @ParameterizedTest
    @EnumSource(names = {"DOT", "EUCLID", "MANHATTAN"})
    void lengthsThatCosineHasLostDoNotComeBack(Distance distance) {
        var target = vector("content", 2, distance);

        for (PointRecipe recipe : List.of(to(target), taking(target))) {
            assertThat(problems(recipe, shape(CONTENT)))
                    .containsExactly("vector content of collection new: expected " + distance.text()
                            + ", found vector content of collection old of cosine, which has lost its lengths");
        }
        assertThat(problems(embedding(target), shape(CONTENT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DOT,COSINE", "DOT,EUCLID", "EUCLID,MANHATTAN", "MANHATTAN,COSINE"})
    void anotherDistanceIsTakenOverOnlyWhereThatIsSaid(Distance before, Distance after) {
        var source = shape(vector("content", 2, before));
        var target = vector("content", 2, after);

        assertThat(problems(to(target), source))
                .containsExactly("vector content of collection new: expected " + after.text()
                        + ", found vector content of collection old of " + before.text());
        assertThat(problems(taking(target), source)).isEmpty();
    }

    @Test
    void eachCollectionOfAMergeMustFit() {
        var recipe = new PointRecipe(
                List.of("one", "two"),
                List.of(TARGET),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(problems(recipe, shape(CONTENT), shape(vector("content", 3, Distance.COSINE))))
                .containsExactly("vector content of collection new: expected 2 elements,"
                        + " found vector content of collection two of 3 elements");
        assertThatThrownBy(() -> problems(recipe, shape(CONTENT))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsOnAVectorThatNoTargetHasAreRefused() {
        assertThat(problems(
                        Recipes.vectors(
                                TARGET, Map.of("a", "content"), Map.of("b", new CodeName("c", "1")), Set.of("d")),
                        shape(CONTENT)))
                .containsExactly(
                        "vector a: expected one that a target has, found none of that name",
                        "vector b: expected one that a target has, found none of that name",
                        "vector d: expected one that a target has, found none of that name");
    }

    @Test
    void severalWordsOnAVectorAreRefused() {
        assertThat(problems(
                        Recipes.vectors(TARGET, Map.of(), Map.of("content", CODE), Set.of("content")), shape(CONTENT)))
                .containsExactly("vector content: expected one word on where it comes from, found several");
    }

    @Test
    void aFieldThatKeepsItsNameIsNotRenamed() {
        assertThat(problems(Recipes.payload(TARGET, new PayloadEdit.Rename("f", "f")), shape(CONTENT)))
                .containsExactly("payload field f: expected another name, found the same");
    }

    @Test
    void aRouteToACollectionThatIsNotMadeIsRefused() {
        var recipe = new PointRecipe(
                List.of("old"),
                List.of(collection("ada", CONTENT), collection("elena", CONTENT)),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("who", Map.of("a", "ada", "x", "eve"))));

        assertThat(problems(recipe, shape(CONTENT)))
                .containsExactly("points that go to collection eve: expected one that the recipe makes,"
                        + " found none of that name");
    }

    @Test
    void vectorsThatAreLeftBehindAreNamed() {
        var recipe = Recipes.vectors(TARGET, Map.of("content", "old name"), Map.of(), Set.of());

        assertThat(Transform.leftBehind(
                        recipe,
                        List.of(shape(
                                CONTENT,
                                vector("old name", 2, Distance.COSINE),
                                vector("emotion", 2, Distance.COSINE)))))
                .containsExactly("vector content of collection old", "vector emotion of collection old");
    }
}
