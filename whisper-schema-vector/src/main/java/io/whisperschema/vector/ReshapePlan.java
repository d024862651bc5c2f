package io.whisperschema.vector;

import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Undo;
import io.whisperschema.vector.internal.transform.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides how points become those of other collections: by the server alone, or through us into collections beside.
 *
 * @param store the store's name
 * @param there what it holds
 * @param server the version of the server, where it tells one
 * @param options how collections are built anew
 */
record ReshapePlan(String store, VectorCatalog there, Optional<QdrantVersion> server, RebuildOptions options) {
    /**
     * What a step says.
     *
     * @param statement what is done
     * @param risk what it may cost
     * @param undo the way back
     */
    record Said(String statement, Risk risk, Undo undo) {
        Said behind(String first) {
            return new Said(first + statement, risk, undo);
        }
    }

    /** What there is to do. */
    Said of(VectorChange.Reshape change) {
        PointRecipe recipe = change.recipe();
        if (change.stateIn(there) == Change.State.APPLIED) {
            return new Said("nothing: it is so already", Risk.NONE, back(recipe));
        }
        if (isBegun(recipe)) {
            return new Said(
                    "go on with what was begun: bring over what was written last, then keep the old collection",
                    Risk.of(Danger.REBUILDS_BESIDE),
                    back(recipe));
        }
        List<VectorCollection> sources =
                recipe.from().stream().map(name -> source(name, change)).toList();
        refuse(change, sources);
        return InPlace.of(recipe, there, server)
                .map(inPlace -> said(inPlace, recipe))
                .orElseGet(() -> beside(change, sources))
                .behind(snapshots(sources));
    }

    private String snapshots(List<VectorCollection> sources) {
        return options.before() == RebuildOptions.Before.SNAPSHOT
                ? sources.stream()
                        .map(source -> "CreateSnapshot " + source.name() + "\n")
                        .collect(Collectors.joining())
                : "";
    }

    /** Whether names lead to what is being built already. */
    boolean isBegun(PointRecipe recipe) {
        return recipe.into().stream()
                .flatMap(into -> there.reached(into.name()).stream())
                .flatMap(found -> there.recordOf(found.name()).stream())
                .anyMatch(record -> record.state() == State.SHADOW);
    }

    private static Undo back(PointRecipe recipe) {
        return new Undo.ByChange(new VectorChange.RollBack(recipe));
    }

    private VectorCollection source(String name, VectorChange change) {
        return there.reached(name)
                .orElseThrow(() -> new UnsupportedChange(
                        store, change.words(), "there is no collection " + name, "Look at what is there."));
    }

    private void refuse(VectorChange.Reshape change, List<VectorCollection> sources) {
        List<Finding> problems = Transform.refuse(
                change.recipe(), sources.stream().map(VectorCollection::shape).toList());
        if (!problems.isEmpty()) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    problems.stream().map(Finding::sentence).collect(Collectors.joining("\n  ", "\n  ", "\n")),
                    "Say it in the migration.");
        }
    }

    private Said said(InPlace inPlace, PointRecipe recipe) {
        Risk risk = inPlace.losesData() ? Risk.of(Danger.LOSES_DATA) : Risk.NONE;
        if (inPlace.rebuildsIndexes()) {
            risk = risk.with(Danger.REBUILDS_IN_BACKGROUND);
        }
        Undo undo = inPlace.losesData()
                ? new Undo.Impossible("what goes is gone")
                : new Undo.ByChange(new VectorChange.Reshape(before(inPlace.found(), recipe)));
        return new Said(inPlace.text(new QdrantStatements(server)), risk, undo);
    }

    private static PointRecipe before(VectorCollection found, PointRecipe recipe) {
        return PointRecipe.of(
                recipe.into().get(0).name(),
                new VectorCollection(recipe.from().get(0), found.version(), found.shape()));
    }

    private Said beside(VectorChange.Reshape change, List<VectorCollection> sources) {
        List<String> legacy = change.recipe().from().stream()
                .filter(name -> there.collection(name).isPresent())
                .toList();
        requireFence(change, legacy);
        boolean gap = legacy.stream().anyMatch(name -> isTarget(name, change.recipe()));
        Risk risk = Risk.of(Danger.REBUILDS_BESIDE);
        return new Said(
                stages(change.recipe(), sources, legacy),
                gap ? risk.with(Danger.INTERRUPTS_READERS) : risk,
                back(change.recipe()));
    }

    private void requireFence(VectorChange change, List<String> legacy) {
        if (options.fence().isPresent()) {
            return;
        }
        if (!legacy.isEmpty()) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    String.join(", ", legacy)
                            + " is the collection's own name, and no server holds back writes to it while"
                            + " another takes its place",
                    "Build the store with rebuilding(RebuildOptions.careful().fencedBy(…)), or with nobodyElseWrites()"
                            + " where that is so.");
        }
        if (!ServerFeature.CONDITIONS.isIn(server)) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    "the server is Qdrant " + server.orElseThrow()
                            + ", and writes of others can be told from ours since " + ServerFeature.CONDITIONS.since(),
                    "Upgrade the server to " + ServerFeature.CONDITIONS.since() + " or newer, or build the store with"
                            + " rebuilding(RebuildOptions.careful().fencedBy(…)), or with nobodyElseWrites() where that"
                            + " is so.");
        }
    }

    private static boolean isTarget(String name, PointRecipe recipe) {
        return recipe.into().stream().anyMatch(into -> into.name().equals(name));
    }

    private String stages(PointRecipe recipe, List<VectorCollection> sources, List<String> legacy) {
        var lines = new ArrayList<String>();
        for (VectorCollection into : recipe.into()) {
            lines.add("build " + into.name() + "__v" + into.version().orElse("1") + " beside what is there");
        }
        for (int i = 0; i < sources.size(); i++) {
            lines.add("copy and transform about "
                    + there.facts().rows().getOrDefault(sources.get(i).name(), 0L) + " points of "
                    + recipe.from().get(i));
        }
        legacy.stream()
                .filter(name -> isTarget(name, recipe))
                .forEach(name -> lines.add("copy " + name + " as it is to " + name + "__v"
                        + there.collection(name)
                                .flatMap(VectorCollection::version)
                                .orElse("0")));
        lines.addAll(leftBehind(recipe, sources));
        lines.add("catch up with what is written meanwhile");
        lines.add("verify ids, payloads and vectors of all points");
        legacy.stream()
                .filter(name -> isTarget(name, recipe))
                .forEach(name -> lines.add("under the write fence: DeleteCollection " + name + ", then CreateAlias "
                        + name + "; " + name + " is not there between its deletion and the creation of its alias"));
        lines.add("switch " + recipe.into().stream().map(VectorCollection::name).collect(Collectors.joining(", "))
                + " in one UpdateAliases");
        lines.add("bring over what was written last; keep what was before until finish");
        return String.join("\n", lines);
    }

    private static List<String> leftBehind(PointRecipe recipe, List<VectorCollection> sources) {
        List<CollectionShape> shapes =
                sources.stream().map(VectorCollection::shape).toList();
        return Transform.leftBehind(recipe, shapes);
    }
}
