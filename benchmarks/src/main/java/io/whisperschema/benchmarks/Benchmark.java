package io.whisperschema.benchmarks;

/** Cases that are measured together, each against one or more peers. */
interface Benchmark {
    /** What {@code benchmarks/run} calls it. */
    String name();

    /** What it measures and against whom, in one sentence for each case. */
    String description();

    /** Measures, and prints one line for each case and peer. */
    void run() throws Exception;
}
