package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** Values or rows of a source cannot go over as they are, and nobody said what becomes of them; nothing was written. */
public final class MoveRefused extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> flaws;

    /**
     * @param source which store is read
     * @param flaws what is wrong, column by column, each with its remedy; without values
     */
    public MoveRefused(String source, List<String> flaws) {
        super(
                source + " cannot be moved as it is:\n  " + String.join("\n  ", flaws)
                        + "\nNothing was written. Mend the source, or say what becomes of each: MoveOptions.treating(…).",
                null);
        this.flaws = new ArrayList<>(flaws);
    }

    /** What is wrong, column by column. */
    public List<String> flaws() {
        return List.copyOf(flaws);
    }
}
