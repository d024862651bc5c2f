package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.InterruptedMigration.Next;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.CacheStore;
import java.util.List;
import java.util.Optional;

/** A migration of a cache in its turn. What a run that was stopped was at is done again, which does no harm. */
final class CacheRun implements OtherRun {
    private final Surroundings around;
    private final CacheStore cache;
    private final Movement movement;
    private final OtherWork work;
    private final CacheTasks tasks;

    CacheRun(Surroundings around, Movement movement, MigrationExecution execution, AloneWork work) {
        this.around = around;
        this.cache = around.cache();
        this.movement = movement;
        this.work = new OtherWork(around, cache, movement, execution, work);
        this.tasks = new CacheTasks(cache, around.migrations().everything(), movement);
    }

    @Override
    public void run(MigrationRecords records) {
        UnfinishedMove.refuse(cache, cache.inspect());
        work.begin(new CacheForecast(around).of(movement), records);
        perform(Optional.empty());
    }

    @Override
    public void turnBack(InterruptedMigration there, MigrationRecords records) {
        CacheCatalog now = cache.inspect();
        List<Movement.Entries> begun = entries().stream()
                .filter(entries -> CacheTasks.isThere(entries, now)
                        || isInDoubt(there, CacheTasks.takenBack(entries).words()))
                .toList();
        work.begin(
                records,
                begun.stream()
                        .findFirst()
                        .map(entries -> CacheTasks.change(entries).words()));
        begun.forEach(entries -> work.perform(tasks.steps(entries, now)));
    }

    @Override
    public void goOn(InterruptedMigration running) {
        perform(Optional.of(running.begun()).filter(words -> isInDoubt(running, words)));
    }

    private static boolean isInDoubt(InterruptedMigration running, String words) {
        return running.next() == Next.IN_DOUBT && running.begun().equals(words);
    }

    private List<Movement.Entries> entries() {
        return movement.parts(Movement.Entries.class);
    }

    private void perform(Optional<String> inDoubt) {
        for (Movement.Entries entries : entries()) {
            CacheCatalog now = cache.inspect();
            var change = CacheTasks.change(entries);
            if (inDoubt.filter(change.words()::equals).isPresent() || tasks.isPending(entries, now)) {
                work.perform(tasks.steps(entries, now));
            } else {
                work.skip(entries.number(), change);
            }
        }
    }
}
