package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.migration.Directives.Purpose;
import io.whisperschema.migration.Migration;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A migration for rows, and what there is when its turn comes among all others.
 *
 * @param movement the migration
 * @param before the structure that those before it leave
 */
record Seed(Movement movement, RelationalCatalog before) {
    private static final Set<String> ADD_ROWS = Set.of("insert", "copy", "with");

    private static final String CATALOG = "information_schema";

    static boolean isOne(Migration migration) {
        return migration.directives().purpose() == Purpose.SEED;
    }

    /** Whether it leaves the same rows behind all migrations as in its turn. */
    boolean mayBeLast(RelationalCatalog head) {
        return onlyAddsRows() && finds(head);
    }

    private boolean onlyAddsRows() {
        return !movement.isAlone()
                && !readsTheCatalog()
                && movement.parts().stream().allMatch(Movement.Fixed.class::isInstance)
                && movement.fixedSteps().allMatch(this::addsRows);
    }

    /** Which says at head what it did not say in the seed's turn. */
    private boolean readsTheCatalog() {
        return names().anyMatch(name -> name.startsWith("sqlite_") || name.startsWith("pg_") || name.equals(CATALOG));
    }

    /** SQLite takes a string where a name should be, too. */
    private Stream<String> names() {
        return movement.fixedSteps()
                .flatMap(this::tokens)
                .filter(token ->
                        token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME || token.kind() == Kind.STRING)
                .map(token -> token.value().toLowerCase(Locale.ROOT));
    }

    /** What is not of another risk adds rows only, if it writes any. */
    private boolean addsRows(Step step) {
        return step.risk().equals(Risk.NONE)
                && tokens(step).findFirst().filter(Seed::beginsToAdd).isPresent();
    }

    private static boolean beginsToAdd(Token first) {
        return ADD_ROWS.contains(first.text().toLowerCase(Locale.ROOT));
    }

    /** Whether the tables that it speaks of are, behind all migrations, as it found them. */
    private boolean finds(RelationalCatalog head) {
        Set<String> spokenOf = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names().forEach(spokenOf::add);
        return head.tables().stream()
                .filter(table -> spokenOf.contains(table.name()))
                .allMatch(this::isUnchanged);
    }

    private boolean isUnchanged(CatalogTable table) {
        return before.table(table.name()).filter(table::equals).isPresent();
    }

    private Stream<Token> tokens(Step step) {
        DialectName dialect = before.dialect();
        return step.statement().stream().flatMap(sql -> Tokenizer.withoutComments(sql, dialect).stream());
    }
}
