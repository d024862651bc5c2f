package io.whisperschema.definition;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.internal.sql.Confinement;

/** What must hold of the words of dialects in a definition: they stay where statements have them. */
final class WordRules {
    private WordRules() {}

    static void hold(RelationalModel model) {
        for (Table table : model.tables()) {
            held(table);
        }
        for (View view : model.views()) {
            held(view);
        }
    }

    /** The table, if they hold in it. */
    static Table held(Table table) {
        String place = "table " + table.name();
        table.columns().forEach(column -> held(place, column));
        table.checks()
                .forEach(check -> Confinement.ofExpression(
                        place + ", check" + check.name().map(name -> " " + name).orElse(""), check.condition()));
        table.indexes().forEach(index -> hold(place, index));
        return table;
    }

    /** The column, if they hold in it. */
    static Column held(String table, Column column) {
        String place = table + ", column " + column.name();
        column.defaultValue().ifPresent(value -> Confinement.ofExpression(place, value));
        column.generated().ifPresent(generated -> Confinement.ofExpression(place, generated.expression()));
        return column;
    }

    /** The view, if they hold in it. */
    static View held(View view) {
        view.queries().forEach((dialect, query) -> Confinement.ofQuery("view " + view.name(), dialect, query));
        return view;
    }

    private static void hold(String table, Index index) {
        String place = table + ", index " + index.name();
        index.keys().forEach(key -> Confinement.ofExpression(place, key.expression()));
        index.where().ifPresent(where -> Confinement.ofExpression(place, where));
    }
}
