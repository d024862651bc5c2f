package io.whisperschema.postgres;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.postgres.TouchedColumns.Manner;
import io.whisperschema.postgres.TouchedColumns.Touch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands on a change and has no place in a catalog, so that we can neither change it nor make it again: the plan
 * is refused and names it. The server would refuse most of it as well, but half-way through.
 */
final class ForeignDependents {
    private static final Set<Manner> GONE_OR_ANEW = Set.of(Manner.DROPPED, Manner.MADE_ANEW);
    /** What a view has beside its query; the statements that bring it about again are known. */
    static final String SETTINGS_OF_VIEW = "settings of view";

    private static final Set<Identity> BY_DEFAULT = Set.of(Identity.GENERATED, Identity.ALWAYS);

    private final Situation situation;
    private final ViewDetours views;
    private final List<Task> tasks;

    ForeignDependents(Situation situation, ViewDetours views, List<Task> tasks) {
        this.situation = situation;
        this.views = views;
        this.tasks = tasks;
    }

    void refuse() {
        for (ForeignObject object : situation.found().foreignObjects()) {
            cause(object).ifPresent(cause -> {
                throw new UnsupportedChange(
                        situation.store(),
                        cause.words(),
                        object.type() + " " + object.name()
                                + object.table().map(table -> " of " + table).orElse("") + " stands on it",
                        "Drop it first and make it again afterwards.");
            });
        }
    }

    private Optional<RelationalChange> cause(ForeignObject object) {
        Optional<RelationalChange> view = object.table()
                .filter(name -> situation.found().view(name).isPresent()
                        && !object.type().equals(SETTINGS_OF_VIEW))
                .flatMap(name -> Optional.ofNullable(views.gone().get(name)));
        return view.or(() -> switch (object.type()) {
            case "materialized view", "rule" -> views.cause(names(object));
            case "policy" ->
                object.definition().isPresent() ? views.cause(names(object).and(object.table())) : ofTable(object);
            case "trigger" -> trigger(object);
            case "function", "procedure" -> routine(object);
            case "extended statistics", "foreign key to another schema" -> column(object, GONE_OR_ANEW, names(object));
            case "numbering of column" -> numbering(object);
            default -> madeAgain(object);
        });
    }

    private static NamesIn names(ForeignObject object) {
        return NamesIn.of(object.definition().orElse(""));
    }

    private Optional<RelationalChange> ofTable(ForeignObject object) {
        return column(object, Set.of(Manner.values()), NamesIn.ANY);
    }

    /** The columns after UPDATE OF and those in its condition; what it is called and what it calls are none. */
    private Optional<RelationalChange> trigger(ForeignObject object) {
        return column(
                object,
                Set.of(Manner.values()),
                NamesIn.of(betweenNameAndCall(object.definition().orElse(""))));
    }

    private static String betweenNameAndCall(String definition) {
        try {
            List<Token> tokens = Tokenizer.withoutComments(definition, DialectName.POSTGRES);
            int start = first(tokens, "BEFORE", "AFTER", "INSTEAD");
            int end = first(tokens, "EXECUTE");
            return definition.substring(start, Math.max(start, end));
        } catch (SqlSyntaxException unreadable) {
            return definition;
        }
    }

    private static int first(List<Token> tokens, String... words) {
        return tokens.stream()
                .filter(token -> Stream.of(words).anyMatch(token::isWord))
                .mapToInt(Token::start)
                .findFirst()
                .orElse(0);
    }

    /** A body of SQL that the server has read stands on what it names; one that is a text does not. */
    private Optional<RelationalChange> routine(ForeignObject object) {
        NamesIn names = names(object);
        if (names.mayName("atomic")) {
            return views.cause(names);
        }
        NamesIn signature = NamesIn.of(signature(object));
        return situation.all(RelationalChange.DropTable.class).stream()
                .filter(drop ->
                        signature.mayName(situation.oldTable(drop.table().name())))
                .map(RelationalChange.class::cast)
                .findFirst();
    }

    private static String signature(ForeignObject object) {
        String definition = object.definition().orElse("");
        int end = definition.indexOf("\nAS ");
        return end < 0 ? definition : definition.substring(0, end);
    }

    private Optional<RelationalChange> column(ForeignObject object, Set<Manner> manners, NamesIn names) {
        return situation.touched().tables().stream()
                .filter(table -> object.table().equals(Optional.of(situation.oldTable(table))))
                .flatMap(table -> situation
                        .touched()
                        .first(table, manners, column -> names.mayName(situation.oldColumn(table, column)))
                        .map(Touch::cause)
                        .stream())
                .findFirst();
    }

    /** A sequence with an increment or bounds of its own is made anew only by hand. */
    private Optional<RelationalChange> numbering(ForeignObject object) {
        return situation.all(RelationalChange.AlterColumn.class).stream()
                .filter(alter -> object.table().equals(Optional.of(situation.oldTable(alter.table())))
                        && object.name()
                                .equals(situation.oldColumn(
                                        alter.table(), alter.after().name()))
                        && alter.before().identity() != Identity.NONE
                        && alter.after().identity() != Identity.NONE
                        && BY_DEFAULT.contains(alter.before().identity())
                                != BY_DEFAULT.contains(alter.after().identity()))
                .map(RelationalChange.class::cast)
                .findFirst();
    }

    /** What a constraint or index has beyond what a catalog holds would not come again with it. */
    private Optional<RelationalChange> madeAgain(ForeignObject object) {
        if (!object.type().contains("constraint")
                && !object.type().contains("index")
                && !object.type().equals("deferrable primary key")) {
            return Optional.empty();
        }
        return tasks.stream()
                .filter(Task::makesWay)
                .filter(task -> isOf(object, task.change()))
                .map(Task::cause)
                .findFirst();
    }

    private boolean isOf(ForeignObject object, RelationalChange change) {
        if (change instanceof RelationalChange.DropIndex drop) {
            return is(object, drop.table(), Optional.of(drop.index().name()));
        }
        if (change instanceof RelationalChange.DropUnique drop) {
            return is(object, drop.table(), drop.unique().name());
        }
        if (change instanceof RelationalChange.DropCheck drop) {
            return is(object, drop.table(), drop.check().name());
        }
        if (change instanceof RelationalChange.DropForeignKey drop) {
            return is(object, drop.table(), drop.key().name());
        }
        return change instanceof RelationalChange.ChangePrimaryKey key
                && is(object, key.table(), key.before().flatMap(PrimaryKey::name));
    }

    private boolean is(ForeignObject object, String table, Optional<String> name) {
        return name.equals(Optional.of(object.name())) && object.table().equals(Optional.of(situation.oldTable(table)));
    }
}
