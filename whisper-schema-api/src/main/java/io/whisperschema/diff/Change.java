package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;
import java.util.Optional;

/** One thing to change in one store. */
public interface Change {
    /** The kind of store it is for. */
    StoreKind kind();

    /** The change in words, for example {@code create table users}. */
    String words();

    /** The same difference, as somebody reads it who only wants to know. */
    Finding finding();

    /** Whether a store that looks like this has had the change already. */
    State stateIn(Catalog catalog);

    /** Whether a change has been made. */
    enum State {
        /** It has. */
        APPLIED,
        /** It has not. */
        PENDING,
        /** The catalog does not tell. */
        UNKNOWN;

        static State applied(boolean applied) {
            return applied ? APPLIED : PENDING;
        }

        /** What is there under the name may be somebody else's. */
        static <T> State created(Optional<T> found, T wanted) {
            return found.map(one -> one.equals(wanted) ? APPLIED : UNKNOWN).orElse(PENDING);
        }
    }
}
