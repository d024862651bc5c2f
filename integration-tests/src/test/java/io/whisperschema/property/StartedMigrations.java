package io.whisperschema.property;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.sql;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.migration.Directives;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.Repeatable;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Migrations of all sorts as a seed decides. Each says that it ran in table {@code counted}, or fills the rows of table {@code
 * filled}; where a start creates them at head, only those for rows say so. Each but the first can be taken back, which table
 * {@code undone} says.
 */
final class StartedMigrations {
    private static final String BASELINE =
            "CREATE TABLE counted (number INTEGER NOT NULL); CREATE TABLE undone (number INTEGER NOT NULL);"
                    + " CREATE TABLE base (a INTEGER, b INTEGER);"
                    + " CREATE TABLE filled (id INTEGER NOT NULL PRIMARY KEY, number INTEGER NOT NULL, times INTEGER NOT NULL);"
                    + " INSERT INTO filled VALUES (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 0, 0);"
                    + " INSERT INTO counted VALUES (1)";

    /** Behind all others. */
    private static final int REPEATABLE = 1000;

    private final Chance chance;
    private final DialectName dialect;
    private final Verb verb;
    private final List<Migration> numbered = new ArrayList<>();
    private final List<Repeatable> repeatable = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Integer> counted = new ArrayList<>();
    private int fillings;
    private int filled;

    private StartedMigrations(Chance chance, DialectName dialect) {
        this.chance = chance;
        this.dialect = dialect;
        this.verb = chance.oneIn(4) ? Verb.CREATED : Verb.APPLIED;
    }

    static StartedMigrations of(long seed, int size, RelationalStore store) {
        var made = new StartedMigrations(new Chance(seed), store.dialect().name());
        if (made.verb == Verb.CREATED) {
            made.atHead(2 + size);
        } else {
            made.oneByOne(2 + size);
        }
        if (made.chance.toss()) {
            made.repeatable();
        }
        return made;
    }

    /** The host that has them. */
    WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(SchemaDefinition.named("host").tables(tables.toArray(Table[]::new)))
                .relational(store)
                .migrations(Migrations.of(numbered).repeating(repeatable.toArray(Repeatable[]::new)));
    }

    /** What the first start of an empty database does to them. */
    Verb verb() {
        return verb;
    }

    /** What table {@code counted} holds in the end. */
    List<String> counted() {
        return counted.stream().map(String::valueOf).toList();
    }

    /** The numbers of those that have one. */
    List<String> numbers() {
        return numbered.stream().map(one -> String.valueOf(one.id().number())).toList();
    }

    /** How many have no number. */
    int repeatables() {
        return repeatable.size();
    }

    /** The last one that stays when so many are taken back. */
    MigrationId lastWithout(int undone) {
        return numbered.get(numbered.size() - 1 - undone).id();
    }

    /** What table {@code undone} holds when so many are taken back. */
    List<String> undone(int undone) {
        return counted.stream()
                .filter(number ->
                        number != REPEATABLE && number > lastWithout(undone).number())
                .map(String::valueOf)
                .toList();
    }

    /** How often each row of table {@code filled} is filled, if there is such a table. */
    List<String> fillings() {
        return verb == Verb.CREATED ? List.of() : List.of(String.valueOf(fillings));
    }

    private void oneByOne(int last) {
        numbered.add(Migration.of(1, "0001_baseline.sql").sql(BASELINE));
        counted.add(1);
        IntStream.rangeClosed(2, last).mapToObj(this::any).forEach(numbered::add);
    }

    private Migration any(int number) {
        if (chance.oneIn(5)) {
            return filling(number);
        }
        counted.add(number);
        return switch (chance.below(3)) {
            case 0 -> scripted(number);
            case 1 -> typed(number);
            default -> alone(number);
        };
    }

    private static Migration scripted(int number) {
        return Migration.of(number, number + "_scripted.sql")
                .sql("CREATE TABLE t" + number + " (id INTEGER NOT NULL PRIMARY KEY); " + count(number)
                        + "; UPDATE base SET a = " + number)
                .undo("DROP TABLE t" + number + "; " + uncount(number));
    }

    private static Migration typed(int number) {
        return Migration.of(number, number + "_typed").operations(createTable(tableOf(number)), counting(number));
    }

    private static Table tableOf(int number) {
        return table("t" + number, integer("id").primaryKey());
    }

    private Migration alone(int number) {
        return Migration.of(number, number + "_alone.sql")
                .sql(alone(number, count(number)))
                .undo(alone(number, uncount(number)))
                .directed(Directives::withoutTransaction);
    }

    private String alone(int number, String work) {
        boolean postgres = dialect.equals(DialectName.POSTGRES);
        return postgres
                ? "CREATE INDEX CONCURRENTLY i" + number + " ON base (b); " + work + "; VACUUM base;"
                        + " DROP INDEX CONCURRENTLY i" + number
                : "PRAGMA foreign_keys = OFF; CREATE INDEX i" + number + " ON base (b); " + work
                        + "; VACUUM; DROP INDEX i" + number;
    }

    private Migration filling(int number) {
        int before = filled;
        filled = number;
        fillings++;
        return Migration.of(number, number + "_filling")
                .operations(backfill("filled", "number = " + number + ", times = times + 1", "number < " + number)
                        .inBatchesOf(2)
                        .undo("UPDATE filled SET number = " + before + ", times = times - 1"));
    }

    /** Tables, and rows that are put in when all tables are there. */
    private void atHead(int last) {
        Table rows = table("counted", integer("number").notNull());
        Table undone = table("undone", integer("number").notNull());
        tables.addAll(List.of(rows, undone));
        numbered.add(Migration.of(1, "0001_baseline").operations(createTable(rows), createTable(undone)));
        IntStream.rangeClosed(2, last)
                .mapToObj(number -> chance.toss() ? seed(number) : creating(number))
                .forEach(numbered::add);
    }

    private Migration seed(int number) {
        counted.add(number);
        return Migration.of(number, number + "_seed.sql")
                .sql(count(number))
                .undo(uncount(number))
                .directed(Directives::seeding);
    }

    private Migration creating(int number) {
        tables.add(tableOf(number));
        return Migration.of(number, number + "_table").operations(createTable(tableOf(number)));
    }

    private void repeatable() {
        counted.add(REPEATABLE);
        Repeatable again = Repeatable.of("again").sql(count(REPEATABLE));
        repeatable.add(chance.toss() ? again : again.directed(Directives::withoutTransaction));
    }

    private static Operation counting(int number) {
        return sql(count(number)).undo(uncount(number));
    }

    private static String count(int number) {
        return "INSERT INTO counted VALUES (" + number + ")";
    }

    private static String uncount(int number) {
        return "DELETE FROM counted WHERE number = " + number + "; INSERT INTO undone VALUES (" + number + ")";
    }
}
