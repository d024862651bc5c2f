package io.whisperschema.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.diff.Change;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.sqlite.SqliteViews;
import java.util.List;

/** Views that name what is not there, out of the way while SQLite renames, and afterwards as they were. */
final class SqliteBrokenViews {
    private final List<ForeignObject> views;
    private final List<SqliteTrigger> triggers;
    private final Steps steps;
    private final Change cause;

    SqliteBrokenViews(SqliteWork work, Steps steps, Change cause) {
        this.views = work.from().foreignObjects().stream()
                .filter(object -> object.type().equals(SqliteViews.BROKEN))
                .filter(object ->
                        work.keptViews().stream().anyMatch(view -> view.name().equals(object.name())))
                .toList();
        this.triggers = SqliteTrigger.in(work.from()).stream()
                .filter(trigger -> views.stream().anyMatch(view -> trigger.isOf(view.name())))
                .toList();
        this.steps = steps;
        this.cause = cause;
    }

    void setAside() {
        views.forEach(view -> steps.add(cause, drop(view), create(view)));
    }

    void putBack() {
        views.forEach(view -> steps.add(cause, create(view), drop(view)));
        triggers.forEach(
                trigger -> steps.add(cause, trigger.sql(), "DROP TRIGGER " + Identifiers.quoted(trigger.name())));
    }

    private static String drop(ForeignObject view) {
        return "DROP VIEW " + Identifiers.quoted(view.name());
    }

    private static String create(ForeignObject view) {
        return view.definition().orElseThrow();
    }
}
