package io.whisperschema.vector.internal.export;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnreadableDocument;
import java.io.IOException;
import java.nio.file.Path;

/** What is wrong with an export. */
final class ExportFault {
    private static final String STORE = "export";

    private ExportFault() {}

    static UnreadableDocument damaged(Path file, String problem) {
        return new UnreadableDocument(
                String.valueOf(file.getFileName()),
                problem
                        + "\nWhat is there is no whole export and is not restored; use another one. Nothing was applied.");
    }

    static StoreUnavailable unreadable(Path file, IOException cause) {
        return new StoreUnavailable(
                STORE, STORE + " could not read " + file + ": " + cause + "\nNothing was applied.", cause);
    }

    static StoreUnavailable unwritable(Path file, IOException cause) {
        return new StoreUnavailable(
                STORE,
                STORE + " could not write " + file + ": " + cause
                        + "\nThere is no whole export in that place. Give it room and rights, and export again.",
                cause);
    }

    static StoreUnavailable refused(String sentence) {
        return new StoreUnavailable(
                STORE, STORE + " " + sentence + "\nNothing was written.", new IOException(sentence));
    }
}
