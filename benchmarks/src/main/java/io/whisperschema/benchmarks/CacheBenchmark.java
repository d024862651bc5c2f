package io.whisperschema.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/** All cases of caches, one after the other. */
final class CacheBenchmark implements Benchmark {
    /** Those that can be run alone, too. */
    static final List<Benchmark> PARTS =
            List.of(new CodecBenchmark(), new MemoryAddBenchmark(), new RedisAddBenchmark(), new RedisMoveBenchmark());

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String description() {
        return "All of " + PARTS.stream().map(Benchmark::name).collect(Collectors.joining(", "))
                + ", one after the other.";
    }

    @Override
    public void run() throws Exception {
        for (Benchmark part : PARTS) {
            part.run();
        }
    }
}
