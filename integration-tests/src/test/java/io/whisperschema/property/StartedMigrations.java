package io.whisperschema.property;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.migration.Directives;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Migrations of all sorts as a seed decides; each says in table {@code counted} that it ran. */
final class StartedMigrations {
    private static final String BASELINE =
            "CREATE TABLE counted (number INTEGER NOT NULL); CREATE TABLE base (a INTEGER, b INTEGER);"
                    + " INSERT INTO counted VALUES (1)";

    private final Chance chance;
    private final DialectName dialect;

    private StartedMigrations(long seed, DialectName dialect) {
        this.chance = new Chance(seed);
        this.dialect = dialect;
    }

    static Migrations of(long seed, int size, RelationalStore store) {
        var made = new StartedMigrations(seed, store.dialect().name());
        var all = new ArrayList<Migration>();
        all.add(Migration.of(1, "0001_baseline.sql").sql(BASELINE));
        IntStream.rangeClosed(2, 2 + size).mapToObj(made::any).forEach(all::add);
        return Migrations.of(all);
    }

    /** What table {@code counted} holds in the end. */
    static List<String> counted(int size) {
        return IntStream.rangeClosed(1, 2 + size).mapToObj(String::valueOf).toList();
    }

    private Migration any(int number) {
        return switch (chance.below(3)) {
            case 0 -> scripted(number);
            case 1 -> typed(number);
            default -> alone(number);
        };
    }

    private static Migration scripted(int number) {
        return Migration.of(number, number + "_scripted.sql")
                .sql("CREATE TABLE t" + number + " (id INTEGER NOT NULL PRIMARY KEY); " + count(number)
                        + "; UPDATE base SET a = " + number);
    }

    private static Migration typed(int number) {
        return Migration.of(number, number + "_typed")
                .operations(createTable(table("t" + number, integer("id").primaryKey())), sql(count(number)));
    }

    private Migration alone(int number) {
        boolean postgres = dialect.equals(DialectName.POSTGRES);
        String statements = postgres
                ? "CREATE INDEX CONCURRENTLY i" + number + " ON base (b); " + count(number) + "; VACUUM base;"
                        + " DROP INDEX CONCURRENTLY i" + number
                : "PRAGMA foreign_keys = OFF; CREATE INDEX i" + number + " ON base (b); " + count(number)
                        + "; VACUUM; DROP INDEX i" + number;
        return Migration.of(number, number + "_alone.sql").sql(statements).directed(Directives::withoutTransaction);
    }

    private static String count(int number) {
        return "INSERT INTO counted VALUES (" + number + ")";
    }
}
