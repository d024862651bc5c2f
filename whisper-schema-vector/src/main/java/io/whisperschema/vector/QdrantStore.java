package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Aftercare;
import io.whisperschema.vector.internal.rebuild.Stopped;
import io.whisperschema.vector.internal.rebuild.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vector store on Qdrant: a server or {@code EmbeddedQdrant}, whichever the client is of.
 *
 * <pre>{@code
 * var schema = WhisperSchema.of(definition).vectors(QdrantStore.over(client));
 * schema.bootstrap();
 * }</pre>
 *
 * <p>What a server does not keep of a collection (its version, description, embedding models, and a fingerprint of all that the
 * definition says of it) is kept in the collection's metadata under {@code whisper_schema}, on servers before 1.15.4 in a
 * collection {@code whisper_schema_registry}. A collection of a family is held to the version that is on record of it; without
 * one, to that which its points tell as {@code schema_version}, or else to the newest that its structure fits.
 *
 * <p>Each step is applied by itself. Thread-safe, as far as the client is.
 */
public final class QdrantStore implements VectorStore {
    private static final String NAME = "qdrant";

    private final QdrantClient client;
    private final RebuildOptions rebuilding;

    private QdrantStore(QdrantClient client, RebuildOptions rebuilding) {
        this.client = requireNonNull(client);
        this.rebuilding = requireNonNull(rebuilding);
    }

    /** A store over a host's client. The host closes the client. */
    public static QdrantStore over(QdrantClient client) {
        return new QdrantStore(client, RebuildOptions.careful());
    }

    /** The same, which builds collections anew as the options say. */
    public QdrantStore rebuilding(RebuildOptions options) {
        return new QdrantStore(client, options);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** None: it has no transactions, and keeps no journal. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    /**
     * What it holds.
     *
     * @throws io.whisperschema.error.StoreUnavailable if the server does not tell
     * @throws io.whisperschema.error.UnreadableDocument if a later release has put on record what this one does not know
     */
    @Override
    public VectorCatalog inspect() {
        return new QdrantInspector(client, QdrantCalls.reading(NAME)).catalog();
    }

    @Override
    public VectorCatalog spell(SchemaDefinition definition) {
        return new VectorCatalog(
                definition.vectors().collections(), definition.vectors().families());
    }

    @Override
    public List<Step> plan(Diff diff) {
        return QdrantPlanner.plan(NAME, diff, rebuilding);
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        VectorCatalog now = inspect();
        execution.requireBasis(now);
        var calls = new QdrantCalls(NAME, execution.options().statementTime());
        mend(work(calls, now));
        for (Step step : steps) {
            execution.starting(step);
            run(step, work(calls, now), execution);
            execution.finished(step);
        }
    }

    private void mend(QdrantWork work) {
        try {
            Aftercare.mend(rebuilds(work).site());
        } catch (CallFailed failure) {
            throw work.calls()
                    .unavailable(
                            "let names lead to what was built in their place",
                            failure,
                            "Nothing was lost; run it again.");
        }
    }

    private Rebuilds rebuilds(QdrantWork work) {
        return new Rebuilds(work, rebuilding, Clock.systemUTC());
    }

    private void run(Step step, QdrantWork work, Execution execution) {
        try {
            if (step.change() instanceof CodeChange code) {
                runCode(step, execution.code(code.name(), code.version(), QdrantClient.class), execution);
            } else if (step.change() instanceof VectorChange.Reshape reshape) {
                rebuilds(work).reshape(step, reshape.recipe(), inspect(), execution);
            } else if (step.change() instanceof VectorChange.RollBack back) {
                rebuilds(work).rollBack(step, back.recipe(), execution);
            } else {
                ((VectorChange) step.change()).match(work).run();
            }
        } catch (CallFailed failure) {
            Aftermath aftermath = failure.leavesOpen() ? Aftermath.UNKNOWN : Aftermath.EARLIER_STEPS_STAY;
            throw execution.failure(step, failure.said(), failure, aftermath);
        }
    }

    private void runCode(Step step, CodeStep<QdrantClient> code, Execution execution) {
        try {
            code.run(client);
        } catch (Exception failure) {
            throw execution.failure(step, String.valueOf(failure.getMessage()), failure, Aftermath.UNKNOWN);
        }
    }

    /** A sample of the points of each collection that steps are to reshape goes the whole way, and is deleted again. */
    @Override
    public void rehearse(List<Step> steps, Execution execution) {
        VectorCatalog now = inspect();
        execution.requireBasis(now);
        var calls = new QdrantCalls(NAME, execution.options().statementTime());
        for (Step step : steps) {
            if (step.change() instanceof VectorChange.Reshape reshape) {
                execution.starting(step);
                rebuilds(work(calls, now)).rehearse(step, reshape.recipe(), now, execution);
                execution.finished(step);
            }
        }
    }

    /**
     * Lets a name that was rebuilt lead to what was there before, in one call; what was built is kept. A rebuild that is not
     * done is thrown away.
     *
     * @throws io.whisperschema.error.DataLossRefused if points were written since, which would not be reached any more
     * @throws StoreDiffers if nothing is kept of that name
     */
    public void rollback(String name) {
        rollback(name, DataLoss.REFUSED);
    }

    /** The same, with a word on what was written since. */
    public void rollback(String name, DataLoss loss) {
        aftercare(name, care -> care.rollBack(name, loss));
    }

    /**
     * Deletes what is kept of a name that was rebuilt, or rolled back; there is no way back from then on.
     *
     * @throws StoreDiffers if nothing is kept of that name, or its rebuild is under way
     */
    public void finish(String name) {
        aftercare(name, care -> care.finish(name));
    }

    @FunctionalInterface
    private interface Caring {
        void care(Aftercare care) throws CallFailed, Stopped;
    }

    private void aftercare(String name, Caring caring) {
        requireNonNull(name);
        var calls = new QdrantCalls(NAME, Optional.empty());
        try {
            caring.care(rebuilds(work(calls, inspect()))
                    .aftercare(new Waiting(ExecuteOptions.cautious().lockWait())));
        } catch (CallFailed failure) {
            throw calls.unavailable("end the rebuild of " + name, failure, "Nothing was lost; call it again.");
        } catch (Stopped stopped) {
            throw new StoreDiffers(NAME, List.of(String.valueOf(stopped.getMessage())), "Look at what is there.");
        }
    }

    private record Waiting(Duration lockWait) implements Watch {
        @Override
        public void progressed(long done, long of) {}

        @Override
        public void stillWaiting() {}
    }

    private QdrantWork work(QdrantCalls calls, VectorCatalog now) {
        return new QdrantWork(client, calls, QdrantVersion.read(now.facts().version()));
    }

    /**
     * Creates a collection that no definition names, such as one of a family for a new character, with its indexes and its
     * record. One that is there already and fits stays, and is put on record.
     *
     * <pre>{@code
     * store.create(family.collection("elena"));
     * }</pre>
     *
     * @throws StoreDiffers if there is one of that name that is another
     * @throws io.whisperschema.error.StoreUnavailable if the server does not do it
     */
    public void create(VectorCollection collection) {
        VectorCatalog now = inspect();
        List<Change> changes =
                SchemaDiff.between(now, new VectorCatalog(List.of(collection))).changes();
        if (!changes.stream().allMatch(QdrantStore::createsOrRecords)) {
            throw new StoreDiffers(
                    NAME,
                    changes.stream().map(Change::finding).map(Finding::sentence).toList(),
                    "Give the collection another name, or look at what is there.");
        }
        QdrantWork work = work(new QdrantCalls(NAME, Optional.empty()), now);
        for (Change change : changes) {
            create(collection, ((VectorChange) change).match(work), work.calls());
        }
    }

    private static boolean createsOrRecords(Change change) {
        return change instanceof VectorChange.CreateCollection || change instanceof VectorChange.RecordCollection;
    }

    private static void create(VectorCollection collection, QdrantWork.Work work, QdrantCalls calls) {
        try {
            work.run();
        } catch (CallFailed failure) {
            throw calls.unavailable(
                    "create collection " + collection.name(), failure, "Call it again: it goes on from what is there.");
        }
    }

    /**
     * All collections of a family at a glance: version, points, vectors, indexes, snapshots, and how each differs from its
     * version. Changes nothing.
     *
     * @throws io.whisperschema.error.StoreUnavailable if the server does not tell
     */
    public FleetStatus fleet(CollectionFamily family) {
        return new FleetLook(client, QdrantCalls.reading(NAME), inspect()).at(requireNonNull(family));
    }

    /**
     * Whether what points carry is what the definition says of their collections' payload fields: there where it must be, of
     * its type, a list or not. Collections of families are held to the version on record. Names ids, never values; changes
     * nothing.
     *
     * @throws io.whisperschema.error.StoreUnavailable if the server does not tell
     */
    public ValidationReport validateContent(SchemaDefinition definition, ContentScope scope) {
        VectorCatalog there = inspect();
        VectorCatalog wished = spell(definition);
        var findings = new ArrayList<Finding>();
        for (VectorCollection collection : there.collections()) {
            shape(collection, there, wished)
                    .map(shape -> new ContentLook(client, QdrantCalls.reading(NAME), collection.name(), shape))
                    .ifPresent(look -> findings.addAll(look.findings(scope)));
        }
        return new ValidationReport(Map.of(NAME, findings));
    }

    private static Optional<CollectionShape> shape(
            VectorCollection collection, VectorCatalog there, VectorCatalog wished) {
        return there.namesOf(collection.name())
                .flatMap(name -> wished.collection(name).stream())
                .map(VectorCollection::shape)
                .findFirst()
                .or(() -> wished.familyOf(there.namesOf(collection.name()))
                        .flatMap(family -> collection.version().flatMap(family::version))
                        .map(FamilyVersion::shape));
    }
}
