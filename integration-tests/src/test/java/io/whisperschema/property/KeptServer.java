package io.whisperschema.property;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Store;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeGraphStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fake server whose contents outlive its process: each step that is applied is a line of a file. */
final class KeptServer {
    private final Path file;
    private final Map<String, Step> known = new TreeMap<>();
    private final Runnable moment;

    private KeptServer(Path file, Runnable moment) {
        this.file = file;
        this.moment = moment;
    }

    /**
     * The server as that file has it, of whose steps the plan tells, there and back.
     *
     * @param moment done before and after a line is written
     */
    static FakeServer in(Path file, Plan plan, Runnable moment) {
        var kept = new KeptServer(file, moment);
        plan.steps().forEach(kept::learn);
        var server = new FakeServer();
        lines(file).forEach(line -> kept.apply(server, line));
        server.tell(kept::keep);
        return server;
    }

    private void learn(Step step) {
        known.put(line(step), step);
        if (step.undo() instanceof Undo.ByChange by) {
            var back = new Step(
                    step.id(), step.store(), by.change(), Optional.empty(), step.risk(), step.isolation(), step.undo());
            known.put(line(back), back);
        }
    }

    /** What that file says was applied, oldest first. */
    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Step step) {
        return step.store() + ": " + step.change().words();
    }

    private void apply(FakeServer server, String line) {
        Step step = requireNonNull(known.get(line), line);
        Stream.<Store>of(FakeVectorStore.over(server), FakeCacheStore.over(server), FakeGraphStore.over(server))
                .filter(store -> store.name().equals(step.store()))
                .forEach(store -> store.execute(List.of(step), new Replay()));
    }

    /** One write, so that a kill leaves a line or none. */
    private void keep(Step step) {
        moment.run();
        try {
            Files.writeString(file, line(step) + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moment.run();
    }

    private static final class Replay implements Execution {
        @Override
        public ExecuteOptions options() {
            return ExecuteOptions.cautious();
        }

        @Override
        public void requireBasis(Catalog now) {}

        @Override
        public void starting(Step step) {}

        @Override
        public void finished(Step step) {}

        @Override
        public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
            throw new IllegalStateException(driverSaid, cause);
        }

        @Override
        public <C> CodeStep<C> code(String name, String version, Class<C> context) {
            throw new IllegalStateException(name);
        }
    }
}
