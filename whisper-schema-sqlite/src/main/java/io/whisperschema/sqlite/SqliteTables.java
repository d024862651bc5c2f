package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.CreationOrder;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The steps that rebuild tables or take them away, within proofs that no row is lost and none refers to nothing.
 *
 * <p>They rely on foreign keys being off, which they can only be switched before the transaction begins:
 * {@link SqliteSettings} does.
 */
final class SqliteTables {
    /** Renamed the old way, a table leaves alone views and triggers that name the one whose place it takes. */
    private static final String RENAME_ALONE = "PRAGMA legacy_alter_table = ON";

    private static final String RENAME_EVERYWHERE = "PRAGMA legacy_alter_table = OFF";

    private final SqliteWork work;
    private final Steps steps;
    private final SqliteNames names;
    private final List<RelationalChange.DropTable> drops;

    SqliteTables(SqliteWork work, Steps steps, SqliteNames names) {
        this.work = work;
        this.steps = steps;
        this.names = names;
        this.drops = work.in(SqlitePhase.DROP_TABLE).stream()
                .map(RelationalChange.DropTable.class::cast)
                .toList();
    }

    void rebuildAndDrop() {
        List<String> children = orphans().children();
        if (work.rebuilds().isEmpty() && children.isEmpty()) {
            drop();
            return;
        }
        var guard = new SqliteGuard(Identifiers.quoted(names.fresh("whisper_guard")));
        steps.add(cause(), guard.create(), guard.drop());
        if (children.isEmpty()) {
            rebuild(guard);
        } else {
            rebuildAmong(children, guard);
        }
        steps.add(cause(), guard.drop(), guard.create());
    }

    private void rebuildAmong(List<String> children, SqliteGuard guard) {
        String memory = Identifiers.quoted(names.fresh("whisper_orphans"));
        steps.add(cause(), SqliteOrphans.remembered(memory, children), "DROP TABLE " + memory);
        rebuild(guard);
        steps.add(
                cause(),
                guard.orphansMade(SqliteOrphans.beyond(memory, children)),
                Risk.of(Risk.Danger.MAY_FAIL_ON_ROWS),
                new Undo.Impossible("it only proves something; there is nothing to undo"));
        steps.add(
                cause(),
                "DROP TABLE " + memory,
                Risk.NONE,
                new Undo.Impossible("it has served its purpose; there is nothing to undo"));
    }

    private void rebuild(SqliteGuard guard) {
        drop();
        if (!work.rebuilds().isEmpty()) {
            steps.add(cause(), RENAME_ALONE, RENAME_EVERYWHERE);
            for (SqliteRebuild rebuild : work.rebuilds()) {
                String temporary = names.fresh("whisper_new_" + rebuild.source().name());
                rebuild.addTo(steps, temporary, guard);
            }
            steps.add(cause(), RENAME_EVERYWHERE, RENAME_ALONE);
        }
    }

    /** Those that refer go before those they refer to, as one would do it by hand. */
    private void drop() {
        var tables = new ArrayList<>(CreationOrder.of(
                        drops.stream().map(RelationalChange.DropTable::table).toList())
                .tables());
        Collections.reverse(tables);
        for (CatalogTable table : tables) {
            steps.add(
                    new RelationalChange.DropTable(table),
                    "DROP TABLE " + Identifiers.quoted(table.name()),
                    Risk.of(Risk.Danger.LOSES_DATA),
                    new Undo.Impossible("the rows are gone"));
        }
    }

    private Change cause() {
        var causes = new ArrayList<RelationalChange>(drops);
        work.rebuilds().forEach(rebuild -> causes.addAll(rebuild.changes()));
        return Together.of(causes);
    }

    private SqliteOrphans orphans() {
        var changed = new HashSet<>(work.dropped());
        work.rebuilds().forEach(rebuild -> changed.add(rebuild.source().name()));
        return new SqliteOrphans(work.from(), work.kept(), changed);
    }
}
