package io.whisperschema;

import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A migration of another store than the relational one whose run was stopped on the way there, and that is to be taken back instead of gone on with. Who is
 * alive in it is waited for, and then it is one that is applied.
 */
record TurnedBack(Surroundings around, MigrationExecution execution, Predicate<MigrationId> wanted) {
    /** Takes it back, if there is one; which it was. */
    Optional<MigrationId> ifInterrupted(MigrationRecords records) {
        RelationalStore store = around.relational();
        Optional<Movement> back = interrupted(records)
                .map(migration -> Movement.back(store, around.migrations().everything(), migration));
        var turned = new ArrayList<MigrationId>();
        back.ifPresent(movement -> {
            OthersApart.refuse(around, List.of(movement));
            execution.announce(List.of(movement));
            store.history()
                    .apartGuarded(
                            execution,
                            turn -> turned.addAll(in(turn, movement).stream().toList()));
        });
        return turned.stream().findFirst();
    }

    private Optional<Migration> interrupted(MigrationRecords records) {
        return running(records)
                .flatMap(running -> around.migrations().everything().inOrder().stream()
                        .filter(Migration::isOfOtherStore)
                        .filter(migration -> migration.id().equals(running.id()) && wanted.test(migration.id()))
                        .filter(migration -> migration
                                .checksum(around.relational().dialect().name())
                                .meaning()
                                .equals(running.meaning()))
                        .findFirst());
    }

    private static Optional<InterruptedMigration> running(MigrationRecords records) {
        return records.running().filter(one -> records.isRunning() && one.way() == Way.THERE);
    }

    private Optional<MigrationId> in(History.Turn turn, Movement back) {
        MigrationRecords records = turn.records();
        Optional<Migration> still = interrupted(records).filter(back.migration()::equals);
        still.ifPresent(migration -> new AloneRun(around, execution, back)
                .turnBack(turn, records, running(records).orElseThrow()));
        return still.map(Migration::id);
    }
}
