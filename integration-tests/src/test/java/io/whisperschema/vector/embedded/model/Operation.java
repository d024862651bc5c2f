package io.whisperschema.vector.embedded.model;

/** What is done next. */
sealed interface Operation permits Rpc.Call, Operation.Reopening {
    /** The file is closed and opened again. */
    enum Reopening implements Operation {
        REOPEN
    }
}
