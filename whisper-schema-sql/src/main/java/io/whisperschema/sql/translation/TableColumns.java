package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ColumnType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The columns of one table, by name in any case, with their portable types. */
final class TableColumns {
    private final Map<String, Column> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * A column.
     *
     * @param name its name as declared
     * @param type its type
     * @param kind the kind of its values
     * @param letters which letters are the same in it
     */
    record Column(String name, ColumnType type, Kind kind, Letters letters) {}

    /** Whether small letters are the same as capital ones. */
    enum Letters {
        DIFFER,
        AGREE
    }

    void add(String name, ColumnType type) {
        add(name, type, Kind.of(type));
    }

    void add(String name, ColumnType type, Kind kind) {
        columns.put(name, new Column(name, type, kind, Letters.DIFFER));
    }

    void add(String name, ColumnType type, Letters letters) {
        columns.put(name, new Column(name, type, Kind.of(type), letters));
    }

    Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** That values of the column are compared, which on the other database would tell small letters from capital ones. */
    void compared(String name) {
        if (find(name).filter(column -> column.letters() == Letters.AGREE).isPresent()) {
            throw new Untranslatable(
                    "it compares " + name + " without regard to case (NOCASE)",
                    "Compare lower(…) of both sides on PostgreSQL.");
        }
    }
}
