package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import java.util.List;
import java.util.Optional;

/**
 * One typed part of a migration whose points become others. {@link VectorOperations} writes them.
 */
public sealed interface VectorOperation extends OtherStoreOperation permits VectorReshape, VectorRollBack {
    /** The collections that it is for, in a store that holds this by then. */
    List<PointRecipe> recipes(VectorCatalog now);

    /** The recipe of the one collection of that name, where it is of a family of which each is reshaped. */
    Optional<PointRecipe> recipeOf(String name);

    /** What is done to them. */
    VectorChange change(PointRecipe recipe);

    /** What its collections are. */
    ReshapedCollections collections();

    @Override
    default StoreKind storeKind() {
        return StoreKind.VECTORS;
    }

    @Override
    default <R> R match(Cases<R> cases) {
        return cases.vectors(this);
    }
}
