package io.whisperschema.vector.internal.chroma;

/**
 * Some rows of the records of a folder, in the order in which they were added.
 *
 * @param after behind that row
 * @param upTo up to that row; where it is the last there can be, with what only the log holds
 */
record ChromaRange(long after, long upTo) {
    static final ChromaRange ALL = new ChromaRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final String BETWEEN = "..";

    /** Whether what only the log holds is a part of it. */
    boolean isLast() {
        return upTo == Long.MAX_VALUE;
    }

    String text() {
        return number(after, Long.MIN_VALUE) + BETWEEN + number(upTo, Long.MAX_VALUE);
    }

    private static String number(long row, long none) {
        return row == none ? "" : Long.toString(row);
    }

    static ChromaRange read(String text) throws ChromaFault {
        String[] parts = text.split("\\.\\.", -1);
        try {
            ChromaFault.unless(parts.length == 2, "'%s' is no part of it", text);
            return new ChromaRange(
                    parts[0].isEmpty() ? Long.MIN_VALUE : Long.parseLong(parts[0]),
                    parts[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(parts[1]));
        } catch (NumberFormatException e) {
            throw new ChromaFault("'%s' is no part of it".formatted(text));
        }
    }
}
