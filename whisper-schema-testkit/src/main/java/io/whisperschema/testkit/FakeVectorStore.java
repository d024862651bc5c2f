package io.whisperschema.testkit;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
        return new VectorCatalog(
                definition.vectors().collections(), definition.vectors().families());
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
        public Step dropCollection(VectorChange.DropCollection change) {
            return steps.losing(change, "the points");
        }

        @Override
        public Step addSpace(VectorChange.AddSpace change) {
            return steps.harmless(change, new VectorChange.DropSpace(change.collectionName(), change.space()));
        }

        @Override
        public Step changeSpace(VectorChange.ChangeSpace change) {
            return steps.harmless(
                    change,
                    new VectorChange.ChangeSpace(
                            change.collectionName(), /* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step rebuildSpaces(VectorChange.RebuildSpaces change) {
            return steps.losing(change, "the vectors");
        }

        @Override
        public Step dropSpace(VectorChange.DropSpace change) {
            return steps.losing(change, "the vectors");
        }

        @Override
        public Step addIndex(VectorChange.AddIndex change) {
            return steps.harmless(
                    change, new VectorChange.DropIndex(change.collectionName(), change.field(), change.index()));
        }

        @Override
        public Step changeIndex(VectorChange.ChangeIndex change) {
            return steps.harmless(
                    change,
                    new VectorChange.ChangeIndex(
                            change.collectionName(),
                            change.field(),
                            /* before= */ change.after(),
                            /* after= */ change.before()));
        }

        @Override
        public Step dropIndex(VectorChange.DropIndex change) {
            return steps.harmless(
                    change, new VectorChange.AddIndex(change.collectionName(), change.field(), change.index()));
        }

        @Override
        public Step changeReplication(VectorChange.ChangeReplication change) {
            return steps.harmless(
                    change,
                    new VectorChange.ChangeReplication(
                            change.collectionName(), /* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step reshard(VectorChange.Reshard change) {
            return steps.harmless(
                    change,
                    new VectorChange.Reshard(
                            change.collectionName(), /* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step recordCollection(VectorChange.RecordCollection change) {
            return steps.harmless(
                    change,
                    new VectorChange.RecordCollection(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step reshape(VectorChange.Reshape change) {
            return steps.losing(change, "what was before");
        }

        @Override
        public Step rollBack(VectorChange.RollBack change) {
            throw new UnsupportedChange("vectors", change.words(), "it keeps nothing", "Do without.");
        }
    }

    private record Made(VectorCatalog held) implements VectorChange.Cases<VectorCatalog> {
        @Override
        public VectorCatalog createCollection(VectorChange.CreateCollection change) {
            return new VectorCatalog(Parts.with(
                    held.collections(),
                    change.collection(),
                    named(change.collection().name())));
        }

        @Override
        public VectorCatalog dropCollection(VectorChange.DropCollection change) {
            return new VectorCatalog(
                    Parts.without(held.collections(), named(change.collection().name())));
        }

        @Override
        public VectorCatalog addSpace(VectorChange.AddSpace change) {
            return spaces(
                    change.collectionName(),
                    spaces -> Parts.with(
                            spaces, change.space(), called(change.space().name())));
        }

        @Override
        public VectorCatalog changeSpace(VectorChange.ChangeSpace change) {
            return spaces(
                    change.collectionName(),
                    spaces -> Parts.replacing(
                            spaces, change.after(), called(change.before().name())));
        }

        @Override
        public VectorCatalog rebuildSpaces(VectorChange.RebuildSpaces change) {
            return spaces(
                    change.collectionName(),
                    spaces -> Stream.concat(
                                    spaces.stream()
                                            .filter(space -> !change.before().contains(space)),
                                    change.after().stream())
                            .toList());
        }

        @Override
        public VectorCatalog dropSpace(VectorChange.DropSpace change) {
            return spaces(
                    change.collectionName(),
                    spaces -> Parts.without(spaces, called(change.space().name())));
        }

        @Override
        public VectorCatalog addIndex(VectorChange.AddIndex change) {
            return indexed(change.collectionName(), change.field(), change.index());
        }

        @Override
        public VectorCatalog changeIndex(VectorChange.ChangeIndex change) {
            return indexed(change.collectionName(), change.field(), change.after());
        }

        @Override
        public VectorCatalog dropIndex(VectorChange.DropIndex change) {
            return payload(
                    change.collectionName(),
                    fields -> fields.stream()
                            .map(field -> field.name().equals(change.field()) ? unindexed(field) : field)
                            .toList());
        }

        @Override
        public VectorCatalog changeReplication(VectorChange.ChangeReplication change) {
            return spread(change.collectionName(), change.after());
        }

        @Override
        public VectorCatalog reshard(VectorChange.Reshard change) {
            VectorCollection now = held.collection(change.collectionName()).orElseThrow();
            return spread(change.collectionName(), now.sharded(change.after()).distribution());
        }

        @Override
        public VectorCatalog reshape(VectorChange.Reshape change) {
            List<String> before = change.recipe().from();
            return new VectorCatalog(Stream.concat(
                            held.collections().stream().filter(one -> !before.contains(one.name())),
                            change.recipe().into().stream())
                    .toList());
        }

        @Override
        public VectorCatalog rollBack(VectorChange.RollBack change) {
            throw new IllegalStateException("no plan holds this: " + change.words());
        }

        @Override
        public VectorCatalog recordCollection(VectorChange.RecordCollection change) {
            return new VectorCatalog(Parts.replacing(
                    held.collections(), change.after(), named(change.after().name())));
        }

        private VectorCatalog indexed(String collection, String name, PayloadIndex index) {
            return payload(
                    collection,
                    fields -> fields.stream().anyMatch(field -> field.name().equals(name))
                            ? fields.stream()
                                    .map(field -> field.name().equals(name) ? field.indexed(index) : field)
                                    .toList()
                            : Parts.with(
                                    fields,
                                    new PayloadField.Start(name)
                                            .of(index.type())
                                            .indexed(index),
                                    field -> false));
        }

        private static PayloadField unindexed(PayloadField field) {
            return new PayloadField(
                    field.name(), field.type(), field.presence(), field.cardinality(), Optional.empty());
        }

        private VectorCatalog spaces(String collection, UnaryOperator<List<VectorSpace>> change) {
            return shaped(
                    collection,
                    shape -> new CollectionShape(
                            shape.description(), change.apply(shape.spaces()), shape.payload(), shape.distribution()));
        }

        private VectorCatalog payload(String collection, UnaryOperator<List<PayloadField>> change) {
            return shaped(
                    collection,
                    shape -> new CollectionShape(
                            shape.description(), shape.spaces(), change.apply(shape.payload()), shape.distribution()));
        }

        private VectorCatalog spread(String collection, Distribution changed) {
            return shaped(
                    collection,
                    shape -> new CollectionShape(shape.description(), shape.spaces(), shape.payload(), changed));
        }

        private VectorCatalog shaped(String collection, UnaryOperator<CollectionShape> change) {
            VectorCollection now =
                    held.collection(collection).orElseThrow(() -> new IllegalStateException("it is not there"));
            return new VectorCatalog(Parts.replacing(
                    held.collections(),
                    new VectorCollection(now.name(), now.version(), change.apply(now.shape())),
                    named(collection)));
        }

        private static Predicate<VectorCollection> named(String name) {
            return other -> other.name().equals(name);
        }

        private static Predicate<VectorSpace> called(String name) {
            return other -> other.name().equals(name);
        }
    }
}
