package io.whisperschema.postgres;

import io.whisperschema.diff.RelationalChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** New names for indexes and constraints, in an order in which each is free; in a circle one waits under another name. */
final class Renamings {
    private final List<Renaming> waiting;
    private final List<Renaming> ordered = new ArrayList<>();

    private Renamings(List<Renaming> waiting) {
        this.waiting = new ArrayList<>(waiting);
    }

    /**
     * One new name.
     *
     * @param change the change that wants it
     * @param before the name until then
     * @param after the name from then on
     */
    record Renaming(RelationalChange change, String before, String after) {
        static Optional<Renaming> of(RelationalChange change) {
            if (change instanceof RelationalChange.RenameIndex rename) {
                return Optional.of(new Renaming(
                        rename, rename.before().name(), rename.after().name()));
            }
            return change instanceof RelationalChange.RenameConstraint rename
                    ? Optional.of(new Renaming(rename, rename.before(), rename.after()))
                    : Optional.empty();
        }
    }

    static List<Renaming> inOrder(List<Renaming> renamings) {
        var order = new Renamings(renamings);
        while (!order.waiting.isEmpty()) {
            order.next();
        }
        return order.ordered;
    }

    private void next() {
        Optional<Renaming> free = waiting.stream().filter(this::isFree).findFirst();
        if (free.isPresent()) {
            waiting.remove(free.get());
            ordered.add(free.get());
        } else {
            Renaming first = waiting.remove(0);
            String between = "renamed_" + ordered.size() + "_by_whisper_schema";
            ordered.add(new Renaming(first.change(), first.before(), between));
            waiting.add(new Renaming(first.change(), between, first.after()));
        }
    }

    private boolean isFree(Renaming renaming) {
        return waiting.stream()
                .noneMatch(other -> !other.equals(renaming) && other.before().equals(renaming.after()));
    }
}
