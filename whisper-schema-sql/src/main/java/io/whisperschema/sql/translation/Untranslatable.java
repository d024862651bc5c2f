package io.whisperschema.sql.translation;

import io.whisperschema.error.InvalidDefinition;
import java.util.function.Supplier;

/** Words that mean nothing, or something else, on the other database. */
final class Untranslatable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String remedy;

    /**
     * @param why why, as a clause
     * @param remedy what to do about it
     */
    Untranslatable(String why, String remedy) {
        super(why, null, false, false);
        this.why = why;
        this.remedy = remedy;
    }

    Untranslatable(String why) {
        this(why, "Write it for the other database by hand.");
    }

    /** What is translated, unless it is something that no definition can say. */
    static <T> T unlessInvalid(Supplier<T> translation) {
        try {
            return translation.get();
        } catch (InvalidDefinition unfit) {
            throw new Untranslatable(unfit.problem());
        }
    }

    String why() {
        return why;
    }

    String remedy() {
        return remedy;
    }
}
