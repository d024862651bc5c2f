package io.whisperschema.spi;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.Script;
import io.whisperschema.move.Digits;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import java.util.List;
import java.util.Optional;

/** How a relational database spells what definitions say. Needs no connection; immutable. */
public interface SqlDialect {
    /** Its name. */
    DialectName name();

    /** The database schema that its statements put before the name of each table, where there is one. */
    default Optional<String> qualifier() {
        return Optional.empty();
    }

    /** What a column of that table makes of text that reads as a number. */
    default Digits digits(CatalogTable table, CatalogColumn column) {
        return Digits.KEPT;
    }

    /** What a database of this dialect would hold if it held this definition exactly. */
    RelationalCatalog spell(SchemaDefinition definition);

    /**
     * The steps that make this difference on a store of that name, in order, numbered from 1.
     *
     * @throws io.whisperschema.error.UnsupportedChange if the database cannot make one of the changes
     */
    List<Step> plan(String store, Diff diff);

    /**
     * The steps that make this difference, as the options say where the dialect has a choice.
     *
     * @throws io.whisperschema.error.UnsupportedChange if the database cannot make one of the changes
     */
    default List<Step> plan(String store, Diff diff, PlanOptions options) {
        return plan(store, diff);
    }

    /**
     * The statements of a script.
     *
     * @throws io.whisperschema.error.InvalidMigration if it cannot be cut into statements, or holds what only a program
     *     such as psql understands; lines count from the place's
     */
    List<ScriptPart> statements(Script script);

    /**
     * The statements of a backfill.
     *
     * @throws UnsupportedChange if it has no words for this dialect
     */
    default BackfillStatements backfill(Backfill backfill) {
        throw new UnsupportedChange(
                name().value(), backfill.words(), "it cannot do that", "Write the migration as code.");
    }

    /** What a script of this dialect makes of an empty database, with every statement that it does not understand. */
    ScriptReading read(String script);

    /** A reader of scripts of this dialect that come one behind the other, which reads each once where the dialect can. */
    default ScriptReader reader() {
        var all = new StringBuilder();
        return script -> read(all.append(script).append("\n;\n").toString());
    }

    /**
     * The same in a database that has these things already, of which no definition speaks; what they belong to comes first in
     * the scripts.
     */
    default ScriptReader readerBeside(List<ForeignObject> there) {
        ScriptReader reader = reader();
        return script -> reader.read(script).beside(there);
    }

    /** What a script of the other of SQLite and PostgreSQL is in this one, and what could not go over. */
    default Translation translate(String foreignScript) {
        throw new UnsupportedChange(
                name().value(), "translate a script", "it knows no other dialect", "Write one for " + name() + ".");
    }

    /** The statements that create this definition in an empty database, table by table. */
    Ddl ddl(SchemaDefinition definition);
}
