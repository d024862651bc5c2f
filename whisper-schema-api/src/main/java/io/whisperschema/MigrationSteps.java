package io.whisperschema;

import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Script;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.ScriptPart.Effect;
import java.util.List;
import java.util.Optional;

/** The statements of migrations as steps. */
final class MigrationSteps {
    private MigrationSteps() {}

    /** The transaction is ours, so a script's own is left out. */
    static List<Step> of(RelationalStore store, Migration migration, Script script, Way way) {
        return store.dialect().statements(script).stream()
                .filter(part -> part.effect() != Effect.TRANSACTION)
                .map(part -> step(store, migration, script, way, part))
                .toList();
    }

    private static Step step(RelationalStore store, Migration migration, Script script, Way way, ScriptPart part) {
        String place = script.place(part.line());
        return new Step(
                migration.id() + ":" + (script.firstLine() + part.line() - 1),
                store.name(),
                new StatementChange(migration.id(), place, way, part.rows()),
                Optional.of(part.text()),
                risk(part.effect()),
                migration.directives().isolation(),
                new Undo.Impossible("a migration is taken back as a whole"));
    }

    private static Risk risk(Effect effect) {
        return switch (effect) {
            case LOSES_DATA -> Risk.of(Danger.LOSES_DATA);
            case MAY_LOSE_DATA -> Risk.of(Danger.MAY_LOSE_DATA);
            case TRANSACTION, OTHER -> Risk.NONE;
        };
    }
}
