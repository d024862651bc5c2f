package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes of one store that are made in one go, because the store cannot make them one by one.
 *
 * @param changes the changes, at least one
 */
public record Together(List<Change> changes) implements Change {
    private static final int SAID_IN_WORDS = 3;

    public Together {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("No change is no reason for a step; name one.");
        }
    }

    /** The change itself where there is one, else all of them together. */
    public static Change of(List<? extends Change> changes) {
        return changes.size() == 1 ? changes.get(0) : new Together(List.copyOf(changes));
    }

    @Override
    public StoreKind kind() {
        return changes.get(0).kind();
    }

    @Override
    public String words() {
        String first = changes.stream().limit(SAID_IN_WORDS).map(Change::words).collect(Collectors.joining("; "));
        int more = changes.size() - SAID_IN_WORDS;
        return more <= 0 ? first : first + "; and " + more + " more";
    }

    @Override
    public Finding finding() {
        return changes.get(0).finding();
    }

    @Override
    public State stateIn(Catalog catalog) {
        Set<State> states =
                changes.stream().map(change -> change.stateIn(catalog)).collect(Collectors.toSet());
        return states.size() == 1 ? states.iterator().next() : State.UNKNOWN;
    }
}
