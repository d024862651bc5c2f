package io.whisperschema.vector;

import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes steps of changes, each with its risk; refuses what the server cannot do to points that are there. */
final class QdrantPlanner implements VectorChange.Cases<Step> {
    private final String store;
    private final Optional<QdrantVersion> server;
    private final QdrantStatements statements;
    private final VectorCatalog there;
    private final RebuildOptions options;

    private QdrantPlanner(String store, VectorCatalog there, RebuildOptions options) {
        this.store = store;
        this.there = there;
        this.options = options;
        this.server = QdrantVersion.read(there.facts().version());
        this.statements = new QdrantStatements(server);
    }

    static List<Step> plan(String store, Diff diff, RebuildOptions options) {
        var planner = new QdrantPlanner(store, (VectorCatalog) diff.from(), options);
        var steps = new ArrayList<Step>();
        for (Change change : diff.changes()) {
            Step step = change instanceof CodeChange
                    ? planner.step(
                            change, Optional.empty(), Risk.NONE, new Undo.Impossible("nobody knows what the code does"))
                    : ((VectorChange) change).match(planner);
            steps.add(step.withId(String.valueOf(steps.size() + 1)));
        }
        return steps;
    }

    @Override
    public Step createCollection(VectorChange.CreateCollection change) {
        return step(change, Risk.NONE, new VectorChange.DropCollection(change.collection()));
    }

    @Override
    public Step dropCollection(VectorChange.DropCollection change) {
        return losing(change, "the points are gone");
    }

    @Override
    public Step addSpace(VectorChange.AddSpace change) {
        requireVectorNames(change, "added to");
        return step(change, Risk.NONE, new VectorChange.DropSpace(change.collectionName(), change.space()));
    }

    @Override
    public Step changeSpace(VectorChange.ChangeSpace change) {
        return step(
                change,
                Risk.of(Danger.REBUILDS_IN_BACKGROUND),
                new VectorChange.ChangeSpace(
                        change.collectionName(), /* before= */ change.after(), /* after= */ change.before()));
    }

    @Override
    public Step rebuildSpaces(VectorChange.RebuildSpaces change) {
        throw new UnsupportedChange(
                store,
                change.words(),
                reason(change) + "\n  " + change.match(statements).replace("\n", "\n  ") + "\n",
                "Points that are there would need other vectors, which only a new collection can hold: say in a migration"
                        + " how they come by them, with reshape(…), or keep the vector as it is in the definition.");
    }

    private static String reason(VectorChange.RebuildSpaces change) {
        if (change.before().size() != 1 || change.after().size() != 1) {
            return "a vector without a name and vectors with names do not become each other in place";
        }
        VectorSpace before = change.before().get(0);
        VectorSpace after = change.after().get(0);
        return before.size() == after.size()
                        && before.distance() == after.distance()
                        && before.datatype() == after.datatype()
                        && before.name().equals(after.name())
                ? "vectors of two models do not compare, even where their sizes agree"
                : "no server changes what a vector is in place";
    }

    @Override
    public Step dropSpace(VectorChange.DropSpace change) {
        requireVectorNames(change, "dropped from");
        return losing(change, "the vectors are gone");
    }

    private void requireVectorNames(VectorChange change, String done) {
        if (!ServerFeature.VECTOR_NAMES.isIn(server)) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    "the server is Qdrant " + server.orElseThrow() + ", and vectors can be " + done
                            + " a collection that is there since " + ServerFeature.VECTOR_NAMES.since(),
                    "Upgrade the server to " + ServerFeature.VECTOR_NAMES.since()
                            + " or newer, or keep the vectors of the collection as they are in the definition.");
        }
    }

    @Override
    public Step addIndex(VectorChange.AddIndex change) {
        return step(
                change,
                Risk.of(Danger.REBUILDS_IN_BACKGROUND),
                new VectorChange.DropIndex(change.collectionName(), change.field(), change.index()));
    }

    @Override
    public Step changeIndex(VectorChange.ChangeIndex change) {
        return step(
                change,
                Risk.of(Danger.REBUILDS_IN_BACKGROUND),
                new VectorChange.ChangeIndex(
                        change.collectionName(),
                        change.field(),
                        /* before= */ change.after(),
                        /* after= */ change.before()));
    }

    @Override
    public Step dropIndex(VectorChange.DropIndex change) {
        return step(
                change, Risk.NONE, new VectorChange.AddIndex(change.collectionName(), change.field(), change.index()));
    }

    @Override
    public Step changeReplication(VectorChange.ChangeReplication change) {
        return step(
                change,
                Risk.NONE,
                new VectorChange.ChangeReplication(
                        change.collectionName(), /* before= */ change.after(), /* after= */ change.before()));
    }

    @Override
    public Step reshard(VectorChange.Reshard change) {
        throw new UnsupportedChange(
                store,
                change.words(),
                "no client changes the number of shards of a collection that is there; it has " + change.before(),
                "Keep the number in the definition, leave it to the server, or build the collection anew by a migration"
                        + " with reshape(…).");
    }

    @Override
    public Step recordCollection(VectorChange.RecordCollection change) {
        refuseUnfinished(change);
        return step(
                change,
                Risk.NONE,
                new VectorChange.RecordCollection(/* before= */ change.after(), /* after= */ change.before()));
    }

    private Step losing(VectorChange change, String gone) {
        return step(
                change, Optional.of(change.match(statements)), Risk.of(Danger.LOSES_DATA), new Undo.Impossible(gone));
    }

    private Step step(VectorChange change, Risk risk, VectorChange back) {
        return step(change, Optional.of(change.match(statements)), risk, new Undo.ByChange(back));
    }

    private Step step(Change change, Optional<String> statement, Risk risk, Undo undo) {
        return new Step("1", store, change, statement, risk, Step.Isolation.ALONE, undo);
    }

    /** Its record tells that it is not whole yet, and what was written to the old one last is not there. */
    private void refuseUnfinished(VectorChange.RecordCollection change) {
        if (there.recordOf(change.after().name())
                .filter(record -> record.state() == State.SHADOW)
                .isPresent()) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    "a migration that builds it anew was stopped before it was done",
                    "Run the migration again: it goes on from there.");
        }
    }

    @Override
    public Step reshape(VectorChange.Reshape change) {
        ReshapePlan.Said said = new ReshapePlan(store, there, server, options).of(change);
        return step(change, Optional.of(said.statement()), said.risk(), said.undo());
    }

    /** What was written since stops the step when it runs, unless data may be lost. */
    @Override
    public Step rollBack(VectorChange.RollBack change) {
        return step(
                change,
                Optional.of(change.match(statements)),
                Risk.NONE,
                new Undo.Impossible("it is a way back itself"));
    }
}
