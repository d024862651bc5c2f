package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** A plan holds steps that lose data and nobody allowed them by name; nothing was applied. */
public final class DataLossRefused extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> steps;

    /**
     * @param steps the steps that lose data, in words
     */
    public DataLossRefused(List<String> steps) {
        super(
                "The plan loses data in " + steps.size() + (steps.size() == 1 ? " step" : " steps") + ":\n  "
                        + String.join("\n  ", steps)
                        + "\nNothing was applied. If the data may go, say so: ExecuteOptions.cautious().allowingDataLoss().",
                null);
        this.steps = new ArrayList<>(steps);
    }

    /** The steps that lose data, in words. */
    public List<String> steps() {
        return List.copyOf(steps);
    }
}
