package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a {@link Table}. Hosts write one through {@link Relational#text} and its siblings.
 *
 * @param name its name
 * @param type its portable type
 * @param nullable whether it may be null; a nullable key column is what SQLite accepts, PostgreSQL refuses null in keys anyway
 * @param defaultValue what a row gets that names no value
 * @param identity whether the store numbers it
 * @param generated how the store computes it, for a column that nobody writes
 * @param collations how its text is sorted and compared, where a dialect shall not do it in its usual way
 * @param comment what it means; PostgreSQL keeps it, SQLite has no place for it
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        Optional<Expression> defaultValue,
        Identity identity,
        Optional<Generated> generated,
        Map<DialectName, String> collations,
        Optional<String> comment) {
    public Column {
        String place = "column " + Checks.name("column", name);
        isNoSystemColumn(place, name);
        requireNonNull(type);
        requireNonNull(defaultValue);
        requireNonNull(identity);
        requireNonNull(generated);
        collations = Map.copyOf(collations);
        collations.values().forEach(collation -> Checks.name("collation", collation));
        comment.ifPresent(text -> Checks.text(place, text));
        Checks.that(
                generated.isEmpty() || (defaultValue.isEmpty() && identity == Identity.NONE),
                place,
                "a generated column has neither a default nor numbers",
                "Leave one of them out.");
        if (identity != Identity.NONE) {
            Checks.that(
                    type == ScalarType.INTEGER || type == ScalarType.BIGINT,
                    place,
                    "an identity cannot be " + type.text(),
                    "Make it an integer or a bigint.");
            Checks.that(
                    defaultValue.isEmpty(),
                    place,
                    "an identity cannot have a default",
                    "Leave the default or the identity out.");
        }
    }

    static void isNoSystemColumn(String place, String name) {
        Checks.that(
                !ImplicitNames.isSystemColumn(name),
                place,
                "PostgreSQL has a column of that name in every table",
                "Rename it.");
    }

    /** A column that nothing computes, sorted in the usual way. */
    public Column(
            String name,
            ColumnType type,
            boolean nullable,
            Optional<Expression> defaultValue,
            Identity identity,
            Optional<String> comment) {
        this(name, type, nullable, defaultValue, identity, Optional.empty(), Map.of(), comment);
    }

    Column withNullable(boolean changed) {
        return new Column(name, type, changed, defaultValue, identity, generated, collations, comment);
    }

    Column withDefault(Expression changed) {
        return new Column(name, type, nullable, Optional.of(changed), identity, generated, collations, comment);
    }

    Column withIdentity(Identity changed) {
        return new Column(name, type, nullable, defaultValue, changed, generated, collations, comment);
    }

    Column withGenerated(Generated changed) {
        return new Column(name, type, nullable, defaultValue, identity, Optional.of(changed), collations, comment);
    }

    Column withCollation(DialectName dialect, String collation) {
        var changed = new HashMap<>(collations);
        changed.put(dialect, collation);
        return new Column(name, type, nullable, defaultValue, identity, generated, changed, comment);
    }

    Column withComment(String text) {
        return new Column(name, type, nullable, defaultValue, identity, generated, collations, Optional.of(text));
    }
}
