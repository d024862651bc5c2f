package io.whisperschema.vector.embedded.model;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** An engine and a reference that the same is done to. */
final class History implements AutoCloseable {
    private static final int ALL = 1000;
    private static final String COMPLAINTS = "INVALID_ARGUMENT Validation error in body: [";

    private final Supplier<EmbeddedQdrant> opening;
    private final Reopening reopening;
    private final Reference reference = new Reference();
    private EmbeddedQdrant engine;
    private QdrantClient client;
    private int undecided;

    private History(Supplier<EmbeddedQdrant> opening, Reopening reopening) {
        this.opening = opening;
        this.reopening = reopening;
        open();
    }

    private enum Reopening {
        KEEPS_ALL,
        LOSES_ALL
    }

    static History on(Path file) {
        return new History(() -> EmbeddedQdrant.open(file), Reopening.KEEPS_ALL);
    }

    /** Without a file there is nothing to open again. */
    static History inMemory() {
        return new History(EmbeddedQdrant::inMemory, Reopening.LOSES_ALL);
    }

    private void open() {
        engine = opening.get();
        client = engine.client();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** How many answers single precision left open. */
    int undecided() {
        return undecided;
    }

    /** Does it to both, which must then say and hold the same. */
    void go(Operation operation) {
        if (operation instanceof Rpc.Call<?> call) {
            if (!compare(call)) {
                return;
            }
        } else if (reopening == Reopening.KEEPS_ALL) {
            close();
            open();
            reference.reopened();
        }
        compareAll();
    }

    /** Whether something may have changed. */
    private boolean compare(Rpc.Call<?> call) {
        Object expected;
        try {
            expected = call.onReference(reference);
        } catch (Refusal refusal) {
            expected = refusal;
        } catch (Close.Undecided nobodyKnows) {
            undecided++;
            return false;
        }
        Object found = answer(call);
        if (found instanceof Message one && expected instanceof Message other) {
            Sameness.assertSame(one, other);
        } else if (!isSame(found.toString(), expected.toString())) {
            throw new AssertionError("the engine says " + found + "\nthe reference says " + expected);
        }
        return call.rpc().effect() == Rpc.Effect.WRITES;
    }

    /** Several complaints come in any order. */
    private static boolean isSame(String found, String expected) {
        return found.equals(expected)
                || (found.startsWith(COMPLAINTS)
                        && expected.startsWith(COMPLAINTS)
                        && complaints(expected).equals(complaints(found)));
    }

    private static Set<String> complaints(String message) {
        return Set.copyOf(List.of(
                message.substring(COMPLAINTS.length(), message.length() - 1).split("; ")));
    }

    private Object answer(Rpc.Call<?> call) {
        ListenableFuture<? extends Message> answer = call.onEngine(client.grpcClient());
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StatusRuntimeException refused) {
                return refused.getStatus().getCode() + " " + refused.getStatus().getDescription();
            }
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void compareAll() {
        var list = ListCollectionsRequest.getDefaultInstance();
        compare(Rpc.LIST.of(list));
        compare(Rpc.ALIASES.of(ListAliasesRequest.getDefaultInstance()));
        reference.list(list).getCollectionsList().stream()
                .map(CollectionDescription::getName)
                .forEach(this::compare);
    }

    private void compare(String collection) {
        compare(Rpc.INFO.of(GetCollectionInfoRequest.newBuilder()
                .setCollectionName(collection)
                .build()));
        compare(Rpc.QUERY.of(QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(ALL)
                .setWithPayload(Selection.all(true))
                .setWithVectors(WithVectorsSelector.newBuilder().setEnable(true))
                .build()));
    }
}
