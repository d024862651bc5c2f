package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;

/** A statement of a script that cannot be applied to what the script has made so far. */
public final class ScriptRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String why;

    private ScriptRefusal(Reason reason, String why) {
        super(why);
        this.reason = reason;
        this.why = why;
    }

    /** It is left out for that reason. */
    public static ScriptRefusal of(Reason reason, String why) {
        return new ScriptRefusal(reason, why);
    }

    /** It does not fit, so we do not know what it makes. */
    public static ScriptRefusal misfit(String why) {
        return new ScriptRefusal(Reason.NOT_UNDERSTOOD, why);
    }

    /** It is about another schema. */
    public static ScriptRefusal elsewhere(String schema, String ours) {
        return new ScriptRefusal(Reason.NO_PLACE, "it is about schema " + schema + ", and this reads " + ours);
    }

    /** There is nothing to do. */
    public static ScriptRefusal idle(String why) {
        return new ScriptRefusal(Reason.NO_STRUCTURE, why);
    }

    /** What kind of statement it is. */
    public Reason reason() {
        return reason;
    }

    /** Why, as a clause. */
    public String why() {
        return why;
    }
}
