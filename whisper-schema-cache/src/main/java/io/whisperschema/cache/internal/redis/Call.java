package io.whisperschema.cache.internal.redis;

import io.lettuce.core.resource.ClientResources;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One try after the other to get an answer, until the time is up. */
final class Call {
    private static final long LONGEST_PAUSE = 50;
    /** The part of the time that is left to the last try after refusals: to be told to be refused is more than to be late. */
    private static final int OF_LAST_TRY = 4;

    private final Servers servers;
    private final int slot;
    private final Batch.Effect effect;
    private final Sending sending;
    private final CompletableFuture<Answers> result = new CompletableFuture<>();
    private volatile @Nullable Session session;
    private volatile @Nullable Link link;
    private final Supplier<CompletionStage<Link>> target;
    private volatile long lastTry;
    private int tries;

    private Call(
            Servers servers, Supplier<CompletionStage<Link>> target, int slot, Batch.Effect effect, Sending sending) {
        this.servers = servers;
        this.target = target;
        this.slot = slot;
        this.effect = effect;
        this.sending = sending;
    }

    /** To the owner of a slot, whoever that is at each try. */
    static Call toOwner(Servers servers, int slot, Batch.Effect effect, Sending sending) {
        return new Call(servers, () -> servers.owner(slot), slot, effect, sending);
    }

    /** To that server. */
    static Call to(Link link, Servers servers, Batch batch) {
        return new Call(
                servers, () -> CompletableFuture.completedFuture(link), batch.slot(), batch.effect(), sendingOf(batch));
    }

    /** What is sent to a server. */
    interface Sending {
        CompletionStage<Answers> to(Link link, Batch.Permission permission, Call call);
    }

    /** Sends a batch. */
    static Sending sendingOf(Batch batch) {
        return (link, permission, call) ->
                link.session().thenCompose(session -> call.on(session).send(batch, permission));
    }

    /** Notes what is waited for, so that it can be given up. */
    Session on(Session open) {
        session = open;
        if (isOver()) {
            throw new Failure(Failure.Kind.NOT_SENT, "it took too long to connect", null);
        }
        return open;
    }

    /** Whether nobody waits for it any more. */
    boolean isOver() {
        return result.isDone();
    }

    /** Begins with the first try. */
    CompletableFuture<Answers> begin(Duration limit, Outstanding outstanding) {
        ClientResources resources = servers.resources();
        outstanding.add(this);
        var unused = result.whenComplete((answers, error) -> outstanding.remove(this));
        try {
            Timeout timeout = resources.timer().newTimeout(due -> late(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
            unused = result.whenComplete((answers, error) -> timeout.cancel());
            lastTry = System.nanoTime()
                    + limit.minus(limit.dividedBy(OF_LAST_TRY)).toNanos();
            attempt(target, Batch.Permission.OWNED);
        } catch (RuntimeException e) {
            isOver(e);
        }
        return result;
    }

    /** Ends with the client. */
    void giveUp() {
        result.completeExceptionally(new Failure(Failure.Kind.LOST, "the client was shut down", null));
    }

    // Such as that of a client that its host has shut down.
    private void isOver(RuntimeException reason) {
        result.completeExceptionally(Failure.of(reason, Failure.Kind.NOT_SENT));
    }

    private void late(Duration limit) {
        Session waitedFor = session;
        Optional.ofNullable(link).ifPresent(Link::noteGone);
        Failure.Kind kind = waitedFor == null ? Failure.Kind.NOT_SENT : Failure.Kind.LATE;
        if (result.completeExceptionally(new Failure(kind, "no answer within " + limit.toMillis() + " ms", null))
                && waitedFor != null) {
            // Whatever waits behind this on the connection is late as well, and the next one had better not.
            var unused = waitedFor.end();
        }
    }

    private void attempt(Supplier<CompletionStage<Link>> server, Batch.Permission permission) {
        session = null;
        var unused = CompletableFuture.completedFuture(server)
                .thenCompose(Supplier::get)
                .thenCompose(owner -> send(owner, permission))
                .whenComplete((answers, error) -> {
                    if (error == null) {
                        Optional.ofNullable(link).ifPresent(Link::noteThere);
                        result.complete(answers);
                    } else {
                        react(Failure.of(error, Failure.Kind.NOT_SENT));
                    }
                });
    }

    private CompletionStage<Answers> send(Link owner, Batch.Permission permission) {
        link = owner;
        if (owner.isGone() && owner.isOpening()) {
            throw new Failure(Failure.Kind.NOT_SENT, "it does not let us connect", null);
        }
        return sending.to(owner, permission, this);
    }

    private void react(Failure failure) {
        try {
            if (!isOver()) {
                servers.learn(slot, failure);
                leave(failure);
                goOn(failure);
            }
        } catch (RuntimeException e) {
            isOver(e);
        }
    }

    // Of one that is a replica now. Whoever connects again is led to its master.
    private void leave(Failure failure) {
        Session old = session;
        Link way = link;
        if (failure.code().equals("READONLY") && way != null && old != null) {
            way.leave(old);
        }
    }

    private void goOn(Failure failure) {
        if (failure.code().equals("ASK")) {
            attempt(() -> CompletableFuture.completedFuture(servers.asked(failure)), Batch.Permission.ASKING);
        } else if (mayRepeat(failure)) {
            again();
        } else {
            result.completeExceptionally(failure);
        }
    }

    private boolean mayRepeat(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED -> System.nanoTime() - lastTry < 0;
            case NOT_SENT -> !wasGone();
            case LOST -> effect == Batch.Effect.READS && !wasGone();
            case LATE, PARTLY, WRONG -> false;
        };
    }

    // The first to find a server gone waits for it to come back; those after it need not.
    private boolean wasGone() {
        Link tried = link;
        return tried != null && tried.isGone();
    }

    private void again() {
        session = null;
        tries++;
        long pause = Math.min(LONGEST_PAUSE, 1L << Math.min(tries, 6));
        var unused = servers.resources()
                .eventExecutorGroup()
                .schedule(() -> attempt(target, Batch.Permission.OWNED), pause, TimeUnit.MILLISECONDS);
    }
}
