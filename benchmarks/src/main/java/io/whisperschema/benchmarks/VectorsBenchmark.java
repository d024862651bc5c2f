package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.VectorContender.Name;
import io.whisperschema.benchmarks.VectorContender.Pace;
import io.whisperschema.benchmarks.VectorPoints.Kind;
import io.whisperschema.benchmarks.VectorProgram.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hundred thousand points with payload: writing, opening, searching; each sample in a process of its own. */
final class VectorsBenchmark implements Benchmark {
    private static final int POINTS = 100_000;
    /** Fewer, since a graph over them takes minutes. */
    private static final int RANDOM_POINTS = 20_000;

    private static final int SAMPLES = 3;
    private static final String MEMORY = "-Xmx2g";

    private final Map<String, List<Double>> figures = new HashMap<>();

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public String description() {
        return """
                The embedded engine through the official client against HNSW of Lucene (lucene), %d points of %d numbers with payload.
                ingest: points a second, of which each batch of %d is durable when it is acknowledged, in four requests at a time; \
                Lucene commits each batch, and ingests once since it takes minutes.
                ingest-serial: one request at a time.
                open: opening what is there until the first search is answered; open-cold: as the first thing that a process does.
                search, search-filtered: median of a search on one thread, for the nearest %d with payload, and for those of one user in %d.
                recall, recall-gaussian: which part of the nearest %d is found, of clustered vectors and of %d random ones.
                All in processes with %s.""".formatted(
                        POINTS,
                        VectorPoints.SIZE,
                        VectorContender.BATCH,
                        VectorContender.LIMIT,
                        VectorPoints.USERS,
                        VectorContender.LIMIT,
                        RANDOM_POINTS,
                        MEMORY);
    }

    @Override
    public void run() throws Exception {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        try {
            ingest(Name.LUCENE, folder, Kind.CLUSTERED, Pace.ONE_BY_ONE);
            for (int i = 0; i < SAMPLES; i++) {
                ingest(Name.OURS, folder, Kind.CLUSTERED, Pace.ONE_BY_ONE);
                ingest(Name.OURS, folder, Kind.CLUSTERED, Pace.SEVERAL_IN_FLIGHT);
                for (Name contender : Name.values()) {
                    take(Work.OPEN, contender, folder, Kind.CLUSTERED, Pace.AT_ONCE);
                    take(Work.SEARCH, contender, folder, Kind.CLUSTERED, Pace.AT_ONCE);
                }
            }
            recall(folder);
        } finally {
            Folders.delete(folder);
        }
        tell();
    }

    private void recall(Path folder) throws Exception {
        for (Name contender : Name.values()) {
            take(Work.RECALL, contender, folder, Kind.CLUSTERED, Pace.AT_ONCE);
            ingest(contender, folder, Kind.GAUSSIAN, Pace.AT_ONCE);
            take(Work.RECALL, contender, folder, Kind.GAUSSIAN, Pace.AT_ONCE);
        }
    }

    private void ingest(Name contender, Path folder, Kind kind, Pace pace) throws Exception {
        Path place = place(contender, folder, kind);
        if (Files.exists(place)) {
            Folders.delete(place);
        }
        Files.createDirectory(place);
        take(Work.INGEST, contender, folder, kind, pace);
    }

    private static Path place(Name contender, Path folder, Kind kind) {
        return folder.resolve(contender + "-" + kind);
    }

    private void take(Work work, Name contender, Path folder, Kind kind, Pace pace)
            throws IOException, InterruptedException {
        Programs.figures(
                        MEMORY,
                        VectorProgram.class,
                        work.name(),
                        contender.name(),
                        place(contender, folder, kind).toString(),
                        kind.name(),
                        pace.name(),
                        Integer.toString(kind == Kind.CLUSTERED ? POINTS : RANDOM_POINTS))
                .forEach((figure, value) -> figures.computeIfAbsent(contender + figure, key -> new ArrayList<>())
                        .add(value));
    }

    private void tell() {
        tell("ingest", "ingest-serial", "points/s");
        tell("ingest-serial", "ingest-serial", "points/s");
        List.of("open", "open-cold", "search", "search-filtered").forEach(figure -> tell(figure, figure, "ms"));
        List.of("recall", "recall-gaussian").forEach(figure -> tell(figure, figure, "of-1"));
    }

    private void tell(String ours, String peer, String unit) {
        System.out.println(new Result(ours, median(Name.OURS, ours), median(Name.LUCENE, peer), "lucene", unit).line());
    }

    private double median(Name contender, String figure) {
        return Case.median(figures.getOrDefault(contender + figure, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }
}
