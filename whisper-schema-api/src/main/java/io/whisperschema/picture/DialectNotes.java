package io.whisperschema.picture;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.picture.Sheet.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a definition is not the same on every database. */
final class DialectNotes {
    private final List<Note> notes = new ArrayList<>();

    private DialectNotes() {}

    static List<Note> of(RelationalModel model) {
        var reading = new DialectNotes();
        model.tables().forEach(reading::table);
        model.views().forEach(reading::view);
        return reading.notes;
    }

    private void table(Table table) {
        String place = "table " + table.name();
        table.primaryKey()
                .flatMap(PrimaryKey::surrogate)
                .ifPresent(surrogate -> say(
                        place,
                        "PostgreSQL keeps the number " + surrogate.column()
                                + " as primary key beside the natural key; on SQLite"
                                + " the natural key is the primary key."));
        table.columns().forEach(column -> column(place + ", column " + column.name(), column));
        table.foreignKeys().forEach(key -> foreignKey(place + ", foreign key " + RuleWords.list(key.columns()), key));
        table.uniques().forEach(unique -> unique(place + ", unique " + RuleWords.list(unique.columns()), unique));
        table.checks().forEach(check -> check(place, check));
        table.indexes().forEach(index -> index(place + ", index " + index.name(), index));
        if (hasComments(table)) {
            say(place, "PostgreSQL keeps the comments, SQLite has no place for them.");
        }
    }

    private static boolean hasComments(Table table) {
        return table.comment().isPresent()
                || table.columns().stream().anyMatch(column -> column.comment().isPresent());
    }

    private void column(String place, Column column) {
        if (column.type() instanceof ArrayType) {
            say(place, "An array on PostgreSQL, a JSON array as text on SQLite.");
        }
        if (column.type() == ScalarType.JSONB) {
            say(place, "PostgreSQL does not keep spacing, order and duplicates of keys.");
        }
        if (column.identity() == Identity.ALWAYS) {
            say(place, "PostgreSQL takes no other numbers than its own, SQLite does.");
        }
        column.generated()
                .filter(one -> one.storage() == Generated.Storage.VIRTUAL)
                .ifPresent(one -> say(place, "PostgreSQL before 18 keeps the computed values."));
        column.generated().ifPresent(generated -> expression(place, generated.expression()));
        column.defaultValue().ifPresent(value -> expression(place + ", default", value));
        if (!column.collations().isEmpty()) {
            say(place, "Text is" + RuleWords.perDialect(" sorted as ", column.collations()) + ".");
        }
    }

    private void foreignKey(String place, ForeignKey key) {
        RuleWords.sorted(key.overrides())
                .forEach((dialect, actions) -> say(
                        place,
                        "On " + dialect + " " + actions(actions) + ", elsewhere " + actions(key.actions()) + "."));
    }

    private static String actions(ForeignKey.Actions actions) {
        return "on delete " + RuleWords.word(actions.onDelete()) + " and on update "
                + RuleWords.word(actions.onUpdate());
    }

    private void unique(String place, Unique unique) {
        if (unique.nulls() == Unique.Nulls.AGREE) {
            say(place, "PostgreSQL 15 and newer can hold it, SQLite cannot: there rows without a value always differ.");
        }
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            say(place, "SQLite checks it with each statement.");
        }
    }

    private void check(String table, Check check) {
        String place = table + ", check" + check.name().map(name -> " " + name).orElse("");
        expression(place, check.condition());
    }

    private void index(String place, Index index) {
        index.where().ifPresent(where -> expression(place, where));
        index.keys().forEach(key -> expression(place, key.expression()));
        if (!index.included().isEmpty()) {
            say(place, "SQLite has no place for the columns that it carries along.");
        }
        if (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE) {
            say(place, "PostgreSQL 15 and newer can hold it, SQLite cannot: there rows without a value always differ.");
        }
        if (!index.methods().isEmpty()) {
            say(place, "Kept" + RuleWords.perDialect(" as ", index.methods()) + ".");
        }
    }

    private void expression(String place, Expression expression) {
        words(expression).ifPresent(words -> say(place, words));
    }

    private static Optional<String> words(Expression expression) {
        if (expression instanceof Expression.Raw raw) {
            return Optional.of("Written in the words of " + raw.dialect() + " only.");
        }
        return expression instanceof Expression.PerDialect
                ? Optional.of("Each database has words of its own.")
                : Optional.empty();
    }

    private void view(View view) {
        for (DialectName dialect : List.of(DialectName.POSTGRES, DialectName.SQLITE)) {
            if (!view.queries().containsKey(dialect)) {
                say("view " + view.name(), "It has no query for " + dialect + ".");
            }
        }
        if (view.queries().values().stream().distinct().count() > 1) {
            say("view " + view.name(), "Each database has a query of its own.");
        }
    }

    private void say(String place, String words) {
        notes.add(new Note(place, words));
    }
}
