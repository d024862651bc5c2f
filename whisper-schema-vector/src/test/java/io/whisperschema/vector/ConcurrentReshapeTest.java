package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.ReshapeKinds.Kind;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of migration while other clients write and read all the time, over a port. What was acknowledged to them is there in
 * the end, as the recipe makes it.
 */
class ConcurrentReshapeTest {
    private static final int WRITERS = 3;

    private static final CodeStep<PointBatch> MODEL_CODE = PointCode.embedder(
            ReshapeKinds.MODEL.name(),
            ReshapeKinds.MODEL.version(),
            "text",
            texts -> texts.stream().map(Kind::embedding).toList());
    private static final CodeStep<PointBatch> DOUBLED_CODE = PointCode.field(
            ReshapeKinds.DOUBLED.name(),
            ReshapeKinds.DOUBLED.version(),
            point -> Optional.of(2 * (Long) point.payload().getOrDefault("number", 0L)));

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final int port = qdrant.serve(0).port();
    private final HostFence fence = new HostFence();
    private final List<BusyClient> busy = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (BusyClient each : busy) {
            each.close();
        }
        qdrant.close();
    }

    @ParameterizedTest
    @MethodSource({
        "io.whisperschema.vector.ReshapeKinds#kinds",
        "io.whisperschema.vector.ReshapeKinds#generations",
        "io.whisperschema.vector.ReshapeKinds#indexes",
        "io.whisperschema.vector.ReshapeKinds#ownNames"
    })
    void nothingAcknowledgedIsLostAndNoReadFails(Kind kind) throws Exception {
        QdrantStore store = store(kind.options());
        create(kind, store);
        write(List.of(kind));

        Reshaping.on(store, MODEL_CODE, DOUBLED_CODE).reshape(kind.recipe());

        assertNothingIsLost(kind.expected());
        for (VectorCollection into : kind.recipe().into()) {
            assertThat(leftToDo(store.inspect(), into)).isEmpty();
        }
        assertThat(count(kind.recipe().into())).isEqualTo(points());
    }

    @Test
    void aFamilysCollectionsAreReshapedOneAfterTheOtherWhileAllAreWritten() throws Exception {
        List<Kind> family = Stream.of("elena", "marcus", "ryan")
                .map(name -> "whisperengine_memory_" + name)
                .map(name -> ReshapeKinds.kind(
                        name,
                        Map.of(name, name + "_7d"),
                        ReshapeKinds.doubled(name),
                        Kind.Options.FREE,
                        BusyClient.Expectation::computed))
                .toList();
        QdrantStore store = store(Kind.Options.FREE);
        for (Kind each : family) {
            create(each, store);
        }
        write(family);

        for (Kind each : family) {
            Reshaping.on(store, DOUBLED_CODE).reshape(each.recipe());
        }

        assertNothingIsLost(BusyClient.Expectation::computed);
        assertThat(count(
                        family.stream().map(each -> each.recipe().into().get(0)).toList()))
                .isEqualTo(points());
    }

    private QdrantStore store(Kind.Options fencing) {
        var options = RebuildOptions.careful().inBatchesOf(32);
        return QdrantStore.over(qdrant.client())
                .rebuilding(fencing == Kind.Options.FENCED ? options.fencedBy(fence) : options);
    }

    private void create(Kind kind, QdrantStore store) throws Exception {
        for (var name : kind.physical().entrySet()) {
            store.create(new VectorCollection(
                    name.getValue(), Optional.of("1"), kind.before().shape()));
            if (!name.getKey().equals(name.getValue())) {
                qdrant.client().createAliasAsync(name.getKey(), name.getValue()).get();
            }
        }
    }

    private void write(List<Kind> kinds) {
        for (int writer = 0; writer < WRITERS; writer++) {
            busy.add(BusyClient.of(port, writer, kinds.get(writer % kinds.size()), fence));
        }
        busy.forEach(BusyClient::fill);
        busy.forEach(BusyClient::start);
    }

    private void assertNothingIsLost(BusyClient.Expectation expected) throws Exception {
        for (BusyClient each : busy) {
            each.goOnFor(20);
        }
        for (BusyClient each : busy) {
            each.assertAllThere(expected);
        }
        assertThat(busy).allSatisfy(each -> assertThat(each.problems()).isEmpty());
    }

    private static List<Change> leftToDo(VectorCatalog there, VectorCollection into) {
        VectorCollection found = there.reached(into.name()).orElseThrow();
        var alone = new VectorCatalog(List.of(found), List.of(), there.records(), Map.of(), List.of(), there.facts());
        var wanted = new VectorCollection(found.name(), into.version(), into.shape());
        return SchemaDiff.between(alone, new VectorCatalog(List.of(wanted))).changes();
    }

    private long count(List<VectorCollection> collections) throws Exception {
        long there = 0;
        for (VectorCollection each : collections) {
            there += qdrant.client().countAsync(each.name()).get();
        }
        return there;
    }

    private long points() {
        return busy.stream().mapToLong(BusyClient::points).sum();
    }
}
