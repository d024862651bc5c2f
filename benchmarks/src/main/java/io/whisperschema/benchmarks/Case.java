package io.whisperschema.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/**
 * One task that we and our peers can do: ours and the peer's samples alternate, so that whatever slows the machine down
 * slows both.
 *
 * @param <F> what a sample finds
 */
final class Case<F extends Case.Fixture> {
    private final String name;
    private final Rounds rounds;
    private final Setup<F> setup;
    private final Task<F> ours;

    Case(String name, Rounds rounds, Setup<F> setup, Task<F> ours) {
        this.name = name;
        this.rounds = rounds;
        this.setup = setup;
        this.ours = ours;
    }

    /**
     * How often each side runs.
     *
     * @param warmUp how long they alternate before samples count
     * @param counted how many do
     */
    record Rounds(Duration warmUp, int counted) {}

    /** What a sample finds; made anew for each and closed after it, neither of which is timed. */
    interface Fixture extends AutoCloseable {
        @Override
        void close() throws IOException, SQLException;
    }

    /** Makes a fixture. */
    interface Setup<F extends Fixture> {
        F open() throws Exception;
    }

    /** What is timed. */
    interface Task<F> {
        void run(F fixture) throws Exception;
    }

    /** Measures against a peer and prints the outcome. */
    void against(String peerName, Task<F> peer) throws Exception {
        System.out.println(compare(peerName, peer).line());
    }

    Result compare(String peerName, Task<F> peer) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < rounds.warmUp.toNanos()) {
            sample(ours);
            sample(peer);
        }
        double[] ourSamples = new double[rounds.counted];
        double[] peerSamples = new double[rounds.counted];
        for (int i = 0; i < rounds.counted; i++) {
            ourSamples[i] = sample(ours);
            peerSamples[i] = sample(peer);
        }
        return new Result(name, median(ourSamples), median(peerSamples), peerName);
    }

    private double sample(Task<F> task) throws Exception {
        try (F fixture = setup.open()) {
            long start = System.nanoTime();
            task.run(fixture);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    static double median(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
