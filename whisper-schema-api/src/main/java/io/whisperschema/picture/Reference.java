package io.whisperschema.picture;

import java.util.List;

/**
 * A foreign key as a line of a diagram.
 *
 * @param columns the referring columns
 * @param table the table referred to
 * @param references its columns
 * @param need whether each row refers to one
 * @param share how many rows may refer to the same
 */
record Reference(List<String> columns, String table, List<String> references, Need need, Share share) {
    Reference {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    /** How many may refer to the same. */
    enum Share {
        ONE,
        MANY
    }

    /** The columns, and what they refer to where that is called otherwise. */
    String words() {
        String from = String.join(", ", columns);
        return columns.equals(references) ? from : from + " \u2192 " + String.join(", ", references);
    }
}
