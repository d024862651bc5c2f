package io.whisperschema.cache.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int MANY = 20_000;

    private final List<List<RedisCommand<byte[], byte[], ?>>> written = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();

    private static List<RedisCommand<byte[], byte[], ?>> batch(int commands) {
        return Stream.<RedisCommand<byte[], byte[], ?>>generate(() -> new AsyncCommand<>(
                        new Command<>(CommandType.PING, new StatusOutput<>(ByteArrayCodec.INSTANCE))))
                .limit(commands)
                .toList();
    }

    private static Throwable failureOf(List<RedisCommand<byte[], byte[], ?>> batch) {
        CompletableFuture<?> last = ((AsyncCommand<?, ?, ?>) batch.get(batch.size() - 1)).toCompletableFuture();
        assertThat(last).isCompletedExceptionally();
        return last.handle((answer, error) -> error).join();
    }

    private List<Integer> sizes() {
        return written.stream().map(List::size).toList();
    }

    private void runLater() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    @Test
    void whatComesWhileOthersAreOnTheirWayIsHandedOverTogether() {
        var outbox = new Outbox(written::add, UNBOUNDED, later::add);

        IntStream.range(0, 4).forEach(i -> outbox.put(batch(3)));
        assertThat(sizes()).containsExactly(3);
        runLater();

        assertThat(sizes()).containsExactly(3, 9);
    }

    @Test
    void whatIsAloneIsHandedOverAtOnce() {
        var outbox = new Outbox(written::add, UNBOUNDED, later::add);

        outbox.put(batch(3));
        outbox.answered(3);
        outbox.put(batch(2));

        assertThat(sizes()).containsExactly(3, 2);
        assertThat(later).isEmpty();
    }

    @Test
    void notMoreIsOnItsWayThanTheClientBears() {
        var outbox = new Outbox(written::add, 5, later::add);
        List.of(1, 3, 1, 2, 9, 1).forEach(size -> outbox.put(batch(size)));

        runLater();
        assertThat(sizes()).containsExactly(1, 4);
        outbox.answered(1);
        runLater();
        assertThat(sizes()).containsExactly(1, 4);
        outbox.answered(3);
        runLater();
        assertThat(sizes()).containsExactly(1, 4, 2);
        outbox.answered(1);
        outbox.answered(2);
        runLater();
        assertThat(sizes()).containsExactly(1, 4, 2, 9);
        outbox.answered(9);
        runLater();
        assertThat(sizes()).containsExactly(1, 4, 2, 9, 1);
    }

    @Test
    void whatCannotBeWrittenFailsAndTheNextIsWritten() {
        var wire = new Breakable();
        var outbox = new Outbox(wire, UNBOUNDED, later::add);
        wire.broken = true;
        List<List<RedisCommand<byte[], byte[], ?>>> batches =
                Stream.generate(() -> batch(2)).limit(3).toList();

        batches.forEach(outbox::put);
        runLater();
        assertThat(batches).allSatisfy(batch -> assertThat(failureOf(batch)).isSameAs(wire.reason));

        wire.broken = false;
        outbox.put(batch(7));
        runLater();
        assertThat(sizes()).containsExactly(7);
    }

    private final class Breakable implements Outbox.Wire {
        final Error reason = new AssertionError("broken");
        boolean broken;

        @Override
        public void write(List<RedisCommand<byte[], byte[], ?>> commands) {
            if (broken) {
                throw reason;
            }
            written.add(commands);
        }
    }

    @Test
    void withoutThreadsOfTheClientNothingHangs() {
        var outbox = new Outbox(written::add, UNBOUNDED, task -> {
            throw new RejectedExecutionException();
        });
        outbox.put(batch(1));
        List<RedisCommand<byte[], byte[], ?>> second = batch(2);
        List<RedisCommand<byte[], byte[], ?>> third = batch(2);

        outbox.put(second);
        outbox.put(third);

        assertThat(Stream.of(second, third).map(OutboxTest::failureOf))
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_SENT)));
        assertThat(sizes()).containsExactly(1);
    }

    @Test
    void batchesOfManyThreadsAreWrittenWholeAndOnce() throws InterruptedException {
        ExecutorService aside = Executors.newSingleThreadExecutor();
        ExecutorService hosts = Executors.newFixedThreadPool(4);
        List<RedisCommand<byte[], byte[], ?>> wire = Collections.synchronizedList(new ArrayList<>());
        var expected = new CountDownLatch(MANY * 3);
        var outbox = new Outbox(
                commands -> commands.forEach(command -> {
                    wire.add(command);
                    expected.countDown();
                }),
                100,
                aside);
        Map<RedisCommand<byte[], byte[], ?>, Integer> batchOf = new IdentityHashMap<>();
        List<List<RedisCommand<byte[], byte[], ?>>> batches =
                Stream.generate(() -> batch(3)).limit(MANY).toList();
        for (int number = 0; number < MANY; number++) {
            for (RedisCommand<byte[], byte[], ?> command : batches.get(number)) {
                batchOf.put(command, number);
            }
        }

        batches.forEach(batch -> hosts.execute(() -> {
            outbox.put(batch);
            outbox.answered(batch.size());
        }));

        assertThat(expected.await(1, TimeUnit.MINUTES)).isTrue();
        hosts.shutdown();
        aside.shutdown();
        List<Integer> seen = wire.stream().map(batchOf::get).toList();
        assertThat(seen).hasSize(MANY * 3);
        List<Integer> firsts =
                IntStream.range(0, MANY).mapToObj(i -> seen.get(i * 3)).toList();
        assertThat(firsts).doesNotHaveDuplicates();
        assertThat(seen)
                .isEqualTo(firsts.stream()
                        .flatMap(first -> Stream.of(first, first, first))
                        .toList());
    }
}
