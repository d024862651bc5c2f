package io.whisperschema.error;

import org.jspecify.annotations.Nullable;

/** The one root of everything this library throws on its own account. Its message says what, where, and what to do. */
public abstract sealed class SchemaException extends RuntimeException
        permits InvalidDefinition,
                InvalidMigration,
                HistoryUnclear,
                ChecksumMismatch,
                NewerThanCode,
                UnreadableDocument,
                UnreadableValue,
                StoreUnavailable,
                LockTimeout,
                UnsupportedChange,
                DataLossRefused,
                StoreDiffers,
                StepFailed,
                PlanOutdated,
                TimeExceeded,
                MoveRefused,
                MoveUnfinished,
                RowsRefused,
                SourceChanged,
                ProofFailed,
                Cancelled {
    private static final long serialVersionUID = 1L;

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
