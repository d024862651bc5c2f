package io.whisperschema;

import io.whisperschema.Touch.Extent;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a migration makes others of, told by its words; what host code does, nobody can tell. */
final class Touches {
    private final SqlDialect dialect;
    private final MigrationScripts scripts;

    Touches(SqlDialect dialect, Migrations migrations) {
        this.dialect = dialect;
        this.scripts = new MigrationScripts(dialect, migrations);
    }

    List<Touch> of(Migration migration) {
        if (migration.operations().isEmpty()) {
            return of(scripts.forward(migration)).toList();
        }
        var touches = new ArrayList<Touch>();
        int number = 0;
        for (Operation operation : migration.operations()) {
            number++;
            String place = TypedParts.place(migration, number, operation.words());
            if (operation instanceof Operation.Structural structural) {
                structural.match((Operation.Structural.Kinds<List<String>>) new OperationTouches()).stream()
                        .map(name -> new Touch(place, name, Extent.SHAPE))
                        .forEach(touches::add);
            } else if (operation instanceof Operation.Statements statements) {
                statements.there().in(dialect.name()).stream()
                        .flatMap(script -> of(script.calling(place).filled(dialect.name())))
                        .map(touch -> new Touch(place, touch.name(), touch.extent()))
                        .forEach(touches::add);
            } else if (operation instanceof Backfill backfill) {
                touches.add(new Touch(place, backfill.table(), Extent.CONTENT));
            }
        }
        return touches;
    }

    private Stream<Touch> of(Script script) {
        return dialect.statements(script).stream()
                .flatMap(part -> StatementTouches.in(part.text(), dialect.name(), script.place(part.line())));
    }
}
