package io.whisperschema.testkit;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Relational.*;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Definitions that differ in one thing. */
final class ContractDifferences {
    private ContractDifferences() {}

    /**
     * Two definitions that differ in one thing.
     *
     * @param says what differs
     * @param before the one
     * @param after the other
     * @param changes the simple names of the changes from one to the other
     */
    record Difference(String says, SchemaDefinition before, SchemaDefinition after, List<String> changes) {}

    static List<Difference> all() {
        var id = text("id").primaryKey();
        var n = integer("n");
        var t = text("t");
        var reference = text("ref");
        ForeignKey key = ForeignKey.from("ref").references("target", "id");
        Expression five = Expression.column("n").lessThan(literal(5));
        Expression six = Expression.column("n").lessThan(literal(6));
        return numbered(
                of("a column comes", "AddColumn").from(id).to(id, t),
                of("a column with a default comes", "AddColumn")
                        .from(id)
                        .to(id, n.notNull().defaultsTo(7)),
                of("a column goes", "DropColumn").from(id, t, n).to(id, n),
                of("a column is called otherwise", "AddColumn", "DropColumn")
                        .from(id, t)
                        .to(id, text("T2")),
                of("a type differs", "AlterColumn").from(id, text("n")).to(id, n),
                of("a decimal is longer", "AlterColumn")
                        .from(id, decimal("d", 6, 2))
                        .to(id, decimal("d", 8, 2)),
                of("a column may not be null", "AlterColumn").from(id, t).to(id, t.notNull()),
                of("a column may be null", "AlterColumn").from(id, t.notNull()).to(id, t),
                of("a default comes", "AlterColumn").from(id, t).to(id, t.defaultsTo("x")),
                of("a default goes", "AlterColumn").from(id, t.defaultsTo("x")).to(id, t),
                of("a text default differs by case", "AlterColumn")
                        .from(id, t.defaultsTo("x"))
                        .to(id, t.defaultsTo("X")),
                of("a text default differs by a space", "AlterColumn")
                        .from(id, t.defaultsTo("x"))
                        .to(id, t.defaultsTo("x ")),
                of("a text default is empty", "AlterColumn").from(id, t).to(id, t.defaultsTo("")),
                of("a number default differs", "AlterColumn")
                        .from(id, n.defaultsTo(1))
                        .to(id, n.defaultsTo(-1)),
                of("a truth default differs", "AlterColumn")
                        .from(id, bool("b").defaultsTo(true))
                        .to(id, bool("b").defaultsTo(false)),
                of("a default is now", "AlterColumn")
                        .from(id, timestamp("at"))
                        .to(id, timestamp("at").defaultsToNow()),
                of("a key numbers itself", "AlterColumn")
                        .from(bigint("id").primaryKey())
                        .to(bigint("id").identity()),
                of("a key comes", "ChangePrimaryKey").from(n.notNull(), t).to(n.notNull(), t, PrimaryKey.of("n")),
                of("a key goes", "ChangePrimaryKey")
                        .from(n.notNull(), t, PrimaryKey.of("n"))
                        .to(n.notNull(), t),
                of("a key has another column", "ChangePrimaryKey")
                        .from(n.notNull(), t.notNull(), PrimaryKey.of("t"))
                        .to(n.notNull(), t.notNull(), PrimaryKey.of("t", "n")),
                of("a key has another order", "ChangePrimaryKey")
                        .from(n.notNull(), t.notNull(), PrimaryKey.of("n", "t"))
                        .to(n.notNull(), t.notNull(), PrimaryKey.of("t", "n")),
                of("a key has another name", "RenameConstraint")
                        .from(t.notNull(), PrimaryKey.of("t").named("key_one"))
                        .to(t.notNull(), PrimaryKey.of("t").named("key_two")),
                of("a foreign key comes", "AddForeignKey").from(id, reference).to(id, reference, key),
                of("a foreign key goes", "DropForeignKey")
                        .from(id, reference, key)
                        .to(id, reference),
                of("a foreign key has another action on delete", "AddForeignKey", "DropForeignKey")
                        .from(id, reference, key)
                        .to(id, reference, key.onDelete(ReferentialAction.CASCADE)),
                of("a foreign key has another action on update", "AddForeignKey", "DropForeignKey")
                        .from(id, reference, key.onUpdate(ReferentialAction.RESTRICT))
                        .to(id, reference, key),
                of("a foreign key refers to another column", "AddForeignKey", "DropForeignKey")
                        .from(id, reference, key)
                        .to(id, reference, ForeignKey.from("ref").references("target", "code")),
                of("a foreign key is of another column", "AddForeignKey", "DropForeignKey")
                        .from(id, reference, t, key)
                        .to(id, reference, t, ForeignKey.from("t").references("target", "id")),
                of("a foreign key has another name", "RenameConstraint")
                        .from(id, reference, key.named("f_one"))
                        .to(id, reference, key.named("f_two")),
                of("a unique constraint comes", "AddUnique").from(id, t).to(id, t.unique()),
                of("a unique constraint goes", "DropUnique")
                        .from(id, t.unique())
                        .to(id, t),
                of("a unique constraint has another column", "AddUnique", "DropUnique")
                        .from(id, t, n, unique("t"))
                        .to(id, t, n, unique("t", "n")),
                of("a unique constraint has another name", "RenameConstraint")
                        .from(id, t, unique("t").named("u_one"))
                        .to(id, t, unique("t").named("u_two")),
                of("a check comes", "AddCheck").from(id, n).to(id, n, check(five)),
                of("a check goes", "DropCheck").from(id, n, check(five)).to(id, n),
                of("a check has another number", "AddCheck", "DropCheck")
                        .from(id, n, check(five))
                        .to(id, n, check(six)),
                of("a check has another comparison", "AddCheck", "DropCheck")
                        .from(id, n, check(five))
                        .to(id, n, check(Expression.column("n").atMost(literal(5)))),
                of("a check has another word", "AddCheck", "DropCheck")
                        .from(id, t, check(Expression.column("t").in("a", "b")))
                        .to(id, t, check(Expression.column("t").in("a", "c"))),
                of("a check says or, not and", "AddCheck", "DropCheck")
                        .from(
                                id,
                                n,
                                t,
                                check(Expression.and(
                                        five, Expression.column("t").isNull())))
                        .to(
                                id,
                                n,
                                t,
                                check(Expression.or(five, Expression.column("t").isNull()))),
                of("a check has another name", "RenameConstraint")
                        .from(id, n, check("c_one", five))
                        .to(id, n, check("c_two", five)),
                of("an index comes", "CreateIndex")
                        .from(id, t)
                        .to(id, t, index("#_i").on("t")),
                of("a unique index goes", "DropIndex")
                        .from(id, t, index("#_i").unique().on("t"))
                        .to(id, t),
                of("an index has another name", "RenameIndex")
                        .from(id, t, index("#_i").on("t"))
                        .to(id, t, index("#_j").on("t")),
                of("an index has another column", "CreateIndex", "DropIndex")
                        .from(id, t, n, index("#_i").on("t"))
                        .to(id, t, n, index("#_i").on("t", "n")),
                of("an index is unique", "CreateIndex", "DropIndex")
                        .from(id, t, index("#_i").on("t"))
                        .to(id, t, index("#_i").unique().on("t")),
                of("an index is descending", "CreateIndex", "DropIndex")
                        .from(id, t, index("#_i").on("t"))
                        .to(id, t, index("#_i").on("t").descending()),
                of("an index covers some rows", "CreateIndex", "DropIndex")
                        .from(id, n, index("#_i").on("n"))
                        .to(id, n, index("#_i").on("n").where(five)),
                of("an index covers other rows", "CreateIndex", "DropIndex")
                        .from(id, n, index("#_i").on("n").where(five))
                        .to(id, n, index("#_i").on("n").where(six)),
                of("an index is on an expression", "CreateIndex", "DropIndex")
                        .from(id, t, index("#_i").on("t"))
                        .to(id, t, index("#_i").on(Expression.column("t").lower())));
    }

    private static Pair of(String says, String... changes) {
        return new Pair(says, Arrays.stream(changes).sorted().toList(), List.of(), List.of());
    }

    private record Pair(String says, List<String> changes, List<TablePart> before, List<TablePart> after) {
        Pair from(TablePart... parts) {
            return new Pair(says, changes, List.of(parts), after);
        }

        Pair to(TablePart... parts) {
            return new Pair(says, changes, before, List.of(parts));
        }

        /** Tables of its own, so that all pairs fit into one database. */
        Difference numbered(int number) {
            return new Difference(says, definition(number, before), definition(number, after), changes);
        }

        private static SchemaDefinition definition(int number, List<TablePart> parts) {
            String target = "target" + number;
            Table other = table(
                    target, text("id").primaryKey(), text("code").notNull().unique());
            return SchemaDefinition.named("difference")
                    .tables(
                            other,
                            table(
                                    "changing" + number,
                                    parts.stream()
                                            .map(part -> own(part, number))
                                            .toArray(TablePart[]::new)));
        }

        private static TablePart own(TablePart part, int number) {
            if (part instanceof ForeignKey key) {
                return new ForeignKey(
                        key.name(),
                        key.columns(),
                        key.table() + number,
                        key.references(),
                        key.actions(),
                        key.overrides(),
                        key.deferral());
            }
            if (part instanceof PrimaryKey key) {
                return new PrimaryKey(key.name().map(name -> name + number), key.columns(), key.surrogate());
            }
            if (part instanceof io.whisperschema.definition.relational.Unique unique) {
                return new io.whisperschema.definition.relational.Unique(
                        unique.name().map(name -> name + number), unique.columns(), unique.nulls(), unique.deferral());
            }
            if (part instanceof io.whisperschema.definition.relational.Index index) {
                return new io.whisperschema.definition.relational.Index(
                        index.name().replace("#", "n" + number),
                        index.keys(),
                        index.included(),
                        index.uniqueness(),
                        index.where(),
                        index.methods());
            }
            return part;
        }
    }

    private static List<Difference> numbered(Pair... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 1)
                .map(i -> pairs[i].numbered(i))
                .toList();
    }
}
