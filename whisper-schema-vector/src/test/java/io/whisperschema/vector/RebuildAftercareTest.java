package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rebuilds that were stopped, taken back, done again or ended. */
class RebuildAftercareTest extends Notes {
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
    void whatWasHalfThrownAwayIsMadeAnew() throws Exception {
        made(OLD, 100);
        var stopping = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 50) {
                throw new IllegalStateException("stop");
            }
        });
        assertThatThrownBy(() -> stopping.reshape(LARGER)).hasMessage("stop");
        client.deleteCollectionAsync("notes__v2").get();

        Reshaping.on(alone, model).reshape(LARGER);

        assertLarger(100);
    }
}
