package io.whisperschema.definition.relational;

/** What happens to a referring row when the row it refers to goes or changes its key. */
public enum ReferentialAction {
    /** The change is refused at the end of the statement. */
    NO_ACTION,
    /** The change is refused at once. */
    RESTRICT,
    /** The referring row goes or changes too. */
    CASCADE,
    /** The reference becomes null. */
    SET_NULL,
    /** The reference becomes its default. */
    SET_DEFAULT;

    /** The action in SQL. */
    public String sql() {
        return name().replace('_', ' ');
    }
}
