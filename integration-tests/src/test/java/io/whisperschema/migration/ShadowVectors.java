package io.whisperschema.migration;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.spi.VectorStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A vector store in memory that can be stopped in the middle of reshaping, goes on from there, and keeps what was before. */
final class ShadowVectors implements VectorStore {
    private final Server server;
    private final Consumer<Moment> passing;

    private ShadowVectors(Server server, Consumer<Moment> passing) {
        this.server = server;
        this.passing = passing;
    }

    /** One that does nothing else. */
    static ShadowVectors on(Server server) {
        return new ShadowVectors(server, moment -> {});
    }

    /** One whose host does that when it passes these moments. */
    static ShadowVectors on(Server server, Consumer<Moment> passing) {
        return new ShadowVectors(server, passing);
    }

    /** One whose host dies there. */
    static ShadowVectors dyingAt(Moment when, Server server) {
        return on(server, moment -> {
            if (moment == when) {
                throw new MigrationCases.Death();
            }
        });
    }

    /** Where a step passes. */
    enum Moment {
        COPYING,
        /** Clients reach nothing by the name. */
        IN_THE_GAP,
        SWITCHED,
        TURNING_BACK,
        BACK
    }

    /** A batch of points, of which nothing is known here. */
    record Batch() {}

    /** What outlives its hosts. */
    static final class Server {
        private final Map<List<String>, List<VectorCollection>> kept = new HashMap<>();
        private final Map<String, List<VectorCollection>> unreachable = new HashMap<>();
        private final List<String> done = new ArrayList<>();
        private List<VectorCollection> held = List.of();

        static Server with(VectorCollection... collections) {
            var server = new Server();
            server.held = List.of(collections);
            return server;
        }

        synchronized List<VectorCollection> held() {
            return held;
        }

        /** What its hosts did, in their order. */
        synchronized List<String> done() {
            return List.copyOf(done);
        }

        synchronized void note(String what) {
            done.add(what);
        }

        private synchronized void hide(PointRecipe recipe, String words) {
            if (!unreachable.containsKey(words)) {
                List<VectorCollection> former = held.stream()
                        .filter(one -> recipe.from().contains(one.name()))
                        .toList();
                if (former.size() < recipe.from().size()) {
                    throw new IllegalStateException(recipe.from() + " is not there");
                }
                unreachable.put(words, former);
                become(former, List.of());
            }
        }

        private synchronized void show(PointRecipe recipe, String words) {
            kept.put(names(recipe.into()), unreachable.remove(words));
            become(List.of(), recipe.into());
        }

        private synchronized void goBack(PointRecipe recipe) {
            List<VectorCollection> unfinished = unreachable.remove(new VectorChange.Reshape(recipe).words());
            if (unfinished != null) {
                become(List.of(), unfinished);
                return;
            }
            List<VectorCollection> former = kept.remove(names(recipe.into()));
            if (former == null && !held.containsAll(recipe.into())) {
                return;
            }
            if (former == null) {
                throw new IllegalStateException("nothing is kept of " + names(recipe.into()));
            }
            become(recipe.into(), former);
        }

        synchronized void become(List<VectorCollection> gone, List<VectorCollection> come) {
            Set<String> names = Set.copyOf(names(gone));
            held = Stream.concat(held.stream().filter(one -> !names.contains(one.name())), come.stream())
                    .toList();
        }

        private static List<String> names(List<VectorCollection> collections) {
            return collections.stream().map(VectorCollection::name).toList();
        }
    }

    @Override
    public String name() {
        return "shadows";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public VectorCatalog inspect() {
        return new VectorCatalog(server.held());
    }

    @Override
    public VectorCatalog spell(SchemaDefinition definition) {
        return new VectorCatalog(
                definition.vectors().collections(), definition.vectors().families());
    }

    @Override
    public List<Step> plan(Diff diff) {
        var steps = new ArrayList<Step>();
        diff.changes().forEach(change -> steps.add(step((VectorChange) change, 1 + steps.size())));
        return steps;
    }

    private Step step(VectorChange change, int number) {
        return new Step(
                String.valueOf(number),
                name(),
                change,
                Optional.of("copy, switch"),
                losesFields(change) ? Risk.of(Danger.LOSES_DATA) : Risk.NONE,
                Step.Isolation.ALONE,
                new Undo.Impossible("it is one of many"));
    }

    private static boolean losesFields(VectorChange change) {
        return change instanceof VectorChange.Reshape reshape
                && reshape.recipe().payload().stream().anyMatch(PayloadEdit.Drop.class::isInstance);
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        for (Step step : steps) {
            execution.starting(step);
            execute(step, execution);
            execution.finished(step);
        }
    }

    private void execute(Step step, Execution execution) {
        if (step.change() instanceof VectorChange.Reshape reshape) {
            reshape(step, reshape, execution);
        } else if (step.change() instanceof VectorChange.RollBack back) {
            passing.accept(Moment.TURNING_BACK);
            tried(step, execution, () -> server.goBack(back.recipe()));
            passing.accept(Moment.BACK);
        } else if (step.change() instanceof VectorChange.CreateCollection create) {
            server.become(List.of(), List.of(create.collection()));
        }
        server.note(step.change().words());
    }

    private void reshape(Step step, VectorChange.Reshape change, Execution execution) {
        PointRecipe recipe = change.recipe();
        recipe.codes().forEach(code -> tried(step, execution, () -> run(code, execution)));
        passing.accept(Moment.COPYING);
        execution.progressed(step, 1, 2);
        tried(step, execution, () -> server.hide(recipe, change.words()));
        passing.accept(Moment.IN_THE_GAP);
        server.show(recipe, change.words());
        passing.accept(Moment.SWITCHED);
    }

    private static void run(CodeName code, Execution execution) throws Exception {
        execution.code(code.name(), code.version(), Batch.class).run(new Batch());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void tried(Step step, Execution execution, Work work) {
        try {
            work.run();
        } catch (Exception failure) {
            throw execution.failure(step, String.valueOf(failure.getMessage()), failure, Aftermath.EARLIER_STEPS_STAY);
        }
    }

    @Override
    public void rehearse(List<Step> steps, Execution execution) {
        for (Step step : steps) {
            execution.starting(step);
            server.note("rehearse: " + step.change().words());
            execution.finished(step);
        }
    }

    /** The names and versions of what a server holds, such as {@code memories 2}. */
    static List<String> held(Server server) {
        return server.held().stream()
                .map(one ->
                        one.name() + one.version().map(version -> " " + version).orElse(""))
                .sorted()
                .toList();
    }
}
