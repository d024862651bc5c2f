package io.whisperschema.migration;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.internal.document.ColumnTypeJson;
import io.whisperschema.internal.document.ConstraintJson;
import io.whisperschema.internal.document.DialectTexts;
import io.whisperschema.internal.document.ExpressionJson;
import io.whisperschema.internal.document.GeneratedJson;
import io.whisperschema.internal.document.IndexJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * Operations as one text: a JSON array with an object for each. Frozen with {@link Checksum#OPERATIONS}: what it makes of
 * an operation that there is today, it makes for ever.
 */
final class OperationText implements Operation.Cases<Json>, Operation.Structural.Kinds<Json> {
    private final DialectName dialect;
    private final Function<Script, String> spelling;

    private OperationText(DialectName dialect, Function<Script, String> spelling) {
        this.dialect = dialect;
        this.spelling = spelling;
    }

    /** With SQL by what it means. */
    static String meaning(List<Operation> operations, DialectName dialect) {
        return text(
                operations,
                new OperationText(
                        dialect, script -> Checksum.of(script, dialect).meaning()));
    }

    /** With SQL as it is written. */
    static String written(List<Operation> operations, DialectName dialect) {
        return text(operations, new OperationText(dialect, Script::sql));
    }

    private static String text(List<Operation> operations, OperationText text) {
        return Json.items(operations, operation -> operation.match((Operation.Cases<Json>) text))
                .compact();
    }

    private static JsonObject of(String operation) {
        return Json.object().put("operation", operation);
    }

    @Override
    public Json structural(Operation.Structural operation) {
        return operation.match((Operation.Structural.Kinds<Json>) this);
    }

    @Override
    public Json createTable(Operation.CreateTable operation) {
        return of("create table").put("table", write(operation.table())).build();
    }

    @Override
    public Json dropTable(Operation.DropTable operation) {
        return of("drop table").put("table", write(operation.table())).build();
    }

    @Override
    public Json renameTable(Operation.RenameTable operation) {
        return of("rename table")
                .put("before", operation.before())
                .put("after", operation.after())
                .build();
    }

    @Override
    public Json addColumn(Operation.AddColumn operation) {
        return of("add column")
                .put("table", operation.table())
                .put("column", write(operation.column()))
                .put("keys", operation.keys(), OperationText::write)
                .build();
    }

    @Override
    public Json dropColumn(Operation.DropColumn operation) {
        return of("drop column")
                .put("table", operation.table())
                .put("column", write(operation.column()))
                .put("keys", operation.keys(), OperationText::write)
                .build();
    }

    @Override
    public Json alterColumn(Operation.AlterColumn operation) {
        return of("alter column")
                .put("table", operation.table())
                .put("before", write(operation.before()))
                .put("after", write(operation.after()))
                .build();
    }

    @Override
    public Json renameColumn(Operation.RenameColumn operation) {
        return of("rename column")
                .put("table", operation.table())
                .put("before", operation.before())
                .put("after", operation.after())
                .build();
    }

    @Override
    public Json add(Operation.Add operation) {
        return of("add")
                .put("table", operation.table())
                .put("part", write(operation.part()))
                .build();
    }

    @Override
    public Json drop(Operation.Drop operation) {
        return of("drop")
                .put("table", operation.table())
                .put("part", write(operation.part()))
                .build();
    }

    @Override
    public Json createView(Operation.CreateView operation) {
        return of("create view").put("view", write(operation.view())).build();
    }

    @Override
    public Json dropView(Operation.DropView operation) {
        return of("drop view").put("view", write(operation.view())).build();
    }

    @Override
    public Json dropNamed(Operation.DropNamed operation) {
        return of("drop by name")
                .put("kind", operation.kind())
                .put("table", operation.table())
                .put("name", operation.name())
                .build();
    }

    @Override
    public Json ensure(Operation.Ensure operation) {
        return of("ensure").put("addition", structural(operation.addition())).build();
    }

    @Override
    public Json keep(Operation.Keep operation) {
        return of("keep")
                .put("component", operation.component().name())
                .put("tables", operation.component().keptTables(), OperationText::write)
                .put("views", operation.component().keptViews(), OperationText::write)
                .build();
    }

    @Override
    public Json statements(Operation.Statements operation) {
        return of("sql")
                .putText("statements", operation.there().in(dialect).map(spelling))
                .build();
    }

    /** How many rows it takes at once, and how it tells them apart, is not what it does. */
    @Override
    public Json backfill(Backfill operation) {
        return of("backfill")
                .put("table", operation.table())
                .putText("assignments", operation.assignments().in(dialect).map(spelling))
                .putText("condition", operation.condition().in(dialect).map(spelling))
                .build();
    }

    @Override
    public Json code(CodeOperation operation) {
        return of("code")
                .put("name", operation.step().name())
                .put("version", operation.step().version())
                .build();
    }

    @Override
    public Json vectors(VectorOperation operation) {
        return VectorOperationText.of(operation);
    }

    @Override
    public Json entries(CacheRewrite operation) {
        return CacheRewriteText.of(operation);
    }

    @Override
    public Json note(Operation.Note operation) {
        return of("note").put("reason", operation.reason()).build();
    }

    private static Json write(Table table) {
        return Json.object()
                .put("name", table.name())
                .putText("comment", table.comment())
                .put("columns", Json.items(table.columns(), OperationText::write))
                .put("primaryKey", table.primaryKey(), ConstraintJson::write)
                .put("foreignKeys", table.foreignKeys(), ConstraintJson::write)
                .put("uniques", table.uniques(), ConstraintJson::write)
                .put("checks", table.checks(), ConstraintJson::write)
                .put("indexes", table.indexes(), IndexJson::write)
                .build();
    }

    private static Json write(Column column) {
        JsonObject object = Json.object()
                .put("name", column.name())
                .put("type", ColumnTypeJson.write(column.type()))
                .put("nullable", column.nullable())
                .put("default", column.defaultValue(), ExpressionJson::write);
        if (column.identity() != Identity.NONE) {
            object.put("identity", column.identity());
        }
        object.put("generated", column.generated(), GeneratedJson::write);
        return DialectTexts.put(object, "collations", column.collations())
                .putText("comment", column.comment())
                .build();
    }

    private static Json write(TablePart part) {
        JsonObject object = Json.object();
        if (part instanceof PrimaryKey key) {
            object.put("primaryKey", ConstraintJson.write(key));
        } else if (part instanceof ForeignKey key) {
            object.put("foreignKey", ConstraintJson.write(key));
        } else if (part instanceof Unique unique) {
            object.put("unique", ConstraintJson.write(unique));
        } else if (part instanceof Check check) {
            object.put("check", ConstraintJson.write(check));
        } else if (part instanceof Index index) {
            object.put("index", IndexJson.write(index));
        }
        return object.build();
    }

    private static Json write(View view) {
        return DialectTexts.put(Json.object().put("name", view.name()), "queries", view.queries())
                .build();
    }
}
