package io.whisperschema.sql;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules on rows that a difference gives up, putting nothing in their place: whoever reads the plan shall see it. */
public final class LostRules {
    private final List<RelationalChange> changes;

    private LostRules(Diff diff) {
        this.changes = diff.changes().stream().map(RelationalChange.class::cast).toList();
    }

    /** The steps, those that give up a rule with that danger; of several steps for one change, the one that rewrites. */
    public static List<Step> marked(List<Step> steps, Diff diff) {
        var rules = new LostRules(diff);
        List<RelationalChange> lost =
                rules.changes.stream().filter(rules::isLost).toList();
        var marked = new ArrayList<>(steps);
        lostIn(steps, lost).forEach(at -> marked.set(at, withDanger(steps.get(at))));
        return List.copyOf(marked);
    }

    private static Set<Integer> lostIn(List<Step> steps, List<RelationalChange> lost) {
        var places = new HashSet<Integer>();
        for (RelationalChange change : lost) {
            int first = -1;
            int rewriting = -1;
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (isFor(steps.get(i), change)) {
                    first = i;
                    rewriting = steps.get(i).risk().dangers().contains(Danger.REWRITES_TABLE) ? i : rewriting;
                }
            }
            places.add(rewriting < 0 ? first : rewriting);
        }
        places.remove(-1);
        return places;
    }

    private static boolean isFor(Step step, RelationalChange change) {
        Change cause = step.change();
        return cause.equals(change)
                || (cause instanceof Together several && several.changes().contains(change));
    }

    private static Step withDanger(Step step) {
        return new Step(
                step.id(),
                step.store(),
                step.change(),
                step.statement(),
                step.risk().with(Danger.LOSES_RULE),
                step.isolation(),
                step.undo());
    }

    private boolean isLost(RelationalChange change) {
        if (change instanceof RelationalChange.DropCheck drop) {
            return none(
                    RelationalChange.AddCheck.class,
                    add -> add.table().equals(drop.table())
                            && add.check().name().equals(drop.check().name()));
        }
        if (change instanceof RelationalChange.DropForeignKey drop) {
            return none(
                    RelationalChange.AddForeignKey.class,
                    add -> add.table().equals(drop.table())
                            && add.key().columns().equals(drop.key().columns()));
        }
        if (change instanceof RelationalChange.DropExclusion drop) {
            return none(
                    RelationalChange.AddExclusion.class,
                    add -> add.table().equals(drop.table())
                            && add.exclusion().name().equals(drop.exclusion().name()));
        }
        if (change instanceof RelationalChange.DropUnique drop) {
            return isLost(drop.table(), drop.unique().columns());
        }
        if (change instanceof RelationalChange.DropIndex drop) {
            return isUnique(drop.index())
                    && none(
                            RelationalChange.CreateIndex.class,
                            create -> isUnique(create.index())
                                    && create.index().name().equals(drop.index().name()))
                    && isLost(drop.table(), columns(drop.index()));
        }
        return change instanceof RelationalChange.ChangePrimaryKey key
                && key.after().isEmpty()
                && isLost(key.table(), key.before().orElseThrow().columns());
    }

    /** Whether nothing that comes keeps these columns unique. */
    private boolean isLost(String table, List<String> columns) {
        Set<String> wanted = Set.copyOf(columns);
        return none(
                        RelationalChange.AddUnique.class,
                        add -> add.table().equals(table)
                                && wanted.containsAll(add.unique().columns()))
                && none(
                        RelationalChange.CreateIndex.class,
                        create -> create.table().equals(table)
                                && isUnique(create.index())
                                && create.index().where().isEmpty()
                                && wanted.containsAll(columns(create.index())))
                && none(
                        RelationalChange.ChangePrimaryKey.class,
                        change -> change.table().equals(table)
                                && change.after()
                                        .filter(key -> wanted.containsAll(key.columns()))
                                        .isPresent());
    }

    private static boolean isUnique(Index index) {
        return index.uniqueness() != Index.Uniqueness.REPEATING;
    }

    /** The keys of an index; an expression is called by its own words, which no column is. */
    private static List<String> columns(Index index) {
        return index.keys().stream()
                .map(key -> key.expression() instanceof Expression.Column column
                        ? column.name()
                        : "(" + key.expression() + ")")
                .toList();
    }

    private <T extends RelationalChange> boolean none(Class<T> kind, Predicate<T> replaces) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).noneMatch(replaces);
    }
}
