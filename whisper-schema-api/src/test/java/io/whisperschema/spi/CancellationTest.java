package io.whisperschema.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatMissesTheFirstAskIsAskedAgain() throws Exception {
        var begun = new CountDownLatch(1);
        var heard = new CountDownLatch(1);
        var runner = new FutureTask<Integer>(() -> {
            try (var work = cancellation.begin(() -> {
                if (asked.incrementAndGet() == 3) {
                    heard.countDown();
                }
            })) {
                assertThat(work).isNotNull();
                begun.countDown();
                heard.await();
            }
            return asked.get();
        });
        new Thread(runner).start();
        begun.await();

        cancellation.cancel();

        assertThat(runner.get()).isEqualTo(3);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whoAsksFromTheRunItselfDoesNotWaitForIt() {
        try (var work = cancellation.begin(asked::incrementAndGet)) {
            assertThat(work).isNotNull();
            cancellation.cancel();
        }

        assertThat(asked).hasValue(1);
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void whatIsOverIsNotAsked() {
        cancellation.begin(asked::incrementAndGet).close();

        cancellation.cancel();

        assertThat(asked).hasValue(0);
    }

    @Test
    void anAskOnItsWayIsOverBeforeWhatComesNextBegins() throws Exception {
        var asking = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var work = cancellation.begin(() -> {
            asking.countDown();
            await(closing);
            asked.incrementAndGet();
        });
        var asker = new Thread(cancellation::cancel);
        asker.start();
        asking.await();
        var over = new FutureTask<>(() -> {
            closing.countDown();
            work.close();
            return asked.get();
        });
        new Thread(over).start();

        assertThat(over.get()).isEqualTo(1);
        asker.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
