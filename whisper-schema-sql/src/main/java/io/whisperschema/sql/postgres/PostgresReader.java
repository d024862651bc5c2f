package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.spi.ScriptReader;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresKey;
import io.whisperschema.sql.PostgresName;
import io.whisperschema.sql.PostgresScript;
import io.whisperschema.sql.PostgresStatement;
import io.whisperschema.sql.PostgresStatement.Reach;
import io.whisperschema.sql.PostgresStatement.Unread;
import io.whisperschema.sql.PostgresStatementParser;
import io.whisperschema.sql.ScriptRefusal;
import io.whisperschema.sql.ScriptStatement;
import io.whisperschema.sql.ScriptsInTurn;
import java.util.ArrayList;
import java.util.List;

/** Folds the statements of a script, in order, into what they make of one empty schema. */
public final class PostgresReader implements PostgresStatement.Cases<List<Unread>> {
    private static final List<Unread> ALL_READ = List.of();

    private final ScriptSchema schema;
    private final ScriptObjects objects;
    private final List<ScriptReading.Unread> rest = new ArrayList<>();

    private PostgresReader(String schema) {
        this.schema = new ScriptSchema(schema);
        this.objects = new ScriptObjects(this.schema);
    }

    public static ScriptReading read(String schema, String script) {
        return reader(schema, List.of()).read(script);
    }

    /** A reader of scripts that come one behind the other, in a schema that has these things. */
    public static ScriptReader reader(String schema, List<ForeignObject> there) {
        var reader = new PostgresReader(schema);
        there.forEach(reader.objects::hold);
        return new ScriptsInTurn(PostgresReader::split, reader::read, reader::result);
    }

    private ScriptReading result() {
        return new ScriptReading(schema.catalog(), rest);
    }

    private static List<ScriptStatement> split(String script) {
        try {
            return PostgresScript.split(script);
        } catch (SqlSyntaxException e) {
            throw new UnreadableDocument("line " + e.line(), e.problem() + "; nothing was read", e);
        }
    }

    private void read(ScriptStatement statement) {
        try {
            PostgresStatementParser.parse(statement)
                    .match(this)
                    .forEach(one -> rest(one.reason(), statement, one.why()));
        } catch (ScriptRefusal e) {
            rest(e.reason(), statement, e.why());
        } catch (SqlSyntaxException e) {
            int line = statement.line() + e.line() - 1;
            rest(Reason.NOT_UNDERSTOOD, statement, "line " + line + ": " + e.problem());
        }
    }

    private void rest(Reason reason, ScriptStatement statement, String why) {
        rest.add(new ScriptReading.Unread(reason, statement.line(), statement.text(), why));
    }

    @Override
    public List<Unread> searchPath(PostgresStatement.SearchPath statement) {
        schema.search(statement.schemas());
        return List.of(new Unread(Reason.NO_STRUCTURE, "it says where names are looked up, as is done from here on"));
    }

    @Override
    public List<Unread> createTable(PostgresStatement.CreateTable statement) {
        String name = schema.made(statement.name());
        isNew(statement.presence(), name);
        var table = new ScriptTable(name);
        table.persistence = statement.persistence();
        table.partitionedBy = statement.partitioning();
        var columns = new ScriptColumns(schema);
        schema.names.relation(name);
        schema.tables.put(name, table);
        try {
            statement.parents().forEach(parent -> columns.inherit(table, schema.table(parent)));
            table.parents = statement.bounds().isPresent()
                    ? List.of()
                    : statement.parents().stream().map(schema::found).toList();
            table.partitionOf = statement
                    .bounds()
                    .map(bounds -> new TableForm.PartitionOf(
                            schema.found(statement.parents().get(0)), bounds));
            statement.columns().forEach(column -> columns.add(table, column));
            ScriptConstraints.add(schema, table, statement.constraints());
        } catch (ScriptRefusal refused) {
            objects.dropTable(name);
            throw refused;
        }
        return ALL_READ;
    }

    private void isNew(Presence presence, String name) {
        if (schema.names.isRelation(name)) {
            throw presence == Presence.LENIENT
                    ? ScriptRefusal.idle(name + " is there already")
                    : ScriptRefusal.misfit(name + " is there already, so the server refuses it");
        }
    }

    @Override
    public List<Unread> alterTable(PostgresStatement.AlterTable statement) {
        String name = schema.found(statement.name());
        if (!schema.tables.containsKey(name) && schema.names.isRelation(name)) {
            throw ScriptRefusal.misfit(name + " is no table, and what this changes of it is not known");
        }
        if (!schema.tables.containsKey(name) && statement.presence() == Presence.LENIENT) {
            throw ScriptRefusal.idle("there is no table " + name);
        }
        var alterations = new ScriptAlterations(schema, schema.table(name), statement.reach());
        var unread = new ArrayList<Unread>();
        statement.actions().forEach(action -> action.match(alterations).ifPresent(unread::add));
        return unread;
    }

    @Override
    public List<Unread> createIndex(PostgresStatement.CreateIndex statement) {
        String name = schema.found(statement.table());
        if (!schema.tables.containsKey(name) && schema.names.isRelation(name)) {
            statement.name().ifPresent(schema.names::relation);
            return List.of(new Unread(Reason.NO_PLACE, "a catalog has no place for indexes but on tables"));
        }
        ScriptTable table = schema.table(name);
        String index = statement.name().orElseGet(() -> nameOf(statement, table));
        isNew(statement.presence(), index);
        int awaited = statement.reach() == Reach.ONLY
                ? schema.partitionsOf(table.name).size()
                : 0;
        table.indexes.put(index, new ScriptIndex(index, statement, schema.name, awaited));
        schema.names.relation(index);
        return statement.keys().stream()
                .flatMap(key -> key.operatorParameters().stream())
                .map(parameters ->
                        new Unread(Reason.NO_PLACE, "a catalog has no place for the parameters of an operator class"))
                .limit(1)
                .toList();
    }

    private String nameOf(PostgresStatement.CreateIndex statement, ScriptTable table) {
        var columns = new ArrayList<>(
                statement.keys().stream().map(PostgresKey::nameInIndex).toList());
        columns.addAll(statement.included());
        return schema.names.newRelation(table.name, columns, "idx");
    }

    @Override
    public List<Unread> attachIndex(PostgresStatement.AttachIndex statement) {
        String part = schema.found(statement.part());
        schema.tableOfIndex(part).ifPresent(table -> table.indexes.remove(part));
        schema.tables.values().forEach(table -> table.dropConstraint(part));
        String whole = schema.found(statement.index());
        schema.tableOfIndex(whole)
                .ifPresent(table -> table.indexes.computeIfPresent(whole, (same, index) -> index.attached()));
        return ALL_READ;
    }

    @Override
    public List<Unread> createSequence(PostgresStatement.CreateSequence statement) {
        String name = schema.made(statement.name());
        isNew(statement.presence(), name);
        schema.names.relation(name);
        schema.sequences.add(name, statement.counting(), statement.owner().map(this::owner));
        return ALL_READ;
    }

    private ScriptSequences.Owner owner(PostgresStatement.ColumnName column) {
        ScriptTable table = schema.table(column.table());
        table.column(column.column());
        return new ScriptSequences.Owner(table.name, column.column());
    }

    @Override
    public List<Unread> ownSequence(PostgresStatement.OwnSequence statement) {
        String name = schema.found(statement.sequence());
        if (!schema.sequences.contains(name)) {
            throw ScriptRefusal.misfit("there is no sequence " + name + " by then");
        }
        schema.sequences.own(name, statement.owner().map(this::owner));
        return ALL_READ;
    }

    @Override
    public List<Unread> createView(PostgresStatement.CreateView statement) {
        String name = schema.made(statement.name());
        schema.names.relation(name);
        schema.views.put(name, PostgresViews.query(statement.query(), schema.name));
        return statement.beyond().stream()
                .map(what -> new Unread(Reason.NO_PLACE, "a catalog has no place for " + what + " of a view"))
                .toList();
    }

    @Override
    public List<Unread> createObject(PostgresStatement.CreateObject statement) {
        objects.create(statement);
        return ALL_READ;
    }

    @Override
    public List<Unread> extendEnum(PostgresStatement.ExtendEnum statement) {
        objects.extend(statement);
        return ALL_READ;
    }

    @Override
    public List<Unread> comment(PostgresStatement.Comment statement) {
        String name = schema.found(statement.name());
        if (!schema.tables.containsKey(name) && isOther(name)) {
            return List.of(
                    new Unread(Reason.NO_PLACE, "a catalog has no place for comments but on tables and their columns"));
        }
        ScriptTable table = schema.table(name);
        if (statement.column().isPresent()) {
            table.column(statement.column().get()).comment = statement.text();
        } else {
            table.comment = statement.text();
        }
        return ALL_READ;
    }

    private boolean isOther(String name) {
        return schema.names.isRelation(name)
                || schema.objects.stream().map(ForeignObject::name).anyMatch(name::equals);
    }

    @Override
    public List<Unread> drop(PostgresStatement.Drop statement) {
        for (PostgresName name : statement.names()) {
            objects.drop(statement, name);
        }
        return ALL_READ;
    }

    @Override
    public List<Unread> rename(PostgresStatement.Rename statement) {
        objects.rename(statement);
        return ALL_READ;
    }

    @Override
    public List<Unread> unread(Unread statement) {
        return List.of(statement);
    }
}
