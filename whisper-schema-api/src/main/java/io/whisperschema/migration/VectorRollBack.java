package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Optional;

/**
 * Points are reached again as they were before they became others, as long as the store keeps what was before. No migration is
 * written with it: it takes one back.
 *
 * @param reshape how they became others
 */
public record VectorRollBack(VectorReshape reshape) implements VectorOperation {
    public VectorRollBack {
        requireNonNull(reshape);
    }

    @Override
    public List<PointRecipe> recipes(VectorCatalog now) {
        return reshape.recipesBack(now);
    }

    @Override
    public Optional<PointRecipe> recipeOf(String name) {
        return reshape.recipeOf(name);
    }

    @Override
    public VectorChange change(PointRecipe recipe) {
        return new VectorChange.RollBack(recipe);
    }

    @Override
    public ReshapedCollections collections() {
        return reshape.collections();
    }

    @Override
    public List<CodeStep<?>> code() {
        return List.of();
    }

    @Override
    public String words() {
        return "take back: " + reshape.words();
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(reshape);
    }
}
