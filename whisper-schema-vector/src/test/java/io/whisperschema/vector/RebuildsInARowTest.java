package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that were rebuilt, split, merged or renamed more than once, and are rolled back or finished then. */
class RebuildsInARowTest extends Notes {
    private static final PointRecipe THIRD = from("notes", as("notes").version("3"));
    private static final PointRecipe RENAMED = from("notes", as("memos").version("2"));
    private static final PointRecipe SPLIT = split("notes");
    private static final PointRecipe MERGED = recipe(List.of("notes", "diary"), List.of(as("all")), Optional.empty());

    private static VectorCollection as(String name) {
        return collection(name, vector("content", 3, Distance.EUCLID)).sharded(3);
    }

    private static PointRecipe from(String name, VectorCollection into) {
        return recipe(List.of(name), List.of(into), Optional.empty());
    }

    private static PointRecipe recipe(
            List<String> from, List<VectorCollection> into, Optional<PointRecipe.Routing> routing) {
        return new PointRecipe(from, into, Map.of(), Map.of(), Set.of(), List.of(), Optional.empty(), routing);
    }

    private static PointRecipe split(String from) {
        Map<String, String> targets = IntStream.rangeClosed(2, 21)
                .boxed()
                .collect(Collectors.toMap("x"::repeat, length -> length % 2 == 0 ? "odds" : "evens"));
        return recipe(
                List.of(from), List.of(as("odds"), as("evens")), Optional.of(new PointRecipe.Routing("text", targets)));
    }

    private void rebuilt(PointRecipe... further) throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        for (PointRecipe recipe : further) {
            Reshaping.on(alone).reshape(recipe);
        }
    }

    private void assertCollections(String... names) throws Exception {
        assertThat(client.listCollectionsAsync().get())
                .filteredOn(name -> !name.startsWith("whisper_schema_"))
                .containsExactlyInAnyOrder(names);
    }

    private void assertNames(Map<String, String> aliases) {
        assertThat(store.inspect().aliases()).isEqualTo(aliases);
    }

    @Test
    void goingBackGoesBackByTheLastOfTwoAndStaysThere() throws Exception {
        rebuilt(THIRD);
        assertNames(Map.of("notes", "notes__v3"));

        store.rollback("notes");
        assertNames(Map.of("notes", "notes__v2"));
        store.rollback("notes");

        assertNames(Map.of("notes", "notes__v2"));
        assertCollections("notes__v1", "notes__v2", "notes__v3");
        store.finish("notes");
        assertCollections("notes__v2");
        assertLarger(20);
    }

    @Test
    void finishingTwoLeavesWhatIsInUse() throws Exception {
        rebuilt(THIRD);

        store.finish("notes");

        assertCollections("notes__v3");
        assertLarger(20);
    }

    @Test
    void aStepWhoseRebuildIsNotOnRecordAnyMoreDoesNotSayThatItWentBack() throws Exception {
        rebuilt(THIRD);
        Reshaping.on(alone).rollBack(THIRD);

        assertThatThrownBy(() -> Reshaping.on(alone).rollBack(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("nothing is kept of this rebuild of notes: it was finished, or another took");

        assertNames(Map.of("notes", "notes__v2"));
    }

    @Test
    void whatWasKeptBeforeAHalfMadeOneThatWasThrownAwayIsFinished() throws Exception {
        rebuilt();
        var stopping = Reshaping.on(alone).watchedBy(done -> {
            throw new IllegalStateException("stop");
        });
        assertThatThrownBy(() -> stopping.reshape(THIRD)).hasMessage("stop");
        store.rollback("notes");
        assertCollections("notes__v1", "notes__v2");

        store.finish("notes");

        assertCollections("notes__v2");
        assertLarger(20);
    }

    @Test
    void aHalfMadeOneThatWasThrownAwayIsMadeAnew() throws Exception {
        rebuilt();
        var stopping = Reshaping.on(alone).watchedBy(done -> {
            throw new IllegalStateException("stop");
        });
        assertThatThrownBy(() -> stopping.reshape(THIRD)).hasMessage("stop");
        store.rollback("notes");

        Reshaping.on(alone).reshape(THIRD);
        store.rollback("notes");
        Reshaping.on(alone).reshape(THIRD);
        store.finish("notes");

        assertCollections("notes__v3_2");
        assertLarger(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "odds", "evens"})
    void aSplitIsRolledBackBeforeTheRebuildThatItStandsOn(String name) throws Exception {
        rebuilt(SPLIT);

        store.rollback(name);

        assertNames(Map.of("notes", "notes__v2"));
        assertThatThrownBy(() -> store.rollback("notes"))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("the last rebuild of notes, that of evens+odds, is rolled back already."
                        + " An earlier one, of notes, is not");
        store.finish("odds");
        assertCollections("notes__v1", "notes__v2");
        store.rollback("notes");
        assertNames(Map.of("notes", "notes__v1"));
        store.finish("notes");
        assertCollections("notes__v1");
    }

    @Test
    void stepsGoBackOneByOne() throws Exception {
        rebuilt(SPLIT);
        assertThatThrownBy(() -> Reshaping.on(alone).rollBack(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining(
                        "the rebuild of evens+odds came later, and what it is made of, notes__v2, would be"
                                + " taken away: roll that one back first");

        Reshaping.on(alone).rollBack(SPLIT);
        assertNames(Map.of("notes", "notes__v2"));
        Reshaping.on(alone).rollBack(LARGER);

        assertNames(Map.of("notes", "notes__v1"));
        assertThat(all("notes")).hasSize(20);
    }

    @Test
    void theNameThatWasSplitFinishesAll() throws Exception {
        rebuilt(SPLIT);

        store.finish("notes");

        assertCollections("odds__v1", "evens__v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"odds", "evens"})
    void aNameThatCameOfASplitFinishesTheSplit(String name) throws Exception {
        rebuilt(SPLIT);

        store.finish(name);

        assertCollections("odds__v1", "evens__v1", "notes__v1");
        assertThatThrownBy(() -> store.rollback("notes"))
                .isInstanceOf(DataLossRefused.class)
                .hasMessageContaining("go back from notes__v2: it is not there any more");
        store.finish("notes");
        assertCollections("odds__v1", "evens__v1");
    }

    @Test
    void whoSaysSoGoesBackPastASplitThatIsFinished() throws Exception {
        rebuilt(SPLIT);
        store.finish("odds");

        store.rollback("notes", DataLoss.ALLOWED);

        assertNames(Map.of("notes", "notes__v1", "odds", "odds__v1", "evens", "evens__v1"));
        store.finish("notes");
        assertCollections("notes__v1", "odds__v1", "evens__v1");
    }

    private void merged() throws Exception {
        store.create(as("diary"));
        rebuilt(MERGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "diary", "all"})
    void aMergeIsRolledBackBeforeTheRebuildThatItStandsOn(String name) throws Exception {
        merged();

        store.rollback(name);

        assertNames(Map.of("notes", "notes__v2"));
        store.finish("diary");
        assertCollections("diary", "notes__v1", "notes__v2");
        store.rollback("notes");
        assertNames(Map.of("notes", "notes__v1"));
    }

    @Test
    void aMergeIsFinishedWithTheRebuildThatItStandsOn() throws Exception {
        merged();

        store.finish("diary");
        assertCollections("all__v1", "notes__v1");
        store.finish("notes");

        assertCollections("all__v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "memos"})
    void aRenamedOneIsRolledBackBeforeTheRebuildThatItStandsOn(String name) throws Exception {
        rebuilt(RENAMED);

        store.rollback(name);

        assertNames(Map.of("notes", "notes__v2"));
        store.finish("notes");
        assertCollections("notes__v2");
    }

    @Test
    void aNameThatOnlyTookTheOldOnesPlaceIsRolledBackAndFinishedToo() throws Exception {
        rebuilt(from(
                "notes",
                collection("memos", vector("content", 3, Distance.EUCLID)).version("3")));
        assertNames(Map.of("memos", "notes__v2"));

        store.rollback("memos");
        assertNames(Map.of("memos", "notes__v1", "notes", "notes__v1"));
        store.finish("notes");

        assertCollections("notes__v1");
    }

    @Test
    void aNameThatOnlyTookTheOldOnesPlaceFinishes() throws Exception {
        rebuilt(from(
                "notes",
                collection("memos", vector("content", 3, Distance.EUCLID)).version("3")));

        store.finish("memos");

        assertNames(Map.of("memos", "notes__v2"));
        assertCollections("notes__v2");
    }

    @Test
    void whatALaterSplitOfTheNewNameKeepsIsNotFinishedUnderTheOldOne() throws Exception {
        rebuilt(RENAMED, split("memos"));
        assertThatThrownBy(() -> store.rollback("notes", DataLoss.ALLOWED))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining(
                        "the rebuild of evens+odds came later, and what it is made of, memos__v2, would be"
                                + " taken away: roll that one back first");

        store.finish("notes");
        assertCollections("memos__v2", "odds__v1", "evens__v1");
        store.rollback("memos");

        assertNames(Map.of("memos", "memos__v2"));
        store.finish("memos");
        assertCollections("memos__v2");
    }

    @Test
    void thereIsNoWayBackPastSeveralRebuildsOfTheNewName() throws Exception {
        rebuilt(RENAMED, from("memos", as("memos").sharded(2).version("3")));
        assertRefused();
        store.rollback("memos");
        assertRefused();

        store.finish("notes");
        assertCollections("memos__v2", "memos__v3", "notes__v2");
        store.finish("memos");

        assertNames(Map.of("memos", "memos__v2"));
        assertCollections("memos__v2");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> store.rollback("notes"))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("the rebuild of memos came later, and what it is made of, notes__v2, would be"
                        + " taken away; there is no way back past it");
    }

    @Test
    void whatIsKeptOfARebuildAfterARenamingThatWasTakenBackIsNotFinishedUnderTheNewName() throws Exception {
        rebuilt(RENAMED);
        store.rollback("memos");
        Reshaping.on(alone).reshape(THIRD);

        store.finish("memos");
        assertCollections("notes__v1", "notes__v2", "notes__v3");
        store.rollback("notes");

        assertNames(Map.of("notes", "notes__v2"));
        assertLarger(20);
    }

    @Test
    void whatIsDoneIsFinishedWhileAnotherOfItsNameIsUnderWay() throws Exception {
        rebuilt();
        var stopping = Reshaping.on(alone).watchedBy(done -> {
            throw new IllegalStateException("stop");
        });
        assertThatThrownBy(() -> stopping.reshape(RENAMED)).hasMessage("stop");

        store.finish("notes");
        assertCollections("notes__v2", "memos__v2");
        assertThatThrownBy(() -> store.finish("notes")).hasMessageContaining("the rebuild of memos is under way");
        Reshaping.on(alone).reshape(RENAMED);

        assertThat(all("memos")).hasSize(20);
    }

    @Test
    void ofANameThatWasNeverRebuiltNothingIsKept() throws Exception {
        rebuilt();

        assertThatThrownBy(() -> store.finish("nobody"))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageStartingWith(
                        "qdrant cannot finish the rebuild of nobody:\n  nothing is kept of nobody, and it"
                                + " is not being rebuilt\nEvery name leads to a collection that is whole.");
        assertThatThrownBy(() -> store.rollback("nobody"))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageStartingWith("qdrant cannot take back the rebuild of nobody:\n  nothing is kept of nobody");
        assertCollections("notes__v1", "notes__v2");
    }
}
