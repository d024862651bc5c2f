package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresArgument;
import io.whisperschema.sql.PostgresName;
import io.whisperschema.sql.PostgresStatement;
import io.whisperschema.sql.PostgresStatement.Drop.Standing;
import io.whisperschema.sql.ScriptRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes, renames and drops whole things while a script is read. */
final class ScriptObjects {
    private static final Set<String> TYPES = Set.of("enum", "range type", "composite type");
    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");
    /** What shares its names with tables. */
    private static final Set<String> RELATIONS =
            Set.of("materialized view", "foreign table", "composite type", "sequence");

    private final ScriptSchema schema;

    ScriptObjects(ScriptSchema schema) {
        this.schema = schema;
    }

    /** That is there before anything is read. */
    void hold(ForeignObject object) {
        if (RELATIONS.contains(object.type())) {
            schema.names.relation(object.name());
        }
        schema.objects.add(object);
    }

    void create(PostgresStatement.CreateObject statement) {
        Optional<String> table = statement.table().map(schema::found);
        boolean ofTable = statement.name().schema().isEmpty() && table.isPresent();
        String name = ofTable ? statement.name().name() : schema.made(statement.name());
        if (RELATIONS.contains(statement.type())) {
            schema.names.relation(name);
        }
        String whole = statement
                .arguments()
                .map(arguments -> name + arguments(arguments))
                .orElse(name);
        schema.add(new ForeignObject(statement.type(), whole, table, statement.definition()));
    }

    /** The arguments by which the server tells functions of one name apart. */
    private String arguments(List<PostgresArgument> arguments) {
        return arguments.stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(PostgresArgument argument) {
        String mode = argument.mode().isEmpty() ? "" : argument.mode() + " ";
        String name = argument.name()
                .map(Identifiers::quotedForPostgres)
                .map(text -> text + " ")
                .orElse("");
        return mode + name + argument.type().unlimited().text(schema.schemaOfTypes());
    }

    void extend(PostgresStatement.ExtendEnum statement) {
        String name = schema.found(statement.name());
        ForeignObject found = schema.find("enum", name, Optional.empty())
                .orElseThrow(() -> ScriptRefusal.misfit("there is no enum " + name + " by then"));
        List<String> labels = labels(found.definition().orElse(""));
        if (labels.contains(statement.value())) {
            throw ScriptRefusal.idle("the value is there already");
        }
        labels.add(place(statement, labels), statement.value());
        String definition = labels.stream().map(ScriptObjects::quoted).collect(Collectors.joining(", "));
        schema.objects.set(
                schema.objects.indexOf(found),
                new ForeignObject("enum", name, Optional.empty(), Optional.of(definition)));
    }

    private static int place(PostgresStatement.ExtendEnum statement, List<String> labels) {
        if (statement.neighbour().isEmpty()) {
            return labels.size();
        }
        int at = labels.indexOf(statement.neighbour().get());
        if (at < 0) {
            throw ScriptRefusal.misfit(
                    "the enum has no value " + statement.neighbour().get());
        }
        return statement.place() == PostgresStatement.ExtendEnum.Place.BEFORE ? at : at + 1;
    }

    private static List<String> labels(String definition) {
        var labels = new ArrayList<String>();
        var tokens = Tokens.of(definition, DialectName.POSTGRES);
        while (!tokens.atEnd()) {
            labels.add(tokens.next().value());
            tokens.acceptSign(",");
        }
        return labels;
    }

    private static String quoted(String label) {
        return ExpressionWriter.write(Expression.literal(label), ExpressionWriter.Style.POSTGRES);
    }

    void drop(PostgresStatement.Drop statement, PostgresName wanted) {
        boolean ofTable = statement.table().isPresent();
        String name = ofTable ? wanted.name() : schema.found(wanted);
        boolean dropped = switch (statement.type()) {
            case "table" -> dropTable(name) || dropObject("foreign table", name, Optional.empty());
            case "view" -> schema.views.remove(name) != null;
            case "index" -> dropIndex(name);
            case "sequence" -> dropSequence(name) || dropObject("sequence", name, Optional.empty());
            default -> dropObject(statement.type(), name, statement.table().map(schema::found));
        };
        if (!dropped) {
            String why = "there is no " + statement.type() + " " + name + " by then";
            throw statement.presence() == Presence.LENIENT ? ScriptRefusal.idle(why) : ScriptRefusal.misfit(why);
        }
        if (!ofTable) {
            schema.names.free(name);
        }
        if (statement.standing() == Standing.GONE) {
            dropWhatStandsOn(statement.type(), name);
        }
    }

    private void dropWhatStandsOn(String type, String name) {
        if (type.equals("function")) {
            schema.objects.removeIf(object -> object.type().equals("trigger") && calls(object, name));
        } else if (type.equals("table") || type.equals("view")) {
            List<String> standing = schema.views.entrySet().stream()
                    .filter(view -> PostgresViews.reads(view.getValue(), name))
                    .map(Map.Entry::getKey)
                    .toList();
            standing.forEach(this::dropView);
        }
    }

    private static boolean calls(ForeignObject trigger, String function) {
        return PostgresViews.calls(trigger.definition().orElse(""), function);
    }

    /** With what belongs to it and what stands on it. */
    private void dropView(String name) {
        if (schema.views.remove(name) != null) {
            schema.names.free(name);
            schema.objects.removeIf(object -> object.table().equals(Optional.of(name)));
            dropWhatStandsOn("view", name);
        }
    }

    /** With a table go its partitions, its indexes and keys, and the foreign keys to it. */
    boolean dropTable(String name) {
        ScriptTable gone = schema.tables.remove(name);
        if (gone == null) {
            return false;
        }
        schema.partitionsOf(name).forEach(partition -> dropTable(partition.name));
        gone.names().forEach(schema.names::free);
        schema.names.free(name);
        schema.sequences.dropOwned(name, Optional.empty());
        schema.objects.removeIf(object -> object.table().equals(Optional.of(name)));
        schema.tables
                .values()
                .forEach(other ->
                        other.foreignKeys.values().removeIf(key -> key.table().equals(name)));
        return true;
    }

    private boolean dropIndex(String name) {
        Optional<ScriptTable> table = schema.tableOfIndex(name);
        table.ifPresent(one -> one.indexes.remove(name));
        return table.isPresent() || schema.names.isRelation(name);
    }

    private boolean dropSequence(String name) {
        boolean there = schema.sequences.contains(name);
        schema.sequences.remove(name);
        return there;
    }

    /** A function that is named without its arguments, or with them, is told by its name: we keep no overloads apart here. */
    private boolean dropObject(String type, String name, Optional<String> table) {
        if (ROUTINES.contains(type)) {
            return dropRoutine(type, name);
        }
        return schema.objects.removeIf(object -> isOf(type, object)
                && object.name().equals(name)
                && (table.isEmpty() || object.table().equals(table)));
    }

    private static boolean isOf(String type, ForeignObject object) {
        return object.type().equals(type) || (type.equals("type") && TYPES.contains(object.type()));
    }

    private boolean dropRoutine(String type, String name) {
        List<ForeignObject> found = schema.objects.stream()
                .filter(object -> object.type().equals(type) && object.name().startsWith(name + "("))
                .toList();
        if (found.size() > 1) {
            throw ScriptRefusal.misfit("there are several of that name, and which of them it drops is not known");
        }
        return schema.objects.removeAll(found);
    }

    void rename(PostgresStatement.Rename statement) {
        String before = schema.found(statement.before());
        boolean renamed = switch (statement.type()) {
            case "index" -> renameIndex(before, statement.after());
            case "sequence" -> renameSequence(before, statement.after());
            case "view" -> renameView(before, statement.after());
            default -> renameObject(statement.type(), before, statement.after());
        };
        if (!renamed) {
            throw ScriptRefusal.misfit("there is no " + statement.type() + " " + before + " by then");
        }
        schema.names.free(before);
        schema.names.relation(statement.after());
    }

    private boolean renameIndex(String before, String after) {
        Optional<ScriptTable> table = schema.tableOfIndex(before);
        table.ifPresent(one -> {
            ScriptIndex index = Objects.requireNonNull(one.indexes.remove(before));
            one.indexes.put(after, index.named(after));
        });
        if (table.isPresent()) {
            return true;
        }
        Optional<ScriptTable> owner = schema.tables.values().stream()
                .filter(one -> one.hasConstraint(before))
                .findFirst();
        owner.ifPresent(one -> one.renameConstraint(before, after));
        return owner.isPresent();
    }

    private boolean renameSequence(String before, String after) {
        boolean there = schema.sequences.contains(before);
        if (there) {
            schema.sequences.rename(before, after);
            schema.tables.values().forEach(table -> table.renameSequence(before, after));
        }
        return there;
    }

    private boolean renameView(String before, String after) {
        ScriptTable.renameEntry(schema.views, before, after);
        return schema.views.containsKey(after);
    }

    private boolean renameObject(String type, String before, String after) {
        if (type.equals("type") || type.equals("domain") || ROUTINES.contains(type)) {
            throw ScriptRefusal.misfit("where a " + type + " of another name is used is not known here");
        }
        Optional<ForeignObject> found = schema.find(type, before, Optional.empty());
        found.ifPresent(object -> schema.objects.set(
                schema.objects.indexOf(object), new ForeignObject(type, after, object.table(), object.definition())));
        return found.isPresent();
    }
}
