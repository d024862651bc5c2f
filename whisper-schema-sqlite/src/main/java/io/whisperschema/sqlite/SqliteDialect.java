package io.whisperschema.sqlite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Diff;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.Script;
import io.whisperschema.move.Digits;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.BackfillStatements;
import io.whisperschema.spi.Ddl;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.ScriptReader;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.spi.Translation;
import io.whisperschema.sql.BackfillSql;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.LostRules;
import io.whisperschema.sql.MigrationScript;
import io.whisperschema.sql.TableSql;
import io.whisperschema.sql.history.HistoryDialect;
import io.whisperschema.sql.sqlite.SqliteScript;
import io.whisperschema.sql.translation.PortableSchema;
import io.whisperschema.sql.translation.PostgresToSqlite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** How SQLite spells what definitions say. Needs no connection; immutable. */
public final class SqliteDialect implements SqlDialect {
    static final HistoryDialect HISTORY =
            new HistoryDialect("main.", "TEXT", "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name IN");

    private static final BackfillSql BACKFILL = new BackfillSql("rowid", "IN (%s)");

    private static final SqliteDialect DIALECT = new SqliteDialect();

    private final TableSql sql = new TableSql(SqliteWords.WORDS);

    private SqliteDialect() {}

    /** The dialect. */
    public static SqliteDialect dialect() {
        return DIALECT;
    }

    @Override
    public DialectName name() {
        return DialectName.SQLITE;
    }

    /**
     * What a script, such as the program {@code sqlite3} dumps, makes of an empty database: the catalog that inspecting
     * it would give, and every statement that the catalog says nothing of.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string or name has no end, with its line
     */
    @Override
    public ScriptReading read(String script) {
        return SqliteScript.read(requireNonNull(script)).reading();
    }

    @Override
    public ScriptReader reader() {
        return SqliteScript.reader(List.of());
    }

    @Override
    public ScriptReader readerBeside(List<ForeignObject> there) {
        return SqliteScript.reader(there);
    }

    /**
     * What a schema of PostgreSQL is on SQLite: the script's statements about schema {@code public} as SQLite's, and what was
     * decided or has no counterpart, each with its line where that is known.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string, name, comment or block of rows in the script has no
     *     end, with its line
     */
    @Override
    public Translation translate(String postgresScript) {
        PortableSchema portable = PostgresToSqlite.of(requireNonNull(postgresScript));
        SchemaDefinition definition = portable.definition();
        return new Translation(definition, spell(definition), ddl(definition), portable.findings());
    }

    @Override
    public Digits digits(CatalogTable table, CatalogColumn column) {
        return SqliteAffinity.of(table, column).makesNumbers() ? Digits.MADE_NUMBERS : Digits.KEPT;
    }

    @Override
    public RelationalCatalog spell(SchemaDefinition definition) {
        return SqliteSpelling.of(definition);
    }

    @Override
    public List<Step> plan(String store, Diff diff) {
        return plan(store, diff, PlanOptions.cautious());
    }

    @Override
    public List<Step> plan(String store, Diff diff, PlanOptions options) {
        return LostRules.marked(SqlitePlanner.plan(store, diff, options), diff);
    }

    @Override
    public List<ScriptPart> statements(Script script) {
        return MigrationScript.statements(script, name());
    }

    @Override
    public BackfillStatements backfill(Backfill backfill) {
        return BACKFILL.of(backfill, Identifiers.quoted(backfill.table()), name());
    }

    @Override
    public Ddl ddl(SchemaDefinition definition) {
        RelationalCatalog catalog = spell(definition);
        var tables = new LinkedHashMap<String, List<String>>();
        catalog.tables().forEach(table -> tables.put(table.name(), statements(table)));
        return new Ddl(
                tables, catalog.views().stream().map(SqliteDialect::create).toList());
    }

    /** A view that names its columns is known by its whole statement. */
    static String create(CatalogView view) {
        if (Tokens.of(view.query(), DialectName.SQLITE).atWords("create")) {
            return view.query();
        }
        return "CREATE VIEW " + Identifiers.quoted(view.name()) + " AS " + view.query();
    }

    private List<String> statements(CatalogTable table) {
        var statements = new ArrayList<String>();
        statements.add(sql.create(table, table.foreignKeys()));
        table.indexes().forEach(index -> statements.add(sql.createIndex(table.name(), index)));
        return statements;
    }
}
