package io.whisperschema.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Messages as bytes. */
final class CodecBenchmark implements Benchmark {
    private static final int SAMPLES = 3;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, List<Double>> figures = new HashMap<>();

    @Override
    public String name() {
        return "codec";
    }

    @Override
    public String description() {
        return """
                encode, decode: a message of a chat to bytes and back by the codec that a cache takes by itself, in ns, against \
                Jackson's data binding of a record of the same parts (databind); by JMH, in %d processes each, by turns.
                encode-alloc, decode-alloc: how many bytes that allocates.""".formatted(SAMPLES);
    }

    @Override
    public void run() throws RunnerException {
        for (int i = 0; i < SAMPLES; i++) {
            new Runner(options()).run().forEach(this::keep);
        }
        tell("encode");
        tell("decode");
    }

    private static Options options() {
        return new OptionsBuilder()
                .include(CodecLoad.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private void keep(RunResult result) {
        String task = result.getPrimaryResult().getLabel();
        keep(task, result.getPrimaryResult().getScore());
        keep(
                task + "-alloc",
                requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
    }

    private void keep(String figure, double value) {
        figures.computeIfAbsent(figure, key -> new ArrayList<>()).add(value);
    }

    private void tell(String task) {
        tell(task, "", "ns");
        tell(task, "-alloc", "bytes");
    }

    private void tell(String task, String what, String unit) {
        double ours = median(task + "Ours" + what);
        double peer = median(task + "Databind" + what);
        System.out.println(new Result(task + what, ours, peer, "databind", unit).line());
    }

    private double median(String figure) {
        return Case.median(figures.getOrDefault(figure, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }
}
