package io.whisperschema.move;

import java.util.List;

/** What becomes of a flawed value, or of the row that holds it. */
public sealed interface Treatment {
    /** The move does not begin. */
    record Refuse() implements Treatment {}

    /** The row is written to the file of rejects instead. */
    record Reject() implements Treatment {}

    /** The row goes over without the value. */
    record AsNull() implements Treatment {}

    /**
     * The value is made to fit by the first of the rules that applies; where none does, the move does not begin.
     *
     * @param rules in which order they are tried
     */
    record Coerce(List<Rule> rules) implements Treatment {
        public Coerce {
            rules = List.copyOf(rules);
            if (rules.isEmpty()) {
                throw new IllegalArgumentException(
                        "a coercion needs a rule; name one of those that Flaw.rules() gives");
            }
        }
    }

    /** The move does not begin. */
    static Treatment refuse() {
        return new Refuse();
    }

    /** The row is written to the file of rejects instead. */
    static Treatment reject() {
        return new Reject();
    }

    /** The row goes over without the value. */
    static Treatment asNull() {
        return new AsNull();
    }

    /** The value is made to fit by the first of the rules that applies. */
    static Treatment coerce(Rule... rules) {
        return new Coerce(List.of(rules));
    }
}
