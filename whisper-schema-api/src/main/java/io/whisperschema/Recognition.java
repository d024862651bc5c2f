package io.whisperschema;

import io.whisperschema.BootstrapOptions.Between;
import io.whisperschema.BootstrapOptions.Strangers;
import io.whisperschema.Likeness.Thing;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * At which of its migrations a database without a record is, told by its structure alone: what the migrations up to
 * there make of an empty database is read, not run.
 */
final class Recognition {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final BootstrapOptions options;

    Recognition(RelationalStore store, Surroundings around, SchemaDefinition definition, BootstrapOptions options) {
        this.store = store;
        this.around = around;
        this.definition = definition;
        this.options = options;
    }

    /**
     * Where a database is.
     *
     * @param at the migration that it is at
     * @param assumed what was taken for granted in that
     */
    record Recognised(MigrationId at, List<Finding> assumed) {
        Recognised {
            assumed = List.copyOf(assumed);
        }
    }

    /**
     * The migration that a database which holds this is at; none if nothing in it is of any migration.
     *
     * @throws StoreDiffers if it is at none but holds something of them, or may be at several, or holds what is not
     *     theirs, and that is refused
     */
    Optional<Recognised> of(RelationalCatalog actual) {
        Set<Thing> there = Likeness.things(actual);
        var ours = new LinkedHashSet<Thing>();
        List<Stage> numbered = stages(actual, there);
        numbered.forEach(stage -> ours.addAll(stage.likeness().made()));
        Set<Thing> repeated = repeated(ours);
        List<Stage> stages =
                numbered.stream().map(stage -> stage.beside(repeated)).toList();
        List<Thing> put = there.stream()
                .filter(Thing::isMade)
                .filter(thing -> !repeated.contains(thing))
                .toList();
        if (put.stream().noneMatch(ours::contains)) {
            refuseStrangers(put, "what the migrations make");
            return Optional.empty();
        }
        refuseUnread(stages);
        List<Stage> equal = stages.stream()
                .filter(Recognition::lacksNothing)
                .filter(stage -> stage.likeness().beyond().stream().noneMatch(ours::contains))
                .toList();
        return Optional.of(equal.isEmpty() ? between(actual, stages) : at(actual, equal, stages));
    }

    /** What only the repeatable ones make, which run in any case, as far as it can be told. */
    private Set<Thing> repeated(Set<Thing> ours) {
        Migrations migrations = around.migrations();
        var repeated = new LinkedHashSet<Thing>();
        if (!migrations.repeatable().isEmpty()) {
            List<Migration> all = Stream.concat(migrations.inOrder().stream(), migrations.repeatable().stream())
                    .toList();
            Trace.of(store, migrations, all)
                    .map(Trace::catalog)
                    .map(Likeness::things)
                    .ifPresent(repeated::addAll);
            repeated.removeAll(ours);
        }
        return repeated;
    }

    private static boolean lacksNothing(Stage stage) {
        return stage.likeness().gaps().isEmpty();
    }

    /** At the last of those whose structure it has, and may have more. */
    private Recognised at(RelationalCatalog actual, List<Stage> equal, List<Stage> stages) {
        Stage last = equal.get(equal.size() - 1);
        refuseDoubt(equal.get(0), last);
        if (options.strangers() == Strangers.REFUSED && options.between() == Between.CONTINUED) {
            return continued(actual, last, stages);
        }
        refuseStrangers(last.likeness().beyond(), "what " + last.migration().line() + " leaves");
        return new Recognised(last.migration().id(), List.of());
    }

    private Recognised between(RelationalCatalog actual, List<Stage> stages) {
        Optional<Integer> least = stages.stream()
                .filter(Recognition::lacksNothing)
                .map(stage -> stage.likeness().distance())
                .min(Comparator.naturalOrder());
        if (options.between() == Between.REFUSED || least.isEmpty()) {
            throw nearest(stages);
        }
        List<Stage> nearest = stages.stream()
                .filter(Recognition::lacksNothing)
                .filter(stage -> stage.likeness().distance() == least.get())
                .toList();
        Stage last = nearest.get(nearest.size() - 1);
        refuseDoubt(nearest.get(0), last);
        return continued(actual, last, stages);
    }

    private Recognised continued(RelationalCatalog actual, Stage at, List<Stage> stages) {
        List<String> beyond = Likeness.words(at.likeness().beyond()).toList();
        if (beyond.isEmpty()) {
            return new Recognised(at.migration().id(), List.of());
        }
        new OnwardReading(store, around, definition)
                .obstacle(actual, at, stages)
                .ifPresent(obstacle -> {
                    throw differs(
                            at.likeness().differences(),
                            "The nearest of your migrations is "
                                    + at.migration().line()
                                    + ", and what differs is in the way of those behind it: " + obstacle
                                    + ". Make it so and start again, or, if it is at one of them, say so with stamp(…).");
                });
        return new Recognised(
                at.migration().id(),
                beyond.stream().map(thing -> assumed(thing, at.migration())).toList());
    }

    private static Finding assumed(String thing, Migration at) {
        return Finding.warning(
                thing,
                "nothing beside what " + at.line() + " leaves",
                "it",
                "The database had none of its migrations on record and was taken to be at that one; this stays as it is.");
    }

    private List<Stage> stages(RelationalCatalog actual, Set<Thing> there) {
        var stages = new ArrayList<Stage>();
        Trace trace = Trace.ofNothing(store);
        RelationalCatalog before = trace.catalog();
        long remade = 0;
        for (Migration migration : around.migrations().inOrder()) {
            trace.add(around.migrations(), migration);
            remade += Likeness.remade(before, trace.catalog());
            before = trace.catalog();
            Diff diff = around.adoption().appliedTo(SchemaDiff.between(actual, trace.catalog()), definition);
            var likeness = new Likeness(diff, Likeness.things(trace.catalog()), there);
            stages.add(new Stage(
                    migration, trace.catalog(), trace.notUnderstood(), trace.withoutTrace() + remade, likeness));
        }
        return stages;
    }

    private void refuseUnread(List<Stage> stages) {
        List<String> unread = stages.get(stages.size() - 1).notUnderstood().stream()
                .map(statement -> statement.finding().sentence())
                .toList();
        if (!unread.isEmpty()) {
            throw differs(
                    unread,
                    "These statements of the migrations are not understood, so its structure does not tell at which it"
                            + " is. Say it with stamp(…), then start again.");
        }
    }

    /** Statements about rows, say, lie between migrations that leave the same structure. */
    private void refuseDoubt(Stage first, Stage last) {
        if (first.withoutTrace() != last.withoutTrace()) {
            throw differs(
                    List.of("the structure after " + first.migration().line() + " and after "
                            + last.migration().line() + " is the same; what lies between them leaves no trace in it"),
                    "Say with stamp(…) at which it is, then start again.");
        }
    }

    private void refuseStrangers(Collection<Thing> found, String beside) {
        if (!found.isEmpty() && options.strangers() == Strangers.REFUSED) {
            throw differs(
                    Likeness.words(found)
                            .map(thing -> thing + ": expected nothing beside " + beside + ", found it")
                            .toList(),
                    "If newer code made it, start that code; if it is at one of your migrations, say so with stamp(…); if"
                            + " this is somebody else's, with BootstrapOptions.cautious().besideStrangers().");
        }
    }

    private StoreDiffers nearest(List<Stage> stages) {
        Stage nearest = stages.stream()
                .min(Comparator.comparingInt(stage -> stage.likeness().distance()))
                .orElseThrow();
        return differs(
                nearest.likeness().differences(),
                "It is at none of your migrations; the nearest is "
                        + nearest.migration().line()
                        + ". Make it so and start again, or, if these differences may be, say stamp(…)."
                        + (options.between() == Between.REFUSED
                                ? " What it has beyond may stay, where it is in nobody's way,"
                                        + " with BootstrapOptions.cautious().continuingFromNearest()."
                                : ""));
    }

    private StoreDiffers differs(List<String> differences, String remedy) {
        return new StoreDiffers(store.name(), differences, "It has none of its migrations on record. " + remedy);
    }
}
