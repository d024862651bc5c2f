package io.whisperschema.cache.internal.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection from when it is open until it breaks. Lettuce would open it again and send again what had no answer, half of a
 * transaction or a write of minutes ago; so it is closed for good the moment it breaks. Thread-safe.
 */
final class Session implements RedisConnectionStateListener {
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Outbox outbox;
    private final AtomicBoolean broken = new AtomicBoolean();

    private Session(StatefulRedisConnection<byte[], byte[]> connection, Executor aside) {
        this.connection = connection;
        this.outbox = new Outbox(this::write, connection.getOptions().getRequestQueueSize(), aside);
    }

    /** One on a connection that has just been opened; there once the server has answered. */
    static CompletionStage<Session> begin(StatefulRedisConnection<byte[], byte[]> connection, Executor aside) {
        Session session = new Session(connection, aside);
        connection.addListener(session);
        // We have our own time limits, one for each batch.
        connection.setTimeout(Duration.ZERO);
        AsyncCommand<byte[], byte[], Object> ping =
                awaited(Request.status(CommandType.PING).command());
        connection.dispatch((RedisCommand<byte[], byte[], Object>) ping);
        return ping.handle((answer, error) -> session);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
        var unused = end();
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {}

    @Override
    public void onRedisExceptionCaught(RedisChannelHandler<?, ?> handler, Throwable cause) {}

    boolean isBroken() {
        return broken.get();
    }

    /** Closes it; what has no answer yet is lost. */
    CompletableFuture<Void> end() {
        return broken.compareAndSet(false, true) ? connection.closeAsync() : CompletableFuture.completedFuture(null);
    }

    CompletionStage<Answers> send(Batch batch, Batch.Permission permission) {
        Writing writing = Writing.of(batch, permission);
        AsyncCommand<byte[], byte[], Object> last = awaited(writing.last());
        List<RedisCommand<byte[], byte[], ?>> commands = writing.endingWith(last);
        CompletionStage<Answers> answers = last.handle((answer, error) -> {
            outbox.answered(commands.size());
            return answers(writing, error);
        });
        outbox.put(commands);
        return answers;
    }

    private void write(List<RedisCommand<byte[], byte[], ?>> commands) {
        if (isBroken()) {
            throw new Failure(Failure.Kind.NOT_SENT, "the connection has just been closed", null);
        }
        try {
            connection.dispatch(commands);
        } catch (RuntimeException | Error e) {
            // It may have taken half of a transaction, and nothing may follow that.
            var unused = end();
            throw e;
        }
    }

    private static Answers answers(Writing writing, @Nullable Throwable error) {
        if (error != null && !(Failure.unwrapped(error) instanceof RedisCommandExecutionException)) {
            throw Failure.of(error, Failure.Kind.LOST);
        }
        return writing.answers();
    }

    @SuppressWarnings("unchecked") // its answer is read from its output
    private static AsyncCommand<byte[], byte[], Object> awaited(Command<byte[], byte[], ?> last) {
        return new AsyncCommand<>((Command<byte[], byte[], Object>) last);
    }
}
