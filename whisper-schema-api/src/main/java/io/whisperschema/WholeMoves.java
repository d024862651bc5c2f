package io.whisperschema;

import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MoveScope;
import io.whisperschema.move.TargetRows;

/** Moves of what has no columns: all of it moves as it is, into a target that has none of it. */
final class WholeMoves {
    private WholeMoves() {}

    /**
     * Refuses options that are for tables.
     *
     * @param what moves, with what its target has to be without
     */
    static void refuseOthers(String what, MoveOptions options) {
        MoveScope scope = options.scope();
        boolean ofTables = !scope.filters().isEmpty()
                || !scope.columnNames().isEmpty()
                || !scope.transforms().isEmpty()
                || scope.targetRows() == TargetRows.REPLACED;
        if (ofTables) {
            throw new IllegalArgumentException(
                    what + ": filtering, renamingColumn, transforming and replacingRows are for"
                            + " tables. Nothing was written.");
        }
    }
}
