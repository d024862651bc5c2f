package io.whisperschema.property;

import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.real;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovedRow;
import io.whisperschema.move.RowTransform;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.spi.RelationalStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is moved and how as a seed decides: any tables, and table {@code entries}, which has many rows with flaws among them. By
 * chance the tables come from migrations, host code sees each entry, and lanes work side by side.
 */
final class RandomMove {
    private static final Table ENTRIES = table(
            "entries",
            integer("id").primaryKey(),
            integer("before").references("entries", "id"),
            text("words"),
            integer("age"),
            bool("truth"),
            real("share"));

    private static final int LANES = 2;

    /** As PostgreSQL's own values are kept. */
    private static final String NAN = "{\"real\":\"NaN\"}";

    private final SchemaDefinition definition;
    private final List<Migration> migrations = new ArrayList<>();
    private final Chance rows;
    private final int size;
    private final long chunkRows;
    private final boolean inLanes;
    private final boolean transforms;

    private RandomMove(Chance chance, int size) {
        this.size = size;
        this.rows = new Chance(chance.number());
        this.chunkRows = chance.between(7, 20);
        this.inLanes = chance.oneIn(3);
        this.transforms = chance.oneIn(3);
        SchemaDefinition any = new RandomDefinitions(chance, Target.SQLITE).definition(size);
        this.definition = comparable(ENTRIES, any);
        if (chance.toss()) {
            RandomOperations.creating(definition)
                    .forEach(operation -> migrations.add(
                            Migration.of(1 + migrations.size(), "random").operations(operation)));
        }
    }

    /**
     * That table and those of a definition, as far as both databases read them alike: SQLite has long decimals as text, so that
     * conditions of them mean another thing there.
     */
    static SchemaDefinition comparable(Table first, SchemaDefinition any) {
        List<Table> tables =
                any.relational().tables().stream().map(RandomMove::comparable).toList();
        Set<String> gone = new HashSet<>(names(any.relational().tables()));
        gone.removeAll(names(tables));
        List<View> views = new ArrayList<>();
        for (View view : any.relational().views()) {
            if (gone.stream().anyMatch(name -> view.queries().toString().contains(Chance.mark(name)))) {
                gone.add(view.name());
            } else {
                views.add(view);
            }
        }
        return SchemaDefinition.named("random")
                .tables(Stream.concat(Stream.of(first), tables.stream()).toArray(Table[]::new))
                .views(views.toArray(View[]::new));
    }

    private static Table comparable(Table table) {
        Draft draft = Draft.of(table);
        draft.columns(column -> column.type() instanceof DecimalType).forEach(draft::forgetExpressionsOf);
        return draft.table();
    }

    private static Set<String> names(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream())
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    static RandomMove of(long seed, int size) {
        return new RandomMove(new Chance(seed), size);
    }

    /** Whether moments pass while its rows are looked at and written. */
    boolean transforms() {
        return transforms;
    }

    /** What its host makes of lines of rejects, so that all of them fit. */
    static String corrected(String lines) {
        return lines.replace("{\"text\":\"many\"}", "{\"integer\":7}").replace(NAN, "{\"real\":\"0.5\"}");
    }

    SchemaDefinition definition() {
        return definition;
    }

    WhisperSchema host(RelationalStore store) {
        WhisperSchema host = WhisperSchema.of(definition).relational(store);
        return migrations.isEmpty() ? host : host.migrations(Migrations.of(migrations));
    }

    /** How it is moved; the executor is used if it moves in lanes. */
    MoveOptions options(Path rejects, Executor executor, Moments moments) {
        MoveOptions options = MoveOptions.cautious()
                .chunksOf(chunkRows)
                .rejectingTo(rejects)
                .treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS));
        for (Flaw flaw : List.of(Flaw.TEXT_IN_NUMBER, Flaw.NOT_FINITE, Flaw.REFERS_TO_REJECTED)) {
            options = options.treating(flaw, Treatment.reject());
        }
        if (transforms) {
            options = options.transforming("entries", new Watching(moments));
        }
        return inLanes ? options.with(executor).lanes(LANES) : options;
    }

    /** Lets a moment pass in the midst of chunks. */
    private record Watching(Moments moments) implements RowTransform {
        private static final long SOME = 5;

        @Override
        public String name() {
            return "watching";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Outcome apply(MovedRow row) {
            if (((Number) row.get("id").orElseThrow()).longValue() % SOME == 0) {
                moments.pass();
            }
            return Outcome.KEEP;
        }
    }

    /** Makes the tables of a source and their rows. */
    void fill(Place source) throws SQLException {
        host(source.store()).bootstrap();
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            fillEntries(connection, source.target());
            referForward(connection);
            connection.commit();
            connection.setAutoCommit(true);
            new RandomRows(rows, source.target(), definition).fill(connection, 4 * size);
        }
    }

    private void fillEntries(Connection connection, Target target) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= 60 + 20 * size; id++) {
                insert.setInt(1, id);
                insert.setObject(2, rows.oneIn(3) && id > 10 ? id - 10 : null);
                insert.setString(3, rows.text(rows.between(200, 500)));
                insert.setObject(4, age(target));
                insert.setObject(5, truth(target));
                insert.setDouble(6, target.isPostgres() && rows.oneIn(20) ? Double.NaN : rows.fraction());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Rows that refer to later ones are rejected by what is seen behind them. */
    private static void referForward(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE entries SET before = id + 15 WHERE id % 4 = 0"
                    + " AND id + 15 <= (SELECT max(id) FROM entries)");
        }
    }

    private Object age(Target target) {
        if (!target.isPostgres() && rows.oneIn(20)) {
            return "many";
        }
        return rows.below(99);
    }

    private Object truth(Target target) {
        if (target.isPostgres()) {
            return rows.toss();
        }
        return rows.oneIn(10) ? "yes" : rows.below(2);
    }
}
