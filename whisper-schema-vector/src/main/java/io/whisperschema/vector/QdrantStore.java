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
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.spi.PointRequest;
import io.whisperschema.spi.PointSource;
import io.whisperschema.spi.PointTarget;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.stability.Beta;
import io.whisperschema.vector.internal.move.PointsOnServer;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Aftercare;
import io.whisperschema.vector.internal.rebuild.Stopped;
import io.whisperschema.vector.internal.rebuild.Watch;
import java.nio.file.Path;
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
    @Beta("never run against a real server")
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
        mend(work(calls, now), execution);
        for (Step step : steps) {
            execution.starting(step);
            run(step, work(calls, now), execution);
            execution.finished(step);
        }
    }

    @Override
    public PointSource moveSource(PointRequest request) {
        return new PointsOnServer(client, QdrantCalls.reading(NAME));
    }

    @Override
    public PointTarget moveTarget(PointRequest request) {
        return new QdrantMoveTarget(NAME, client);
    }

    private void mend(QdrantWork work, Execution execution) {
        var waiting = new Waiting(execution.options().lockWait(), execution::stillWaiting);
        try {
            rebuilds(work).aftercare(waiting).mend();
        } catch (CallFailed failure) {
            throw work.calls()
                    .unavailable(
                            "let names lead to what was built in their place",
                            failure,
                            "Nothing was lost; run it again.");
        } catch (Stopped stopped) {
            throw new StoreDiffers(
                    NAME,
                    "cannot let names lead to what was built in their place",
                    List.of(String.valueOf(stopped.getMessage())),
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
     * Lets a name that was rebuilt lead to what was there before, in one call, with all names of its last rebuild; what was
     * built is kept. A rebuild that is not done is thrown away, and one that is rolled back already stays so.
     *
     * @throws io.whisperschema.error.DataLossRefused if points were written since, which would not be reached any more
     * @throws StoreDiffers if nothing is kept of that name, or a later rebuild is made of what was built
     */
    @Beta("never run against a real server")
    public void rollback(String name) {
        rollback(name, DataLoss.REFUSED);
    }

    /** The same, with a word on what was written since. */
    @Beta("never run against a real server")
    public void rollback(String name, DataLoss loss) {
        aftercare("take back the rebuild of " + requireNonNull(name), care -> care.rollBack(name, loss));
    }

    /**
     * Deletes what is kept of a name that was rebuilt, or rolled back, however often; there is no way back from then on. What a
     * rebuild of other names, or one that is under way, still needs stays until that is finished.
     *
     * @throws StoreDiffers if nothing is kept of that name, its only rebuild is under way, or an alias leads to what is kept
     */
    @Beta("never run against a real server")
    public void finish(String name) {
        aftercare("finish the rebuild of " + requireNonNull(name), care -> care.finish(name));
    }

    @FunctionalInterface
    private interface Caring {
        void care(Aftercare care) throws CallFailed, Stopped;
    }

    private void aftercare(String what, Caring caring) {
        var calls = new QdrantCalls(NAME, Optional.empty());
        try {
            caring.care(rebuilds(work(calls, inspect()))
                    .aftercare(new Waiting(ExecuteOptions.cautious().lockWait(), () -> {})));
        } catch (CallFailed failure) {
            throw calls.unavailable(what, failure, "Nothing was lost; call it again.");
        } catch (Stopped stopped) {
            throw new StoreDiffers(
                    NAME,
                    "cannot " + what,
                    List.of(String.valueOf(stopped.getMessage())),
                    "Every name leads to a collection that is whole. Look at what is there.");
        }
    }

    private record Waiting(Duration lockWait, Runnable waiting) implements Watch {
        @Override
        public void progressed(long done, long of) {}

        @Override
        public void stillWaiting() {
            waiting.run();
        }
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
     * @throws MoveUnfinished if points are still to come to this store
     * @throws io.whisperschema.error.StoreUnavailable if the server does not do it
     */
    public void create(VectorCollection collection) {
        VectorCatalog now = inspect();
        refuseUnfinishedMove(now);
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

    private static void refuseUnfinishedMove(VectorCatalog now) {
        if (now.foreignObjects().stream().anyMatch(object -> object.name().equals(Checkpoints.COLLECTION))) {
            throw new MoveUnfinished(
                    NAME,
                    "of which " + Checkpoints.COLLECTION + " tells",
                    "Move again with the options that it was begun with, then create the collection.");
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

    /**
     * Writes collections with their points, configurations, records and aliases to a folder, from which {@link #restore} puts
     * them on any Qdrant. Others may write meanwhile: a point that is there all the time is in the export once, one that comes,
     * changes or goes is in it as it was before or after, and the digests are of what was written. Points are read page by
     * page. The folder appears when all of it is on the disk; until then it has another name, and what a run that was killed
     * left there the next one begins anew.
     *
     * @param folder a folder that is not there yet
     * @throws io.whisperschema.error.StoreUnavailable if the server does not tell, or the folder is there or cannot be written
     * @throws io.whisperschema.error.UnsupportedChange if the format cannot hold what a collection is
     * @throws io.whisperschema.error.Cancelled if the host stopped it
     */
    public VectorExport export(Path folder, ExportOptions options) {
        var run = new Exporting(client, QdrantCalls.reading(NAME), requireNonNull(options));
        return new VectorExport(run.to(folder, Clock.systemUTC()));
    }

    /**
     * Puts collections of an export on this server. Nothing is written before all of the export was read and found whole. A
     * collection whose name is there is refused, unless it is exactly what the export holds. It is marked as not whole until all
     * its points were written, read back and compared; then come the aliases. Where that was interrupted, the same call goes on:
     * it writes the points that are not there.
     *
     * @return the names of the collections that are there then, by those in the export
     * @throws io.whisperschema.error.UnreadableDocument if there is no whole export; nothing was applied
     * @throws io.whisperschema.error.UnsupportedChange if names are taken, or this server or release cannot hold what a
     *     collection is; nothing was applied
     * @throws io.whisperschema.error.StoreUnavailable if the server goes away
     * @throws io.whisperschema.error.ProofFailed if the server does not return what was written
     * @throws io.whisperschema.error.Cancelled if the host stopped it
     */
    public Map<String, String> restore(Path folder, RestoreOptions options) {
        VectorExport export = VectorExport.open(folder).verify();
        var calls = new QdrantCalls(NAME, Optional.empty());
        return new Restoring(client, calls, export.files(), requireNonNull(options)).run();
    }

    /** The snapshots that its server holds. */
    public QdrantSnapshots snapshots() {
        return new QdrantSnapshots(client, new QdrantCalls(NAME, Optional.empty()), QdrantCalls.reading(NAME));
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
