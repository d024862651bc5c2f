package io.whisperschema.benchmarks;

import io.lettuce.core.RedisClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Copies of the entries of one Redis to another as a process of its own; prints how many milliseconds each took. */
final class EntryMoveProgram {
    private EntryMoveProgram() {}

    /** How it is copied. */
    enum Work {
        MOVE,
        PIPELINE
    }

    /** The work, then a source and a target, as often as wanted: the first warms it up. */
    public static void main(String[] arguments) {
        Work work = Work.valueOf(arguments[0]);
        for (int i = 1; i < arguments.length; i += 2) {
            copy(work, arguments[i], arguments[i + 1])
                    .forEach((what, took) -> System.out.println(what + " " + took.toNanos() / 1e6));
        }
    }

    private static Map<String, Duration> copy(Work work, String source, String target) {
        RedisClient from = RedisClient.create(source);
        RedisClient to = RedisClient.create(target);
        try {
            return switch (work) {
                case MOVE -> moved(from, to);
                case PIPELINE -> Map.of(work.name(), new LettuceCopy(from, to).took());
            };
        } finally {
            from.shutdown(Duration.ZERO, Duration.ofSeconds(5));
            to.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    private static Map<String, Duration> moved(RedisClient from, RedisClient to) {
        MoveReport report = WhisperSchema.of(WhisperEngine.schema())
                .cache(RedisStore.over(from).named("old"))
                .move(RedisStore.over(to).named("new"), MoveOptions.cautious());
        if (!report.isProven()) {
            throw new IllegalStateException(report.text());
        }
        return report.took().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue));
    }
}
