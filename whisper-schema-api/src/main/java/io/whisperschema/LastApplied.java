package io.whisperschema;

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

    private static Optional<InterruptedMigration> begun(MigrationRecords records) {
        return records.isRunning() ? records.running() : Optional.empty();
    }
}
