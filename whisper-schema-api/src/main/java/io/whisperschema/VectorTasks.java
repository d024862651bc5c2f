package io.whisperschema;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change.State;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange.Reshape;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.ReshapedCollections;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.migration.VectorOperation;
import io.whisperschema.migration.VectorReshape;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operations of one migration on collections come to, given what the vector store holds.
 *
 * @param vectors the store
 * @param migrations all that there are
 * @param movement the migration, there or back
 */
record VectorTasks(VectorStore vectors, Migrations migrations, Movement movement) {
    /** What the journal says of one collection that is reshaped, or is that no longer. */
    private static final Pattern OF_ONE = Pattern.compile("(reshape|go back to) collection (?<name>.+?)( as before)?");

    /** What one recipe asks for. */
    enum Need {
        /** It is to be done. */
        PENDING,
        /** The store shows that it is done, or has gone further by later migrations. */
        DONE,
        /** There is nothing that it is for. */
        NOTHING_THERE
    }

    /**
     * One recipe of an operation.
     *
     * @param number the operation's number in the migration, from 1
     */
    record Task(int number, VectorOperation operation, PointRecipe recipe) {
        /** As the journal calls it. */
        String words() {
            return operation.change(recipe).words();
        }
    }

    /** The tasks of an operation for what the store holds by now. */
    static List<Task> of(Movement.Points points, VectorCatalog now) {
        return points.operation().recipes(now).stream()
                .map(recipe -> new Task(points.number(), points.operation(), recipe))
                .toList();
    }

    /** The task of a family that was begun, and that the store may not show meanwhile. */
    static Optional<Task> begun(Movement.Points points, String words) {
        Matcher name = OF_ONE.matcher(words);
        return Optional.of(name)
                .filter(Matcher::matches)
                .flatMap(matched -> points.operation().recipeOf(matched.group("name")))
                .map(recipe -> new Task(points.number(), points.operation(), recipe));
    }

    Need need(Task task, VectorCatalog now) {
        if (movement.way() == Way.BACK) {
            return isAnyThere(names(task.recipe()), now) ? Need.PENDING : Need.NOTHING_THERE;
        }
        if (new Reshape(task.recipe()).stateIn(now) == State.APPLIED
                || isTakenFurther(task.recipe(), behind(task), now)) {
            return Need.DONE;
        }
        return isAnyThere(task.recipe().from().stream(), now) ? Need.PENDING : Need.NOTHING_THERE;
    }

    private static Stream<String> names(PointRecipe recipe) {
        return Stream.concat(recipe.from().stream(), recipe.into().stream().map(VectorCollection::name));
    }

    private static boolean isAnyThere(Stream<String> names, VectorCatalog now) {
        return names.anyMatch(name -> now.reached(name).isPresent());
    }

    private List<VectorReshape> behind(Task task) {
        return movement.behind(task.number(), migrations)
                .filter(VectorReshape.class::isInstance)
                .map(VectorReshape.class::cast)
                .toList();
    }

    /** Whether what it leads to has become something else by those behind it, which stood on it. */
    private static boolean isTakenFurther(PointRecipe recipe, List<VectorReshape> behind, VectorCatalog now) {
        return recipe.into().stream().allMatch(target -> isTakenFurther(target.name(), behind, now));
    }

    private static boolean isTakenFurther(String name, List<VectorReshape> behind, VectorCatalog now) {
        for (int i = 0; i < behind.size(); i++) {
            if (behind.get(i).collections() instanceof ReshapedCollections.OfFamily each) {
                if (each.isBeyond(name, now)) {
                    return true;
                }
                continue;
            }
            PointRecipe next = behind.get(i).recipes(now).get(0);
            if (next.from().contains(name)) {
                return new Reshape(next).stateIn(now) == State.APPLIED
                        || isTakenFurther(next, behind.subList(i + 1, behind.size()), now);
            }
        }
        return false;
    }

    /** The steps that the store makes of it. */
    List<Step> steps(Task task, VectorCatalog now) {
        String which = task.operation().collections() instanceof ReshapedCollections.OfFamily
                ? task.recipe().from().get(0) + "."
                : "";
        return new OtherSteps(vectors, movement)
                .of(task.number() + "." + which, task.operation().change(task.recipe()), now);
    }
}
