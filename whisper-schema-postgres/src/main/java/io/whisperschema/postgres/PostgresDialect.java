package io.whisperschema.postgres;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.Script;
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
import io.whisperschema.sql.history.HistoryDialect;
import io.whisperschema.sql.postgres.PostgresReader;
import io.whisperschema.sql.translation.PortableSchema;
import io.whisperschema.sql.translation.SqliteToPostgres;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** How PostgreSQL spells what definitions say, in one schema. Needs no connection; immutable. */
public final class PostgresDialect implements SqlDialect {
    private static final RelationalCatalog EMPTY =
            new RelationalCatalog(DialectName.POSTGRES, List.of(), List.of(), List.of(), Facts.none("PostgreSQL"));

    private static final BackfillSql BACKFILL = new BackfillSql("ctid", "= ANY (ARRAY(%s))");

    private final String schema;

    private PostgresDialect(String schema) {
        this.schema = schema;
    }

    /** The dialect in schema {@code public}. */
    public static PostgresDialect dialect() {
        return inSchema("public");
    }

    /** The dialect in that schema. */
    public static PostgresDialect inSchema(String schema) {
        return new PostgresDialect(schema);
    }

    /** The schema that qualifies every name. */
    public String schema() {
        return schema;
    }

    @Override
    public DialectName name() {
        return DialectName.POSTGRES;
    }

    @Override
    public Optional<String> qualifier() {
        return Optional.of(schema);
    }

    /**
     * What a script, such as pg_dump writes, makes of this schema if that is empty at first: the catalog that inspecting
     * it would give, and every statement that the catalog says nothing of. Unqualified names are of this schema until the
     * script sets a search path.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string, name, comment or block of rows has no end, with its
     *     line
     */
    @Override
    public ScriptReading read(String script) {
        return PostgresReader.read(schema, requireNonNull(script));
    }

    @Override
    public ScriptReader reader() {
        return PostgresReader.reader(schema, List.of());
    }

    @Override
    public ScriptReader readerBeside(List<ForeignObject> there) {
        return PostgresReader.reader(schema, there);
    }

    /**
     * What a schema of SQLite is in this schema: the script's statements as PostgreSQL's, and what was decided or could not
     * go over, each with its line where that is known.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string or name in the script has no end, with its line
     */
    @Override
    public Translation translate(String sqliteScript) {
        PortableSchema portable = SqliteToPostgres.of(requireNonNull(sqliteScript));
        SchemaDefinition definition = portable.definition();
        return new Translation(definition, spell(definition), ddl(definition), portable.findings());
    }

    @Override
    public RelationalCatalog spell(SchemaDefinition definition) {
        return PostgresSpelling.of(definition);
    }

    @Override
    public List<Step> plan(String store, Diff diff) {
        return plan(store, diff, PlanOptions.cautious());
    }

    @Override
    public List<Step> plan(String store, Diff diff, PlanOptions options) {
        return LostRules.marked(new PostgresPlanner(store, schema, diff, options).plan(), diff);
    }

    @Override
    public List<ScriptPart> statements(Script script) {
        return MigrationScript.statements(script, name());
    }

    HistoryDialect history() {
        return new HistoryDialect(
                Identifiers.quoted(schema) + ".",
                "TIMESTAMP WITH TIME ZONE",
                "SELECT relname FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p') AND relnamespace = (SELECT oid FROM"
                        + " pg_catalog.pg_namespace WHERE nspname = '" + schema.replace("'", "''")
                        + "') AND relname IN");
    }

    @Override
    public BackfillStatements backfill(Backfill backfill) {
        return BACKFILL.of(backfill, new PostgresWords(schema).qualified(backfill.table()), name());
    }

    @Override
    public Ddl ddl(SchemaDefinition definition) {
        RelationalCatalog catalog = spell(definition);
        var changes = new ArrayList<Change>();
        catalog.tables().forEach(table -> changes.add(new RelationalChange.CreateTable(table)));
        catalog.views().forEach(view -> changes.add(new RelationalChange.CreateView(view)));
        var tables = new LinkedHashMap<String, List<String>>();
        var rest = new ArrayList<String>();
        for (Step step : plan("postgres", new Diff(EMPTY, catalog, changes, List.of()))) {
            String table = tableOf((RelationalChange) step.change());
            (table.isEmpty() ? rest : tables.computeIfAbsent(table, name -> new ArrayList<>()))
                    .add(step.statement().orElseThrow());
        }
        return new Ddl(tables, rest);
    }

    private static String tableOf(RelationalChange change) {
        if (change instanceof RelationalChange.CreateTable create) {
            return create.table().name();
        }
        if (change instanceof RelationalChange.CreateIndex create) {
            return create.table();
        }
        if (change instanceof RelationalChange.ChangeTableComment comment) {
            return comment.table();
        }
        return change instanceof RelationalChange.AlterColumn comment ? comment.table() : "";
    }
}
