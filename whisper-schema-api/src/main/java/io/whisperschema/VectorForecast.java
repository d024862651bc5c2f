package io.whisperschema;

import io.whisperschema.VectorTasks.Need;
import io.whisperschema.VectorTasks.Task;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of migrations of collections as far as they are known before they run, one behind the other. */
final class VectorForecast {
    private final Surroundings around;
    private final Set<String> made = new HashSet<>();
    private Optional<VectorCatalog> now = Optional.empty();

    VectorForecast(Surroundings around) {
        this.around = around;
    }

    /** What the parts of that movement will do. */
    List<Step> of(Movement movement) {
        return movement.parts(Movement.Points.class).stream()
                .flatMap(points -> of(movement, points).stream())
                .toList();
    }

    List<Step> of(Movement movement, Movement.Points points) {
        VectorCatalog found = now.orElseGet(() -> around.vectors().inspect());
        var tasks = new VectorTasks(around.vectors(), around.migrations().everything(), movement);
        var steps = new ArrayList<Step>();
        for (Task task : VectorTasks.of(points, found)) {
            if (tasks.need(task, found) == Need.PENDING) {
                steps.addAll(tasks.steps(task, found));
                found = movement.way() == Way.THERE ? after(found, task.recipe()) : found;
            }
        }
        now = Optional.of(found);
        return steps;
    }

    /** Whether that movement stands on what is not there yet. */
    boolean standsOnOthers(Movement movement) {
        VectorCatalog found = now.orElseGet(() -> around.vectors().inspect());
        return movement.parts(Movement.Points.class).stream()
                .flatMap(points -> points.operation().recipes(found).stream())
                .flatMap(recipe -> recipe.from().stream())
                .anyMatch(made::contains);
    }

    private VectorCatalog after(VectorCatalog before, PointRecipe recipe) {
        Set<String> into = recipe.into().stream().map(VectorCollection::name).collect(Collectors.toSet());
        made.addAll(into);
        Set<String> gone = Stream.concat(recipe.from().stream(), into.stream())
                .map(name -> before.reached(name).map(VectorCollection::name).orElse(name))
                .collect(Collectors.toSet());
        var records = new HashMap<>(before.records());
        records.keySet().removeAll(gone);
        records.keySet().removeAll(into);
        var aliases = new HashMap<>(before.aliases());
        aliases.keySet().removeAll(recipe.from());
        aliases.keySet().removeAll(into);
        return new VectorCatalog(
                Stream.concat(
                                before.collections().stream().filter(one -> !gone.contains(one.name())),
                                recipe.into().stream())
                        .toList(),
                before.families(),
                records,
                aliases,
                before.foreignObjects(),
                before.facts());
    }
}
