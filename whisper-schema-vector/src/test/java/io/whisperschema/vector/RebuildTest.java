package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.Filter;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Risk.Danger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Collections that are built anew beside the old ones. */
class RebuildTest extends NotesToRebuild {
    @Test
    void aVectorOfAnotherSizeTakesTheOldOnesPlace() throws Exception {
        made(OLD, 100);

        Reshaping.on(alone, model).reshape(LARGER);

        assertLarger(100);
        assertThat(store.inspect().reached("notes").orElseThrow().version()).contains("2");
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v2");
        assertThat(store.inspect().collections()).hasSize(1);
        assertThat(client.listCollectionsAsync().get()).contains("notes__v2", "notes__v1");
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        made(OLD, 10);
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(Reshaping.on(alone, model).plan(LARGER).statement()).contains("nothing: it is so already");
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(embedded).hasValue(10);
    }

    @Test
    void theGapOfANameThatBecomesAnAliasIsInThePlan() throws Exception {
        made(OLD, 10);

        var step = Reshaping.on(alone, model).plan(LARGER);

        assertThat(step.action())
                .contains("copy and transform about 10 points of notes")
                .contains("notes is not there between its deletion and the creation of its alias");
        assertThat(step.risk().dangers()).containsExactlyInAnyOrder(Danger.REBUILDS_BESIDE, Danger.INTERRUPTS_READERS);
    }

    @Test
    void aNameThatBecomesAnAliasNeedsAFence() throws Exception {
        made(OLD, 10);

        assertThatThrownBy(() -> Reshaping.on(store, model).plan(LARGER))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("fencedBy(…)");
    }

    @Test
    void theSecondRebuildHasNoGap() throws Exception {
        made(OLD, 10);
        Reshaping.on(alone, model).reshape(LARGER);
        var third = collection("notes", vector("content", 3, Distance.DOT)).version("3");
        PointRecipe dots = recipe(third, Map.of("content", MODEL), List.of());

        assertThat(Reshaping.on(store, model).plan(dots).risk().dangers()).containsExactly(Danger.REBUILDS_BESIDE);
        Reshaping.on(store, model).reshape(dots);

        assertLarger(10);
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v3");
    }

    @Test
    void payloadFieldsAreRenamed() throws Exception {
        made(OLD, 30);
        PointRecipe renaming = recipe(OLD.version("2"), Map.of(), List.of(new PayloadEdit.Rename("number", "count")));

        Reshaping.on(alone).reshape(renaming);

        assertThat(all("notes"))
                .hasSize(30)
                .allSatisfy((number, point) -> assertThat(
                                point.getPayloadOrThrow("count").getIntegerValue())
                        .isEqualTo(number));
    }

    @Test
    void whatServersDoThemselvesIsDoneInPlace() throws Exception {
        made(OLD, 30);
        var indexed = collection(
                        "notes",
                        vector("content", 2, Distance.EUCLID),
                        vector("mood", 2, Distance.DOT),
                        payload("user").keyword().indexed())
                .version("2");
        var recipe = new PointRecipe(
                List.of("notes"),
                List.of(indexed),
                Map.of(),
                Map.of(),
                Set.of("mood"),
                List.of(new PayloadEdit.Add("user", "nobody"), new PayloadEdit.Drop("text")),
                Optional.empty(),
                Optional.empty());

        assertThat(Reshaping.on(store).plan(recipe).risk().losesData()).isTrue();
        Reshaping.on(store).reshape(recipe);

        assertThat(client.listCollectionsAsync().get()).containsExactly("notes");
        assertThat(all("notes"))
                .hasSize(30)
                .allSatisfy((number, point) -> assertThat(point.getPayloadMap())
                        .isEqualTo(Map.of("user", value("nobody"), "number", value(number))));
        assertThat(store.inspect().reached("notes").orElseThrow().version()).contains("2");
    }

    @Test
    void goingBackLeadsToWhatWasThere() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);

        store.rollback("notes");

        assertThat(all("notes"))
                .hasSize(20)
                .allSatisfy((number, point) -> assertThat(content(point)).containsExactly((float) number, 1f));
        assertThat(store.inspect().reached("notes").orElseThrow().version()).contains("1");
        assertThat(client.listCollectionsAsync().get()).contains("notes__v2");
    }

    @Test
    void goingBackSaysHowMuchWasWrittenSince() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        client.setPayloadAsync("notes", Map.of("number", value(-1)), id(3), true, null, null)
                .get();
        client.deleteAsync("notes", List.of(id(4))).get();

        assertThatThrownBy(() -> store.rollback("notes"))
                .isInstanceOf(DataLossRefused.class)
                .hasMessageContaining("2 points were written there since")
                .hasMessageContaining("point 3 has other payload fields, point 4 is missing");
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v2");

        store.rollback("notes", DataLoss.ALLOWED);
        assertThat(all("notes")).hasSize(20);
        assertThat(all("notes__v2")).hasSize(19);
    }

    @Test
    void theStepThatGoesBackAsksTheSame() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        client.deleteAsync("notes", List.of(id(4))).get();

        assertThatThrownBy(() -> Reshaping.on(alone).rollBack(LARGER)).isInstanceOf(DataLossRefused.class);
        Reshaping.on(alone).with(ExecuteOptions.cautious().allowingDataLoss()).rollBack(LARGER);

        assertThat(all("notes")).hasSize(20);
    }

    @Test
    void itCanBeDoneAgainAfterGoingBack() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        store.rollback("notes");

        Reshaping.on(alone, model).reshape(LARGER);

        assertLarger(20);
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v2_2");
    }

    @Test
    void finishingDeletesWhatIsKept() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);

        store.finish("notes");

        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("notes__v2", "whisper_schema_rebuilds");
        assertLarger(20);
        assertThatThrownBy(() -> store.rollback("notes")).isInstanceOf(StoreDiffers.class);
    }

    @Test
    void finishingAfterManyRebuildsLeavesOnlyTheLast() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        store.rollback("notes");
        Reshaping.on(alone, model).reshape(LARGER);

        store.finish("notes");

        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("notes__v2_2", "whisper_schema_rebuilds");
        assertLarger(20);
    }

    @Test
    void aRunThatIsStoppedGoesOnWithoutMakingPointsTwice() throws Exception {
        made(OLD, 100);
        var stopping = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 50) {
                throw new IllegalStateException("stop");
            }
        });

        assertThatThrownBy(() -> stopping.reshape(LARGER)).hasMessage("stop");
        assertThat(store.inspect().collections()).hasSize(1);
        assertThatThrownBy(() -> store.finish("notes")).hasMessageContaining("is under way");
        int before = embedded.get();
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(before).isBetween(40, 64);
        assertThat(embedded).hasValue(100);
        assertLarger(100);
    }

    @Test
    void aHalfMadeOneCanBeThrownAway() throws Exception {
        made(OLD, 100);
        var stopping = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 50) {
                throw new IllegalStateException("stop");
            }
        });
        assertThatThrownBy(() -> stopping.reshape(LARGER)).hasMessage("stop");

        store.rollback("notes");

        assertThat(client.listCollectionsAsync().get()).containsExactlyInAnyOrder("notes", "whisper_schema_rebuilds");
    }

    @Test
    void aHostCanWishToBeginAnew() throws Exception {
        made(OLD, 100);
        var stopping = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 50) {
                throw new IllegalStateException("stop");
            }
        });
        assertThatThrownBy(() -> stopping.reshape(LARGER)).hasMessage("stop");
        embedded.set(0);

        Reshaping.on(
                        alone.rebuilding(
                                RebuildOptions.careful().nobodyElseWrites().rollingBackHalfMade()),
                        model)
                .reshape(LARGER);

        assertThat(embedded).hasValue(100);
        assertLarger(100);
    }

    @Test
    void anotherIsWaitedFor() throws Exception {
        made(OLD, 20);
        var inside = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 8) {
                assertThatThrownBy(() -> Reshaping.on(alone, model)
                                .with(ExecuteOptions.cautious()
                                        .waitingForLocks(Duration.ofMillis(100))
                                        .with(model))
                                .reshape(LARGER))
                        .isInstanceOf(LockTimeout.class)
                        .hasMessageContaining("Another process is rebuilding notes");
            }
        });

        inside.reshape(LARGER);

        assertThat(embedded).hasValue(20);
        assertLarger(20);
    }

    @Test
    void aPointThatCannotBeMadeStopsItBeforeAnythingIsSwitched() throws Exception {
        made(OLD, 20);
        PointRecipe impossible = recipe(
                OLD.version("2"),
                Map.of(),
                List.of(new PayloadEdit.Retype("text", io.whisperschema.definition.vector.PayloadType.INTEGER)));

        assertThatThrownBy(() -> Reshaping.on(alone).reshape(impossible))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("point 1")
                .hasMessageContaining("Every name leads to a collection that is whole.");

        assertThat(store.inspect().collection("notes")).isPresent();
    }

    @Test
    void whatArrivedOtherwiseIsNoticed() throws Exception {
        made(OLD, 20);
        var breaking = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 16) {
                client.deleteAsync(
                        "notes__v2",
                        Filter.newBuilder()
                                .addMust(io.qdrant.client.ConditionFactory.hasId(id(3)))
                                .build());
            }
        });

        assertThatThrownBy(() -> breaking.reshape(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("point 3 is missing");

        assertThat(all("notes"))
                .hasSize(20)
                .allSatisfy((number, point) -> assertThat(content(point)).hasSize(2));
    }
}
