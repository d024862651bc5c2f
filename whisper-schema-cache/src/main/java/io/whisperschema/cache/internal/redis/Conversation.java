package io.whisperschema.cache.internal.redis;

import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A read, and writes that follow from it unless the key has changed in between: then the same again. It has a connection to itself
 * meanwhile.
 *
 * @param key the key
 * @param slot its slot
 * @param read what is asked
 * @param decide what follows from the answer
 * @param acknowledgement who has a write before it counts
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared.
record Conversation(
        byte[] key, int slot, Request read, Function<Answers, List<Request>> decide, Acknowledgement acknowledgement) {
    CompletionStage<Answers> hold(Link owner, Batch.Permission permission, Call call) {
        Link apart = owner.apart();
        return apart.inTurn(() -> apart.session().thenCompose(session -> hold(session, permission, call)));
    }

    private CompletionStage<Answers> hold(Session session, Batch.Permission permission, Call call) {
        Batch reading = Batch.reading(slot, Request.status(CommandType.WATCH).word(key), read);
        return call.on(session).send(reading, permission).thenCompose(answers -> {
            List<Request> writes = decide.apply(answers.from(1));
            return writes.isEmpty()
                    ? session.send(Batch.reading(slot, Request.status(CommandType.UNWATCH)), Batch.Permission.OWNED)
                            .thenApply(unwatched -> unwatched.from(1))
                    : write(session, writes, permission, call);
        });
    }

    private CompletionStage<Answers> write(
            Session session, List<Request> writes, Batch.Permission permission, Call call) {
        Batch whole = acknowledgement.of(Batch.atomic(slot, writes));
        return session.send(whole, permission)
                .thenCompose(answers -> answers.fate() == Answers.Fate.DISCARDED
                        ? hold(session, permission, call)
                        : CompletableFuture.completedFuture(acknowledgement.checked(whole, answers)));
    }
}
