package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of a table.
 *
 * @param name its name, one of its kind in a database schema
 * @param keys what it is sorted by
 * @param uniqueness whether two rows may agree in all keys
 * @param where the rows it covers, all when absent
 * @param methods the access method in dialects that have a choice, for example {@code gin} on PostgreSQL
 */
public record Index(
        String name,
        List<Key> keys,
        Uniqueness uniqueness,
        Optional<Expression> where,
        Map<DialectName, String> methods)
        implements TablePart {
    public Index {
        String place = "index " + Checks.name("index", name);
        keys = List.copyOf(keys);
        Checks.that(!keys.isEmpty(), place, "it has no keys", "Name a column with on(\"…\").");
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
        UNIQUE
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
     */
    public record Key(Expression expression, Order order) {
        public Key {
            requireNonNull(expression);
            requireNonNull(order);
        }
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
            return new Index(name, keys, uniqueness, Optional.empty(), Map.of());
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
        var turned = new ArrayList<>(keys);
        Key last = turned.remove(turned.size() - 1);
        turned.add(new Key(last.expression, Order.DESCENDING));
        return new Index(name, turned, uniqueness, where, methods);
    }

    /** Over these rows only. */
    public Index where(Expression condition) {
        return new Index(name, keys, uniqueness, Optional.of(condition), methods);
    }

    /** With this access method in one dialect. */
    public Index using(DialectName dialect, String method) {
        var changed = new HashMap<>(methods);
        changed.put(dialect, method);
        return new Index(name, keys, uniqueness, where, changed);
    }

    private Index withKey(Key key) {
        var more = new ArrayList<>(keys);
        more.add(key);
        return new Index(name, more, uniqueness, where, methods);
    }
}
