package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.PointMoveProgram.Work;
import io.whisperschema.move.MovePhase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points of a desktop install to a server, which is a process of its own, as each sample is. */
final class PointMoveBenchmark implements Benchmark {
    private static final int POINTS = Integer.getInteger("whisper.points", 400_000);
    private static final int SAMPLES = 3;
    private static final String SMALL = "-Xmx64m";
    private static final String LARGE = "-Xmx3g";

    private final Map<String, List<Double>> times = new HashMap<>();

    @Override
    public String name() {
        return "vector-move";
    }

    @Override
    public String description() {
        return """
                move: %d points of %d numbers from an embedded file to a server, points alone (phase COPYING of a move), \
                against the official client with requests at hand, as many in flight (bare-upsert, the limit).
                complete: all of the move, with indexes and the proof that reads both sides again, against bare-upsert.
                served: the same from a server to a server, in a process with %s, against move.
                """.formatted(POINTS, VectorPoints.SIZE, SMALL).strip();
    }

    /** A server, until it is closed. */
    private record Server(Process process, String port) implements AutoCloseable {
        static Server of(Path file) throws IOException {
            Process process = new ProcessBuilder(
                            Programs.java(),
                            LARGE,
                            "-cp",
                            System.getProperty("java.class.path"),
                            PointMoveProgram.class.getName(),
                            Work.SERVE.name(),
                            file.toString(),
                            "",
                            "0")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Server(process, lines.readLine());
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }

    @Override
    public void run() throws Exception {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        try {
            Path source = folder.resolve("desktop.qdrant");
            process(LARGE, Work.FILL, source.toString(), "");
            for (int i = 0; i < SAMPLES; i++) {
                sample(
                        folder,
                        target -> add("move", "complete", process(LARGE, Work.MOVE_FILE, source.toString(), target)));
                sample(folder, target -> add("upsert", "upsert", process(LARGE, Work.UPSERT, "", target)));
                try (Server from = Server.of(source)) {
                    sample(folder, target -> add("served", "", process(SMALL, Work.MOVE_SERVED, from.port(), target)));
                }
            }
            tell();
        } finally {
            Folders.delete(folder);
        }
    }

    /** What is done with the port of an empty server. */
    private interface Sample {
        void on(String target) throws Exception;
    }

    private static void sample(Path folder, Sample sample) throws Exception {
        Path file = folder.resolve("target");
        Files.createDirectory(file);
        try (Server server = Server.of(file.resolve("memories.qdrant"))) {
            sample.on(server.port());
        } finally {
            Folders.delete(file);
        }
    }

    private static Map<String, Double> process(String memory, Work work, String source, String target)
            throws IOException, InterruptedException {
        return Programs.figures(memory, PointMoveProgram.class, work.name(), source, target, Integer.toString(POINTS));
    }

    private void add(String copying, String all, Map<String, Double> told) {
        double sum = told.values().stream().mapToDouble(Double::doubleValue).sum();
        add(copying, told.getOrDefault(MovePhase.COPYING.toString(), sum));
        if (!all.isEmpty() && !all.equals(copying)) {
            add(all, sum);
        }
    }

    private void add(String contender, double took) {
        times.computeIfAbsent(contender, name -> new ArrayList<>()).add(took);
    }

    private void tell() {
        tell("move", "upsert", "bare-upsert");
        tell("complete", "upsert", "bare-upsert");
        tell("served", "move", "move");
    }

    private void tell(String name, String peer, String peerName) {
        System.out.println(new Result(name, rate(name), rate(peer), peerName, "points/s").line());
    }

    private double rate(String contender) {
        return POINTS
                / Case.median(times.getOrDefault(contender, List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                * 1e3;
    }
}
