package io.whisperschema.postgres;

import io.whisperschema.catalog.ScriptReading.Reason;

/** A statement of a script that cannot be applied to what the script has made so far. */
final class ScriptRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String why;

    private ScriptRefusal(Reason reason, String why) {
        super(why);
        this.reason = reason;
        this.why = why;
    }

    /** It does not fit, so we do not know what it makes. */
    static ScriptRefusal misfit(String why) {
        return new ScriptRefusal(Reason.NOT_UNDERSTOOD, why);
    }

    /** It is about another schema. */
    static ScriptRefusal elsewhere(String schema, String ours) {
        return new ScriptRefusal(Reason.NO_PLACE, "it is about schema " + schema + ", and this reads " + ours);
    }

    /** There is nothing to do. */
    static ScriptRefusal idle(String why) {
        return new ScriptRefusal(Reason.NO_STRUCTURE, why);
    }

    Reason reason() {
        return reason;
    }

    /** Why, as a clause. */
    String why() {
        return why;
    }
}
