package io.whisperschema.migration;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe.Routing;
import io.whisperschema.internal.Checks;
import io.whisperschema.migration.Operations.Body;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The words in which a host writes migrations of collections; meant for {@code import static}, beside those of
 * {@link io.whisperschema.definition.vector.Vectors}. A vector or index that comes or goes, and another HNSW or quantization, is a
 * {@link #reshape} to a definition that says so: the store decides what is done in place.
 */
public final class VectorOperations {
    private VectorOperations() {}

    /**
     * A collection becomes what is defined here, under the name by which clients reach it.
     *
     * @param collection its name before
     * @param after what it is then, with a version
     */
    public static VectorReshape reshape(String collection, VectorCollection after) {
        return named(List.of(collection), List.of(after), Optional.empty());
    }

    /** Each collection of a family that the store holds and that is at an earlier version, or at none, becomes that one. */
    public static VectorReshape reshapeEach(CollectionFamily family, String version) {
        return new VectorReshape(new ReshapedCollections.OfFamily(family, version), PointEdits.NONE);
    }

    /** A collection gets another name. */
    public static VectorReshape renameCollection(String before, VectorCollection after) {
        Checks.that(
                !before.equals(after.name()),
                "collection " + before,
                "it is renamed to its own name",
                "Say reshape(…) where only its shape changes.");
        return named(List.of(before), List.of(after), Optional.empty());
    }

    /**
     * The points of one collection become those of several. A point of another value, or of none, stops the run.
     *
     * @param collection its name before
     * @param field the payload field that tells, as it is called before
     * @param after the collection for each value
     */
    public static VectorReshape split(String collection, String field, Map<String, VectorCollection> after) {
        var targets = new TreeMap<String, String>();
        after.forEach((value, target) -> targets.put(value, target.name()));
        List<VectorCollection> into =
                new TreeMap<>(after).values().stream().distinct().toList();
        Checks.that(
                into.size() > 1,
                "collection " + collection,
                "it is split into one",
                "Name several, or say reshape(…) or renameCollection(…).");
        return named(List.of(collection), into, Optional.of(new Routing(field, targets)));
    }

    /** The points of several collections become those of one; two of the same id stop the run. */
    public static VectorReshape merge(List<String> collections, VectorCollection after) {
        Checks.that(
                collections.size() > 1,
                "collection " + after.name(),
                "it is merged of fewer than two",
                "Name several, or say reshape(…) or renameCollection(…).");
        return named(collections, List.of(after), Optional.empty());
    }

    private static VectorReshape named(List<String> from, List<VectorCollection> into, Optional<Routing> routing) {
        return new VectorReshape(new ReshapedCollections.Named(from, into, routing), PointEdits.NONE);
    }

    /**
     * Host code for points. It may run again on points that it has seen: whoever goes on behind a run that was stopped knows
     * those only that have arrived.
     *
     * @param name its name
     * @param version its version, which stands for what it does: change it with the code
     * @param context what it works on, a batch of points of the store
     * @param body the code
     */
    public static <C> CodeStep<C> step(String name, String version, Class<C> context, Body<C> body) {
        return new Operations.HostCode<>(name, version, context, body);
    }
}
