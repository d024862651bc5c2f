package io.whisperschema;

import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.StatementChange.Way;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the migrations on record are the last. */
final class LastApplied {
    private LastApplied() {}

    /** Whether a run is in the middle of applying one, or was when it was killed: it is the last as soon as it is through. */
    static boolean isUndecidedIn(MigrationRecords records) {
        return begun(records).filter(one -> one.way() == Way.THERE).isPresent();
    }

    /** The last of them, that many; one that a run was taking back when it was killed is the first of them to go. */
    static Set<MigrationId> of(Migrations migrations, MigrationRecords records, int count) {
        var last = new LinkedHashSet<MigrationId>();
        begun(records).map(InterruptedMigration::id).ifPresent(last::add);
        List<MigrationId> others = migrations.inOrder().stream()
                .map(Migration::id)
                .filter(id -> records.find(id).isPresent() && !last.contains(id))
                .toList();
        int more = Math.max(0, count - last.size());
        last.addAll(others.subList(Math.max(0, others.size() - more), others.size()));
        return last;
    }

    /** What of the applied ones, which are in their order, is behind the first of some and is none of them. */
    static List<Migration> behind(List<Migration> applied, List<Migration> some) {
        return applied.stream()
                .dropWhile(one -> !some.contains(one))
                .filter(one -> !some.contains(one))
                .toList();
    }

    /**
     * Refuses to go on where others have applied more since the last were chosen.
     *
     * @throws HistoryUnclear if there are any
     */
    static void refuseBeneath(List<Migration> others, Set<MigrationId> undone, String store) {
        if (!others.isEmpty()) {
            throw new HistoryUnclear(
                    store,
                    "others have applied more meanwhile, which may stand on what was to be taken back: "
                            + others.stream().map(Migration::line).collect(Collectors.joining("; ")),
                    told(undone) + "Look at status(), and say undo(…) again for what is to go by now.");
        }
    }

    /** Which one fills rows, or did when it was killed, behind the first of some; the store is clean between its batches. */
    static Optional<MigrationId> filling(Migrations all, MigrationRecords records, List<Migration> some) {
        int first = some.stream().mapToInt(one -> all.position(one.id())).min().orElse(Integer.MAX_VALUE);
        return records.running()
                .filter(one -> !some.isEmpty() && one.way() == Way.THERE && !records.isRunning())
                .map(InterruptedMigration::id)
                .filter(id -> records.find(id).isEmpty())
                .filter(id -> all.find(id).isEmpty() || all.position(id) > first);
    }

    /**
     * Refuses to take back what one stands on that is not finished.
     *
     * @throws HistoryUnclear if there is one
     */
    static void refuseFilling(Optional<MigrationId> filling, Set<MigrationId> undone, String store) {
        filling.ifPresent(id -> {
            throw new HistoryUnclear(
                    store,
                    id + " has begun to fill rows and is not finished, and it may stand on what was to be taken back",
                    told(undone)
                            + "Let it finish, with a start where its host was killed, and say undo(…) again; or, if"
                            + " nobody is at it and it is not to be finished, call repair with the reason first.");
        });
    }

    private static String told(Set<MigrationId> undone) {
        return undone.isEmpty() ? "" : "This call has taken back " + undone + ". ";
    }

    private static Optional<InterruptedMigration> begun(MigrationRecords records) {
        return records.isRunning() ? records.running() : Optional.empty();
    }
}
