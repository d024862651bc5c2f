package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Optional;

/**
 * Points become those of collections as they are defined here. What is not spoken of stays: a vector of the same name and make
 * is taken over, payload as it is. A vector that is new, or another under its old name, must be renamed, embedded or left empty.
 *
 * <pre>{@code
 * Migration.of(4, "three_vectors").operations(
 *         reshape("memories", MEMORIES_V4)
 *                 .renamingVector("", "content")
 *                 .embedding("emotion", step("emotions", "1", PointBatch.class, OurCode::emotions))
 *                 .renamingField("user", "user_id"))
 * }</pre>
 *
 * <p>A collection that is on record as it is defined here stays as it is, so that running it again does no harm: whoever changes
 * points gives the definition another version. It is taken back as long as the store keeps what was before.
 *
 * @param collections which become which
 * @param edits what becomes of their points
 */
public record VectorReshape(ReshapedCollections collections, PointEdits edits) implements VectorOperation {
    public VectorReshape {
        requireNonNull(collections);
        requireNonNull(edits);
    }

    /** A vector gets another name; the only one of a collection may have had none: {@code ""}. */
    public VectorReshape renamingVector(String before, String after) {
        return with(edits.renaming(before, after));
    }

    /** A vector is made anew by host code, which sees points in batches and may run again on the same ones. */
    public VectorReshape embedding(String vector, CodeStep<?> code) {
        return with(edits.embedding(vector, code));
    }

    /** Points get that vector only when somebody gives it to them. */
    public VectorReshape leavingEmpty(String vector) {
        return with(edits.leavingEmpty(vector));
    }

    /** A payload field gets another name. A point that has both stops the run. */
    public VectorReshape renamingField(String before, String after) {
        return with(edits.editing(new PayloadEdit.Rename(before, after)));
    }

    /** A payload field's values become that type, where that loses nothing; a value that cannot stops the run. */
    public VectorReshape retypingField(String field, PayloadType type) {
        return with(edits.editing(new PayloadEdit.Retype(field, type)));
    }

    /**
     * Points that have no such payload field get it.
     *
     * @param value text, {@code Boolean}, {@code Long}, {@code Double} or a list of these
     */
    public VectorReshape addingField(String field, Object value) {
        return with(edits.editing(new PayloadEdit.Add(field, value)));
    }

    /** A payload field goes, with its values. */
    public VectorReshape droppingField(String field) {
        return with(edits.editing(new PayloadEdit.Drop(field)));
    }

    /** Host code gives a payload field its value. */
    public VectorReshape computingField(String field, CodeStep<?> code) {
        return with(edits.computing(field, code));
    }

    /** Host code changes points, behind all else. */
    public VectorReshape changingPoints(CodeStep<?> code) {
        return with(edits.changingBy(code));
    }

    private VectorReshape with(PointEdits more) {
        return new VectorReshape(collections, more);
    }

    @Override
    public List<PointRecipe> recipes(VectorCatalog now) {
        if (collections instanceof ReshapedCollections.OfFamily each) {
            return each.behindIn(now).map(name -> of(each, name)).toList();
        }
        var named = (ReshapedCollections.Named) collections;
        return List.of(recipe(named.from(), named.into(), named.routing()));
    }

    /** Those that are to be taken back. */
    List<PointRecipe> recipesBack(VectorCatalog now) {
        return collections instanceof ReshapedCollections.OfFamily each
                ? each.atVersionIn(now).map(name -> of(each, name)).toList()
                : recipes(now);
    }

    @Override
    public Optional<PointRecipe> recipeOf(String name) {
        return collections instanceof ReshapedCollections.OfFamily each
                ? each.targetOf(name).map(target -> recipe(List.of(name), List.of(target), Optional.empty()))
                : Optional.empty();
    }

    private PointRecipe of(ReshapedCollections.OfFamily each, String name) {
        return recipe(List.of(name), List.of(each.targetOf(name).orElseThrow()), Optional.empty());
    }

    private PointRecipe recipe(List<String> from, List<VectorCollection> into, Optional<PointRecipe.Routing> routing) {
        return new PointRecipe(
                from,
                into,
                edits.renamedVectors(),
                edits.embedded(),
                edits.leftEmpty(),
                edits.payload(),
                edits.changed(),
                routing);
    }

    @Override
    public VectorChange change(PointRecipe recipe) {
        return new VectorChange.Reshape(recipe);
    }

    @Override
    public List<CodeStep<?>> code() {
        return edits.code();
    }

    @Override
    public String words() {
        return collections.words();
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new VectorRollBack(this));
    }
}
