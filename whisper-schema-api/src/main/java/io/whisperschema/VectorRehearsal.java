package io.whisperschema;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Migrations of collections, tried on a sample of the points that they are for. */
record VectorRehearsal(Surroundings around, MigrationExecution execution) {
    /** Those among the pending ones, each with the reason why it was not rehearsed, if it was not. */
    Map<Movement, Optional<String>> of(List<Movement> pending) {
        var outcomes = new LinkedHashMap<Movement, Optional<String>>();
        List<Movement> ofVectors = pending.stream()
                .filter(movement -> movement.migration().storeKind() == StoreKind.VECTORS)
                .toList();
        if (!ofVectors.isEmpty()) {
            execution.announce(ofVectors);
            var forecast = new VectorForecast(around);
            ofVectors.forEach(movement -> outcomes.put(movement, rehearse(movement, forecast)));
        }
        return outcomes;
    }

    private Optional<String> rehearse(Movement movement, VectorForecast forecast) {
        if (forecast.standsOnOthers(movement)) {
            return Optional.of("it stands on what those before it make");
        }
        List<Step> steps = forecast.of(movement);
        try {
            movement.tell(around.listener(), () -> tried(steps));
            return Optional.empty();
        } catch (UnsupportedChange refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private void tried(List<Step> steps) {
        if (!steps.isEmpty()) {
            around.vectors().rehearse(steps, execution);
            execution.committed();
        }
    }
}
