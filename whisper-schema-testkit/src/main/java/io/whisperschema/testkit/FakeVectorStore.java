package io.whisperschema.testkit;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A vector store in memory, which applies each step by itself. Thread-safe. */
public final class FakeVectorStore implements VectorStore {
    private static final String NAME = "fake-vectors";
    private static final Planned PLANNED = new Planned(new FakeSteps(NAME, Step.Isolation.ALONE));

    private final FakeServer server;

    private FakeVectorStore(FakeServer server) {
        this.server = server;
    }

    /** The vector store on that server. */
    public static FakeVectorStore over(FakeServer server) {
        return new FakeVectorStore(server);
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
    public VectorCatalog inspect() {
        return server.held(kind(), VectorCatalog.class);
    }

    @Override
    public VectorCatalog spell(SchemaDefinition definition) {
        return new VectorCatalog(definition.vectors().collections());
    }

    @Override
    public List<Step> plan(Diff diff) {
        return PLANNED.steps().of(diff, change -> ((VectorChange) change).match(PLANNED));
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        new FakeRun<>(
                        server,
                        StoreKind.VECTORS,
                        VectorCatalog.class,
                        (held, change) -> ((VectorChange) change).match(new Made(held)))
                .oneByOne(steps, execution);
    }

    private record Planned(FakeSteps steps) implements VectorChange.Cases<Step> {
        @Override
        public Step createCollection(VectorChange.CreateCollection change) {
            return steps.harmless(change, new VectorChange.DropCollection(change.collection()));
        }

        @Override
        public Step changeCollection(VectorChange.ChangeCollection change) {
            return steps.harmless(
                    change,
                    new VectorChange.ChangeCollection(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step dropCollection(VectorChange.DropCollection change) {
            return steps.losing(change, "the points");
        }
    }

    private record Made(VectorCatalog held) implements VectorChange.Cases<VectorCatalog> {
        @Override
        public VectorCatalog createCollection(VectorChange.CreateCollection change) {
            return new VectorCatalog(Parts.with(held.collections(), change.collection(), named(change.collection())));
        }

        @Override
        public VectorCatalog changeCollection(VectorChange.ChangeCollection change) {
            return new VectorCatalog(Parts.replacing(held.collections(), change.after(), named(change.before())));
        }

        @Override
        public VectorCatalog dropCollection(VectorChange.DropCollection change) {
            return new VectorCatalog(Parts.without(held.collections(), named(change.collection())));
        }

        private static Predicate<VectorCollection> named(VectorCollection collection) {
            return other -> other.name().equals(collection.name());
        }
    }
}
