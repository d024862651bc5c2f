package io.whisperschema.migration;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.Checks;
import java.util.List;

/** What parts of tables are called in messages. */
final class PartWords {
    private PartWords() {}

    static String of(TablePart part) {
        if (part instanceof PrimaryKey key) {
            return "primary key " + columns(key.columns());
        }
        if (part instanceof ForeignKey key) {
            return "foreign key " + columns(key.columns());
        }
        if (part instanceof Unique unique) {
            return "unique " + columns(unique.columns());
        }
        if (part instanceof Check check) {
            return "check" + check.name().map(name -> " " + name).orElse("");
        }
        return part instanceof Index index ? "index " + index.name() : "column";
    }

    private static String columns(List<String> columns) {
        return "(" + String.join(", ", columns) + ")";
    }

    static void isNoColumn(String table, TablePart part) {
        Checks.that(
                !(part instanceof ColumnSpec),
                "table " + table,
                "a column is no key, check or index",
                "Use an operation for columns.");
    }
}
