package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.PlanOptions.Rounding;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that make one column of a table another, in an order that works. */
final class ColumnMoves {
    private static final Undo UNCOUNTED = new Undo.Impossible("how far the old sequence had counted is forgotten");

    private final CatalogColumn before;
    private final CatalogColumn after;
    private final TableSql sql;
    private final PostgresNumbering numbering;
    private final Rounding rounding;
    private final MomentZone zone;
    private final String column;
    private final String alter;
    private final Risk exclusive;
    private final List<Move> moves = new ArrayList<>();

    ColumnMoves(RelationalChange.AlterColumn change, PostgresWords words, Rounding rounding) {
        this.before = change.before();
        this.after = change.after();
        this.sql = new TableSql(words);
        this.numbering = new PostgresNumbering(words, change.table(), after.name());
        this.rounding = rounding;
        this.zone = MomentZone.of(change);
        this.column = Identifiers.quoted(after.name());
        this.alter = "ALTER TABLE " + words.qualified(change.table()) + " ALTER COLUMN " + column + " ";
        this.exclusive = Risk.NONE.under("ACCESS EXCLUSIVE on " + change.table());
    }

    /**
     * One statement.
     *
     * @param statement the statement
     * @param risk what running it may cost
     * @param undo the way back
     */
    record Move(String statement, Risk risk, Undo undo) {}

    List<Move> all() {
        computation();
        dropNumbering();
        dropDefault();
        type();
        nullability();
        setDefault();
        setNumbering();
        return moves;
    }

    private void computation() {
        Optional<Generated> generated = before.generated();
        if (generated.isPresent() && after.generated().isEmpty()) {
            move("DROP EXPRESSION", exclusive, new Undo.Impossible("only a new column can be computed"));
        }
    }

    private void dropNumbering() {
        if (before.identity() == Identity.NONE || after.identity() != Identity.NONE) {
            return;
        }
        moves.add(new Move(
                before.identity() == Identity.SERIAL ? numbering.dropSerial() : numbering.dropIdentity(),
                exclusive,
                UNCOUNTED));
    }

    private void dropDefault() {
        if (before.defaultValue().isPresent() && defaultChanges()) {
            move("DROP DEFAULT", exclusive, clause(before));
        }
    }

    private void setDefault() {
        if (after.defaultValue().isPresent() && defaultChanges()) {
            move(clause(after), exclusive, "DROP DEFAULT");
        }
    }

    /** A default is of its column's type, so it goes and comes again with it. */
    private boolean defaultChanges() {
        return retypes() || !before.defaultValue().equals(after.defaultValue());
    }

    private boolean retypes() {
        return !before.type().text().equals(after.type().text());
    }

    private String clause(CatalogColumn one) {
        return one.defaultValue()
                .map(value -> "SET DEFAULT " + sql.defaultValue(value))
                .orElse("DROP DEFAULT");
    }

    private void type() {
        if (!retypes() && before.collation().equals(after.collation())) {
            return;
        }
        if (!retypes() || keepsWhatIsStored(before, after)) {
            move(type(after), exclusive, type(before));
            return;
        }
        var conversion = conversion(before, after);
        move(
                type(after) + " USING " + conversion.using(column, after.type().text(), rounding),
                conversion.risk(exclusive, rounding),
                back(conversion));
    }

    private Undo back(PostgresConversion conversion) {
        return conversion.risk(exclusive, rounding).losesData()
                ? new Undo.Impossible("values were rounded or cut")
                : new Undo.ByStatement(alter + type(before) + " USING "
                        + conversion(after, before).using(column, before.type().text(), Rounding.REFUSED));
    }

    private static boolean keepsWhatIsStored(CatalogColumn from, CatalogColumn to) {
        return PostgresConversion.keepsWhatIsStored(
                from.type().text(), to.type().text());
    }

    private PostgresConversion conversion(CatalogColumn from, CatalogColumn to) {
        return PostgresConversion.of(column, from.type().text(), to.type().text(), zone);
    }

    /** Without a word on it the collation becomes the type's own. */
    private static String type(CatalogColumn one) {
        return "TYPE " + one.type().text()
                + one.collation()
                        .map(name -> " COLLATE " + TableSql.dotted(name))
                        .orElse("");
    }

    private void nullability() {
        if (before.nullable() && !after.nullable()) {
            move("SET NOT NULL", exclusive.with(Danger.MAY_FAIL_ON_ROWS), "DROP NOT NULL");
        }
        if (!before.nullable() && after.nullable()) {
            move("DROP NOT NULL", exclusive, "SET NOT NULL");
        }
    }

    private void setNumbering() {
        if (after.identity() == Identity.NONE) {
            return;
        }
        switch (before.identity()) {
            case NONE -> beginNumbering();
            case SERIAL -> fromSerial();
            case GENERATED, ALWAYS -> fromIdentity();
        }
    }

    private void beginNumbering() {
        if (after.identity() == Identity.SERIAL) {
            moves.add(new Move(
                    numbering.addSerial(after.type().text()), exclusive, new Undo.ByStatement(numbering.dropSerial())));
        } else {
            var undo = new Undo.ByStatement(numbering.dropIdentity());
            moves.add(new Move(numbering.addIdentity(after.identity()), exclusive, undo));
            moves.add(new Move(numbering.goOnAfterTheLargest(), exclusive, undo));
        }
    }

    private void fromSerial() {
        if (after.identity() == Identity.ALWAYS || onlyTheSpellingChanges()) {
            moves.add(new Move(numbering.serialToIdentity(after.identity()), exclusive, UNCOUNTED));
        } else if (retypes()) {
            moves.add(new Move(
                    numbering.retypeSerial(after.type().text()),
                    exclusive,
                    new Undo.ByStatement(numbering.retypeSerial(before.type().text()))));
        }
    }

    private void fromIdentity() {
        if (after.identity() == Identity.SERIAL) {
            if (before.identity() == Identity.ALWAYS || onlyTheSpellingChanges()) {
                moves.add(new Move(numbering.identityToSerial(after.type().text()), exclusive, UNCOUNTED));
            }
        } else if (before.identity() != after.identity()) {
            var undo = new Undo.ByStatement(numbering.setIdentity(before.identity()));
            moves.add(new Move(numbering.setIdentity(after.identity()), exclusive, undo));
            moves.add(new Move(numbering.goOnFurther(), exclusive, undo));
        }
    }

    /** SERIAL and identity by default do the same; one becomes the other only where nothing else is asked for. */
    private boolean onlyTheSpellingChanges() {
        return before.identity() != after.identity()
                && before.type().text().equals(after.type().text())
                && before.nullable() == after.nullable()
                && before.comment().equals(after.comment())
                && before.collation().equals(after.collation());
    }

    private void move(String clause, Risk risk, String back) {
        move(clause, risk, new Undo.ByStatement(alter + back));
    }

    private void move(String clause, Risk risk, Undo undo) {
        moves.add(new Move(alter + clause, risk, undo));
    }
}
