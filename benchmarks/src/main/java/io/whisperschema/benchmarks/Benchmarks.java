package io.whisperschema.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the benchmark that is named, or lists them. */
final class Benchmarks {
    private static final List<Benchmark> ALL = Stream.concat(
                    Stream.of(
                            new CreateBenchmark(),
                            new InspectBenchmark(),
                            new StartupBenchmark(),
                            new MoveBenchmark(),
                            new VectorsBenchmark(),
                            new PointMoveBenchmark(),
                            new CacheBenchmark()),
                    CacheBenchmark.PARTS.stream())
            .toList();

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        String wanted = arguments.length == 1 ? arguments[0] : "";
        if (wanted.equals("list")) {
            System.out.print(list());
            return;
        }
        Optional<Benchmark> benchmark =
                ALL.stream().filter(one -> one.name().equals(wanted)).findFirst();
        if (benchmark.isEmpty()) {
            System.err.print("usage: benchmarks/run NAME\n\n" + list());
            System.exit(2);
        }
        benchmark.orElseThrow().run();
    }

    static String list() {
        var text = new StringBuilder();
        ALL.forEach(one ->
                text.append("%s%n%s%n".formatted(one.name(), one.description().indent(2))));
        return text.append("ratio = ours / peer; with unit=ms less is better\n").toString();
    }
}
