package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.VectorContender.Name;
import io.whisperschema.benchmarks.VectorContender.Pace;
import io.whisperschema.benchmarks.VectorPoints.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What one contender does in a process of its own; prints what it measured. */
final class VectorProgram {
    private static final int WARM_UP = 20_000;
    private static final int WARM_UP_SEARCHES = 500;
    private static final int SEARCHES = 500;
    private static final int RECALLED = 100;

    private VectorProgram() {}

    /** What the process does. */
    enum Work {
        INGEST,
        OPEN,
        SEARCH,
        RECALL
    }

    public static void main(String[] arguments) throws Exception {
        var contender = Name.valueOf(arguments[1]);
        Path folder = Path.of(arguments[2]);
        var kind = Kind.valueOf(arguments[3]);
        var pace = Pace.valueOf(arguments[4]);
        int count = Integer.parseInt(arguments[5]);
        switch (Work.valueOf(arguments[0])) {
            case INGEST -> ingest(contender, folder, VectorPoints.of(kind, count), pace);
            case OPEN -> open(contender, folder, VectorPoints.queries(kind, 1)[0]);
            case SEARCH -> search(contender, folder, VectorPoints.queries(kind, SEARCHES));
            case RECALL -> recall(contender, folder, kind, count);
        }
    }

    private static void ingest(Name name, Path folder, VectorPoints points, Pace pace) throws Exception {
        if (pace != Pace.AT_ONCE) {
            warmUp(name, folder.resolve("warm-up"), pace);
        }
        try (VectorContender contender = name.open(folder)) {
            long start = System.nanoTime();
            contender.ingest(points, pace);
            tell(figure(pace), points.count() / ((System.nanoTime() - start) / 1e9));
        }
    }

    private static String figure(Pace pace) {
        return switch (pace) {
            case SEVERAL_IN_FLIGHT -> "ingest";
            case ONE_BY_ONE -> "ingest-serial";
            case AT_ONCE -> "ingest-at-once";
        };
    }

    private static void warmUp(Name name, Path folder, Pace pace) throws Exception {
        Files.createDirectories(folder);
        try (VectorContender contender = name.open(folder)) {
            contender.ingest(VectorPoints.of(Kind.CLUSTERED, WARM_UP), pace);
        }
        Folders.delete(folder);
    }

    /**
     * First in a process that is new, then in one that knows the libraries. Until the first search is answered, since an
     * index may leave its reading to that.
     */
    private static void open(Name name, Path folder, float[] query) throws Exception {
        tell("open-cold", opened(name, folder, query));
        tell("open", opened(name, folder, query));
    }

    private static double opened(Name name, Path folder, float[] query) throws Exception {
        long start = System.nanoTime();
        try (VectorContender contender = name.open(folder)) {
            contender.search(query);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private static void search(Name name, Path folder, float[][] queries) throws Exception {
        try (VectorContender contender = name.open(folder)) {
            tell("search", p50(queries, contender::search));
            tell("search-filtered", p50(queries, query -> contender.search(query, VectorPoints.user(7))));
        }
    }

    private interface Search {
        List<Long> ids(float[] query) throws Exception;
    }

    private static double p50(float[][] queries, Search search) throws Exception {
        for (int i = 0; i < WARM_UP_SEARCHES; i++) {
            search.ids(queries[i % queries.length]);
        }
        var times = new double[queries.length];
        for (int i = 0; i < queries.length; i++) {
            long start = System.nanoTime();
            search.ids(queries[i]);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return Case.median(times);
    }

    private static void recall(Name name, Path folder, Kind kind, int count) throws Exception {
        VectorPoints points = VectorPoints.of(kind, count);
        long found = 0;
        try (VectorContender contender = name.open(folder)) {
            for (float[] query : VectorPoints.queries(kind, RECALLED)) {
                List<Long> ids = contender.search(query);
                found += Arrays.stream(points.nearest(query, VectorContender.LIMIT))
                        .filter(ids::contains)
                        .count();
            }
        }
        tell(
                kind == Kind.CLUSTERED ? "recall" : "recall-gaussian",
                (double) found / (RECALLED * VectorContender.LIMIT));
    }

    private static void tell(String what, double figure) {
        System.out.println(what + " " + figure);
    }
}
