package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An index of a table.
 *
 * @param name its name, one of its kind in a database schema
 * @param keys what it is sorted by
 * @param included columns that it carries along unsorted; SQLite has no place for them
 * @param uniqueness whether two rows may agree in all keys
 * @param where the rows it covers, all when absent
 * @param methods the access method in dialects that have a choice, for example {@code gin} on PostgreSQL
 */
public record Index(
        String name,
        List<Key> keys,
        List<String> included,
        Uniqueness uniqueness,
        Optional<Expression> where,
        Map<DialectName, String> methods)
        implements TablePart {
    public Index {
        String place = "index " + requireNonNull(name);
        keys = List.copyOf(keys);
        Checks.that(!keys.isEmpty(), place, "it has no keys", "Name a column with on(\"…\").");
        included = List.copyOf(included);
        requireNonNull(uniqueness);
        requireNonNull(where);
        methods = Map.copyOf(methods);
        methods.values()
                .forEach(method -> Checks.that(
                        method.matches("[a-z_][a-z0-9_]*"),
                        place,
                        "'" + method + "' is no access method",
                        "Write its plain lower-case name, for example gin."));
    }

    /** Whether two rows may agree in all keys of an index. */
    public enum Uniqueness {
        /** They may. */
        REPEATING,
        /** They may not; nulls differ from each other. */
        UNIQUE,
        /** They may not, nulls agree with each other; PostgreSQL 15 and newer. */
        UNIQUE_NULLS_AGREE
    }

    /** An index that carries no columns along. */
    public Index(
            String name,
            List<Key> keys,
            Uniqueness uniqueness,
            Optional<Expression> where,
            Map<DialectName, String> methods) {
        this(name, keys, List.of(), uniqueness, where, methods);
    }

    /** The direction of a key. */
    public enum Order {
        /** Smallest first. */
        ASCENDING,
        /** Largest first. */
        DESCENDING
    }

    /**
     * One key of an index.
     *
     * @param expression a column or an expression over columns
     * @param order its direction
     * @param nulls where rows without a value stand; SQLite always has them first
     * @param collations how text is sorted, where a dialect shall not do it as the column does
     * @param operatorClasses by which operators a dialect sorts, where not by the usual: {@code gin_trgm_ops}
     */
    public record Key(
            Expression expression,
            Order order,
            Nulls nulls,
            Map<DialectName, String> collations,
            Map<DialectName, String> operatorClasses) {
        public Key {
            requireNonNull(expression);
            requireNonNull(order);
            requireNonNull(nulls);
            collations = Map.copyOf(collations);
            collations.values().forEach(collation -> Checks.name("collation", collation));
            operatorClasses = Map.copyOf(operatorClasses);
            operatorClasses.values().forEach(operators -> Checks.name("operator class", operators));
        }

        /** A key in the usual order of its column. */
        public Key(Expression expression, Order order) {
            this(expression, order, Nulls.USUAL, Map.of(), Map.of());
        }

        Key with(Order changed) {
            return new Key(expression, changed, nulls, collations, operatorClasses);
        }

        Key with(Nulls changed) {
            return new Key(expression, order, changed, collations, operatorClasses);
        }

        Key withCollation(DialectName dialect, String collation) {
            return new Key(expression, order, nulls, and(collations, dialect, collation), operatorClasses);
        }

        Key withOperatorClass(DialectName dialect, String operators) {
            return new Key(expression, order, nulls, collations, and(operatorClasses, dialect, operators));
        }
    }

    /** Where a key has the rows without a value. */
    public enum Nulls {
        /** Where the store usually has them: PostgreSQL last in an ascending order, SQLite first. */
        USUAL,
        /** Before all others. */
        FIRST,
        /** After all others. */
        LAST
    }

    /** The columns that no two rows share, where it sees to that for columns as they are and for all rows. */
    public Optional<List<String>> uniqueColumns() {
        boolean whole = where.isEmpty() && keys.stream().allMatch(key -> key.expression() instanceof Expression.Column);
        return uniqueness == Uniqueness.REPEATING || !whole
                ? Optional.empty()
                : Optional.of(keys.stream()
                        .map(key -> ((Expression.Column) key.expression()).name())
                        .toList());
    }

    /** An index of that name; say next what it is on. */
    public static Start named(String name) {
        return new Start(name, Uniqueness.REPEATING);
    }

    /**
     * An index without its keys yet.
     *
     * @param name its name
     * @param uniqueness whether two rows may agree
     */
    public record Start(String name, Uniqueness uniqueness) {
        /** Two rows may not agree in all keys. */
        public Start unique() {
            return new Start(name, Uniqueness.UNIQUE);
        }

        /** Two rows may not agree in all keys, and those without a value do. */
        public Start uniqueNullsAgree() {
            return new Start(name, Uniqueness.UNIQUE_NULLS_AGREE);
        }

        /** The index on these columns, smallest first. */
        public Index on(String... columns) {
            return on(Arrays.stream(columns).map(Expression::column).toArray(Expression[]::new));
        }

        /** The index on these columns or expressions, smallest first. */
        public Index on(Expression... expressions) {
            var keys = new ArrayList<Key>();
            for (Expression expression : expressions) {
                keys.add(new Key(expression, Order.ASCENDING));
            }
            return new Index(name, keys, List.of(), uniqueness, Optional.empty(), Map.of());
        }
    }

    /** With one more column, smallest first. */
    public Index then(String column) {
        return withKey(new Key(Expression.column(column), Order.ASCENDING));
    }

    /** With one more column, largest first. */
    public Index thenDescending(String column) {
        return withKey(new Key(Expression.column(column), Order.DESCENDING));
    }

    /** With the last key turned: largest first. */
    public Index descending() {
        return withLastKey(key -> key.with(Order.DESCENDING));
    }

    /** With the rows that have no value for the last key there. */
    public Index nulls(Nulls place) {
        return withLastKey(key -> key.with(place));
    }

    /** With the last key's text sorted so in one dialect. */
    public Index collate(DialectName dialect, String collation) {
        return withLastKey(key -> key.withCollation(dialect, collation));
    }

    /** With the last key sorted by these operators in one dialect. */
    public Index operators(DialectName dialect, String operatorClass) {
        return withLastKey(key -> key.withOperatorClass(dialect, operatorClass));
    }

    /** Carrying these columns along, so that a query finds them in the index. */
    public Index including(String... columns) {
        return new Index(name, keys, List.of(columns), uniqueness, where, methods);
    }

    /** Over these rows only. */
    public Index where(Expression condition) {
        return new Index(name, keys, included, uniqueness, Optional.of(condition), methods);
    }

    /** With this access method in one dialect. */
    public Index using(DialectName dialect, String method) {
        return new Index(name, keys, included, uniqueness, where, and(methods, dialect, method));
    }

    private Index withKey(Key key) {
        var more = new ArrayList<>(keys);
        more.add(key);
        return new Index(name, more, included, uniqueness, where, methods);
    }

    private Index withLastKey(UnaryOperator<Key> change) {
        var changed = new ArrayList<>(keys);
        changed.add(change.apply(changed.remove(changed.size() - 1)));
        return new Index(name, changed, included, uniqueness, where, methods);
    }

    private static Map<DialectName, String> and(Map<DialectName, String> words, DialectName dialect, String word) {
        var more = new HashMap<>(words);
        more.put(dialect, word);
        return more;
    }
}
