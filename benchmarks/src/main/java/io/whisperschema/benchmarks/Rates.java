package io.whisperschema.benchmarks;

/** How many operations a second, ours and a peer's by turns. */
final class Rates {
    private static final int SAMPLES = 7;

    private Rates() {}

    /**
     * What is timed.
     *
     * @param operations how many operations a round is
     * @param round does them
     */
    record Side(int operations, Runnable round) {
        double rate() {
            long start = System.nanoTime();
            round.run();
            return operations / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Measures after a round that does not count, and prints the outcome. */
    static void tell(String name, String peerName, Side ours, Side peer) {
        double[] ourRates = new double[SAMPLES];
        double[] peerRates = new double[SAMPLES];
        ours.rate();
        peer.rate();
        for (int i = 0; i < SAMPLES; i++) {
            ourRates[i] = ours.rate();
            peerRates[i] = peer.rate();
        }
        System.out.println(new Result(name, Case.median(ourRates), Case.median(peerRates), peerName, "ops/s").line());
    }
}
