package io.whisperschema;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of movements as far as they are known before anything runs: those of typed operations depend on what there is
 * then, which nobody knows behind code, and behind SQL that is not understood.
 */
final class Forecast {
    private static final Set<String> ABOUT_ROWS = Set.of("insert", "update", "delete", "select", "with", "replace");

    /** By the lines that name the migrations; to compare all that they hold would take longer than what is done with it. */
    private final Map<String, List<Step>> known = new LinkedHashMap<>();

    private final List<String> unknown = new ArrayList<>();
    private final VectorForecast collections;
    private final CacheForecast entries;
    private Optional<Trace> now;

    private Forecast(Optional<Trace> now, Surroundings around) {
        this.now = now;
        this.collections = new VectorForecast(around);
        this.entries = new CacheForecast(around);
    }

    /** What those movements will do, one after the other. */
    static Forecast of(Surroundings around, List<Movement> movements) {
        RelationalStore store = around.relational();
        boolean asks = movements.stream()
                .flatMap(movement -> movement.parts().stream())
                .anyMatch(Movement.Structure.class::isInstance);
        var forecast = new Forecast(
                asks ? Optional.of(new Trace(store, History.withoutTables(store.inspect()))) : Optional.empty(),
                around);
        movements.forEach(forecast::add);
        return forecast;
    }

    private void add(Movement movement) {
        var steps = new ArrayList<Step>();
        for (Movement.Part part : movement.parts()) {
            if (part instanceof Movement.Fixed fixed) {
                steps.addAll(fixed.steps());
                now = now.filter(trace -> isUnderstood(trace, fixed.steps()));
            } else if (part instanceof Movement.Filling filling) {
                steps.add(filling.step());
            } else if (part instanceof Movement.Structure structure) {
                steps.addAll(add(movement, structure));
            } else if (part instanceof Movement.Points points) {
                steps.addAll(collections.of(movement, points));
            } else if (part instanceof Movement.Entries one) {
                steps.addAll(entries.of(movement, one));
            }
        }
        known.put(movement.migration().line(), List.copyOf(steps));
    }

    /** What cannot be read only stays unknown: the database itself will say what it makes of it. */
    private static boolean isUnderstood(Trace trace, List<Step> steps) {
        try {
            steps.stream().filter(step -> !isAboutRows(step)).forEach(trace::add);
            return trace.isUnderstood();
        } catch (UnsupportedChange | UnreadableDocument unknown) {
            return false;
        }
    }

    private List<Step> add(Movement movement, Movement.Structure structure) {
        if (now.isEmpty()) {
            structure.operations().stream()
                    .map(placed -> TypedParts.place(
                            movement.migration(),
                            placed.number(),
                            placed.operation().words()))
                    .forEach(unknown::add);
            return List.of();
        }
        return now.get().add(movement, structure);
    }

    private static boolean isAboutRows(Step step) {
        return step.statement()
                .map(sql -> ABOUT_ROWS.contains(sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    /** The known steps of that movement. */
    List<Step> of(Movement movement) {
        return known.getOrDefault(movement.migration().line(), List.of());
    }

    /** The known steps of all. */
    List<Step> steps() {
        return known.values().stream().flatMap(List::stream).toList();
    }

    /** Those of one store. */
    List<Step> stepsOn(String store) {
        return steps().stream().filter(step -> step.store().equals(store)).toList();
    }

    /** The operations whose steps are not known yet. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }
}
