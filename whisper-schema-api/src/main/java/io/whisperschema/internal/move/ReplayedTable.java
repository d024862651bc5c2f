package io.whisperschema.internal.move;

import java.util.List;

/**
 * What became of the rejected rows of one table.
 *
 * @param table the source's name of the table
 * @param written how many were written
 * @param there how many had been written before
 * @param stillRejected why the others stay in the file, a sentence each
 */
public record ReplayedTable(String table, long written, long there, List<String> stillRejected) {
    public ReplayedTable {
        stillRejected = List.copyOf(stillRejected);
    }
}
