package io.whisperschema.cache.internal.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to one server: a connection that is opened when it is needed, and another one after it broke. Thread-safe. */
final class Link {
    private final Supplier<CompletionStage<StatefulRedisConnection<byte[], byte[]>>> connector;
    private final Executor aside;
    private @Nullable CompletableFuture<Session> session;
    private @Nullable Link apart;
    private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
    private boolean closed;
    private volatile boolean gone;

    Link(Supplier<CompletionStage<StatefulRedisConnection<byte[], byte[]>>> connector, Executor aside) {
        this.connector = connector;
        this.aside = aside;
    }

    /** Its connection now, or once it is open. */
    synchronized CompletableFuture<Session> session() {
        CompletableFuture<Session> known = session;
        if (known == null || isOver(known)) {
            known = closed ? CompletableFuture.failedFuture(closed()) : connect();
            session = known;
        }
        return known;
    }

    private static Failure closed() {
        return new Failure(Failure.Kind.NOT_SENT, "this cache was closed", null);
    }

    private static boolean isOver(CompletableFuture<Session> session) {
        return session.isCompletedExceptionally()
                || (session.isDone() && session.join().isBroken());
    }

    private CompletableFuture<Session> connect() {
        return CompletableFuture.completedFuture(connector)
                .thenCompose(Supplier::get)
                .thenCompose(connection -> Session.begin(connection, aside))
                .thenApply(this::opened);
    }

    private synchronized Session opened(Session opened) {
        if (closed) {
            var unused = opened.end();
            throw closed();
        }
        return opened;
    }

    /** Whether it was seen to be gone, and nothing has come of it since. */
    boolean isGone() {
        return gone;
    }

    /** Whether it is still being tried. */
    synchronized boolean isOpening() {
        return session != null && !session.isDone();
    }

    void noteGone() {
        gone = true;
    }

    void noteThere() {
        if (gone) {
            gone = false;
        }
    }

    /** Another connection to the same server, for what must not be mixed with the commands of others. */
    synchronized Link apart() {
        Link known = apart;
        if (known == null) {
            known = new Link(connector, aside);
            apart = known;
        }
        return known;
    }

    /** Does something once all that was begun so before is over. */
    synchronized <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> mine = turn.thenCompose(before -> work.get());
        turn = mine.handle((result, error) -> null);
        return mine;
    }

    /** Takes another connection from now on. That one is closed once it has answered what others have sent over it. */
    synchronized void leave(Session old) {
        CompletableFuture<Session> known = session;
        if (known != null && !isOver(known) && known.getNow(null) == old) {
            session = null;
            var unused = old.send(Batch.reading(0, Request.status(CommandType.PING)), Batch.Permission.OWNED)
                    .handle((answers, error) -> old.end());
        }
    }

    /** Closes its connection; the next one is opened when it is needed. */
    synchronized CompletableFuture<Void> breakOff() {
        return session == null
                ? CompletableFuture.completedFuture(null)
                : session.thenCompose(Session::end).exceptionally(error -> null);
    }

    /** Closes its connections for good. */
    synchronized CompletableFuture<Void> close() {
        closed = true;
        CompletableFuture<Void> other = apart == null ? CompletableFuture.completedFuture(null) : apart.close();
        return CompletableFuture.allOf(breakOff(), other);
    }
}
