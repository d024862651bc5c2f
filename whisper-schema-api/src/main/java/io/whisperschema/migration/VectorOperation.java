package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Optional;

/**
 * One typed part of a migration whose points become others. It runs outside of transactions, on the vector store, and is on
 * record with the other migrations. {@link VectorOperations} writes them.
 */
public sealed interface VectorOperation extends Operation permits VectorReshape, VectorRollBack {
    /** The collections that it is for, in a store that holds this by then. */
    List<PointRecipe> recipes(VectorCatalog now);

    /** The recipe of the one collection of that name, where it is of a family of which each is reshaped. */
    Optional<PointRecipe> recipeOf(String name);

    /** What is done to them. */
    VectorChange change(PointRecipe recipe);

    /** What its collections are. */
    ReshapedCollections collections();

    /** The host code that it speaks of. */
    List<CodeStep<?>> code();

    @Override
    default StoreKind storeKind() {
        return StoreKind.VECTORS;
    }

    @Override
    default <R> R match(Cases<R> cases) {
        return cases.vectors(this);
    }
}
