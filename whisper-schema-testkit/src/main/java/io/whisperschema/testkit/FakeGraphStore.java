package io.whisperschema.testkit;

import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.graph.GraphIndex;
import io.whisperschema.definition.graph.Uniqueness;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.GraphChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.GraphStore;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A graph store in memory, which applies each step by itself. Thread-safe. */
public final class FakeGraphStore implements GraphStore {
    private static final String NAME = "fake-graph";
    private static final Planned PLANNED = new Planned(new FakeSteps(NAME, Step.Isolation.ALONE));

    private final FakeServer server;

    private FakeGraphStore(FakeServer server) {
        this.server = server;
    }

    /** The graph store on that server. */
    public static FakeGraphStore over(FakeServer server) {
        return new FakeGraphStore(server);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public GraphCatalog inspect() {
        return server.held(kind(), GraphCatalog.class);
    }

    @Override
    public GraphCatalog spell(SchemaDefinition definition) {
        return new GraphCatalog(
                definition.graph().uniqueness(), definition.graph().indexes());
    }

    @Override
    public List<Step> plan(Diff diff) {
        return PLANNED.steps().of(diff, change -> ((GraphChange) change).match(PLANNED));
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        new FakeRun<>(
                        server,
                        StoreKind.GRAPH,
                        GraphCatalog.class,
                        (held, change) -> ((GraphChange) change).match(new Made(held)))
                .oneByOne(steps, execution);
    }

    private record Planned(FakeSteps steps) implements GraphChange.Cases<Step> {
        @Override
        public Step createUniqueness(GraphChange.CreateUniqueness change) {
            return steps.harmless(change, new GraphChange.DropUniqueness(change.constraint()));
        }

        @Override
        public Step changeUniqueness(GraphChange.ChangeUniqueness change) {
            return steps.harmless(
                    change,
                    new GraphChange.ChangeUniqueness(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step dropUniqueness(GraphChange.DropUniqueness change) {
            return steps.harmless(change, new GraphChange.CreateUniqueness(change.constraint()));
        }

        @Override
        public Step createIndex(GraphChange.CreateIndex change) {
            return steps.harmless(change, new GraphChange.DropIndex(change.index()));
        }

        @Override
        public Step changeIndex(GraphChange.ChangeIndex change) {
            return steps.harmless(
                    change, new GraphChange.ChangeIndex(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step dropIndex(GraphChange.DropIndex change) {
            return steps.harmless(change, new GraphChange.CreateIndex(change.index()));
        }
    }

    private record Made(GraphCatalog held) implements GraphChange.Cases<GraphCatalog> {
        @Override
        public GraphCatalog createUniqueness(GraphChange.CreateUniqueness change) {
            return constrained(Parts.with(held.uniqueness(), change.constraint(), named(change.constraint())));
        }

        @Override
        public GraphCatalog changeUniqueness(GraphChange.ChangeUniqueness change) {
            return constrained(Parts.replacing(held.uniqueness(), change.after(), named(change.before())));
        }

        @Override
        public GraphCatalog dropUniqueness(GraphChange.DropUniqueness change) {
            return constrained(Parts.without(held.uniqueness(), named(change.constraint())));
        }

        @Override
        public GraphCatalog createIndex(GraphChange.CreateIndex change) {
            return indexed(Parts.with(held.indexes(), change.index(), named(change.index())));
        }

        @Override
        public GraphCatalog changeIndex(GraphChange.ChangeIndex change) {
            return indexed(Parts.replacing(held.indexes(), change.after(), named(change.before())));
        }

        @Override
        public GraphCatalog dropIndex(GraphChange.DropIndex change) {
            return indexed(Parts.without(held.indexes(), named(change.index())));
        }

        private GraphCatalog constrained(List<Uniqueness> uniqueness) {
            return new GraphCatalog(uniqueness, held.indexes());
        }

        private GraphCatalog indexed(List<GraphIndex> indexes) {
            return new GraphCatalog(held.uniqueness(), indexes);
        }

        private static Predicate<Uniqueness> named(Uniqueness constraint) {
            return other -> other.name().equals(constraint.name());
        }

        private static Predicate<GraphIndex> named(GraphIndex index) {
            return other -> other.name().equals(index.name());
        }
    }
}
