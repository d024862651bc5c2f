package io.whisperschema;

import io.whisperschema.Movement.Placed;
import io.whisperschema.Movement.Structure;
import io.whisperschema.Reshaping.Reshaped;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Typed operations on what a store holds: the steps that make them, found as any difference's steps are, and what the
 * store holds afterwards.
 *
 * @param steps the steps
 * @param after what there is then
 */
record StructureSteps(List<Step> steps, RelationalCatalog after) {
    StructureSteps {
        steps = List.copyOf(steps);
    }

    /**
     * The steps of a part of that movement.
     *
     * @throws InvalidMigration if an operation does not fit what is there
     */
    static StructureSteps of(RelationalStore store, Movement movement, Structure part, RelationalCatalog now) {
        RelationalCatalog after = now;
        DiffHints hints = DiffHints.none();
        for (Placed placed : part.operations()) {
            Reshaped reshaped = reshaped(store, movement, placed, after);
            after = placed.former()
                    .map(former -> ColumnOrder.asIn(former, reshaped.catalog()))
                    .orElse(reshaped.catalog());
            // What changes a name is a part of its own.
            hints = reshaped.hints();
        }
        Diff diff = SchemaDiff.between(
                now, after, isWish(part) ? hints : hints.droppingExtras().changingWhatIsInDoubt());
        int number = part.operations().get(0).number();
        return new StructureSteps(own(movement, number, store.plan(diff, options(movement))), after);
    }

    /** What is there was not made from what it becomes: what cannot be told apart stays, and so does what is beyond. */
    private static boolean isWish(Structure part) {
        return part.operations().stream().anyMatch(placed -> placed.operation() instanceof Operation.Keep);
    }

    private static Reshaped reshaped(RelationalStore store, Movement movement, Placed placed, RelationalCatalog now) {
        Operation.Structural operation = placed.operation();
        String place = TypedParts.place(movement.migration(), placed.number(), operation.words());
        try {
            return operation.match(
                    (Operation.Structural.Kinds<Reshaped>) new Reshaping(store.dialect(), now, place, movement.way()));
        } catch (InvalidDefinition invalid) {
            throw new InvalidMigration(place, invalid.place() + ": " + invalid.problem(), invalid.remedy());
        }
    }

    /** A column that comes back takes its former place, where that is known and the store can. */
    private static PlanOptions options(Movement movement) {
        return movement.way() == Way.BACK ? PlanOptions.cautious().placingColumns() : PlanOptions.cautious();
    }

    private static List<Step> own(Movement movement, int number, List<Step> planned) {
        var steps = new ArrayList<Step>();
        for (Step step : planned) {
            steps.add(new Step(
                    movement.migration().id() + ":" + number + "." + (1 + steps.size()),
                    step.store(),
                    new StatementChange(
                            movement.migration().id(),
                            movement.migration().name() + ", " + step.change().words(),
                            movement.way()),
                    step.statement(),
                    step.risk(),
                    step.isolation(),
                    new Undo.Impossible("a migration is taken back as a whole")));
        }
        return steps;
    }
}
