package io.whisperschema;

/**
 * A table or view that a part of a migration speaks of in order to change it.
 *
 * @param place the statement or operation, for messages
 * @param name the table's or view's name
 * @param extent what becomes of it
 */
record Touch(String place, String name, Extent extent) {
    /** What becomes of a table or view. */
    enum Extent {
        /** It comes, goes or gets another shape. */
        SHAPE,
        /** Its rows, indexes or triggers become others. */
        CONTENT
    }
}
