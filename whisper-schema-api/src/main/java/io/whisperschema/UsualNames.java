package io.whisperschema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.Renaming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that PostgreSQL gives to constraints of a table that have none.
 *
 * @param table the table
 */
record UsualNames(CatalogTable table) {
    private static final int LONGEST = 63;

    String primaryKey() {
        return table.name() + "_pkey";
    }

    String of(ForeignKey key) {
        return joined(key.columns(), "fkey");
    }

    String of(Unique unique) {
        return joined(unique.columns(), "key");
    }

    /** Of a condition on one column, that column stands in the name. */
    String of(Check check) {
        CatalogTable alone = table.withChecks(List.of(check));
        List<String> columns = table.columns().stream()
                .map(CatalogColumn::name)
                .filter(column -> !Renaming.ofColumn(table.name(), column, column + "\u001F")
                        .applied(alone)
                        .checks()
                        .equals(alone.checks()))
                .toList();
        return joined(columns.size() == 1 ? columns : List.of(), "check");
    }

    private String joined(List<String> columns, String label) {
        return String.join(
                "_",
                Stream.of(Stream.of(table.name()), columns.stream(), Stream.of(label))
                        .flatMap(parts -> parts)
                        .toList());
    }

    /** Whether each constraint has a name that does not hang on the order in which they came, nor on a name's length. */
    boolean areClear() {
        var usual = new ArrayList<String>();
        table.uniques().forEach(one -> usual.addAll(takenBy(one.name(), of(one))));
        table.foreignKeys().forEach(one -> usual.addAll(takenBy(one.name(), of(one))));
        table.checks().forEach(one -> usual.addAll(takenBy(one.name(), of(one))));
        return Set.copyOf(usual).size() == usual.size()
                && usual.stream().allMatch(name -> name.getBytes(UTF_8).length <= LONGEST);
    }

    /** The usual name, where it is that or that with a number. */
    private static List<String> takenBy(Optional<String> name, String usual) {
        boolean own = name.isPresent() && !name.get().matches(Pattern.quote(usual) + "[0-9]*");
        return own ? List.of() : List.of(usual);
    }

    /** The catalog as the database will have it: with a name for every constraint, where the database gives some. */
    static RelationalCatalog givenIn(RelationalCatalog catalog) {
        return catalog.dialect().equals(DialectName.POSTGRES)
                ? new RelationalCatalog(
                        catalog.dialect(),
                        catalog.tables().stream()
                                .map(table -> new UsualNames(table).given())
                                .toList(),
                        catalog.views(),
                        catalog.foreignObjects(),
                        catalog.facts())
                : catalog;
    }

    private CatalogTable given() {
        Set<String> taken = new HashSet<>();
        table.uniques().forEach(unique -> unique.name().ifPresent(taken::add));
        table.foreignKeys().forEach(key -> key.name().ifPresent(taken::add));
        table.checks().forEach(check -> check.name().ifPresent(taken::add));
        return table.withPrimaryKey(table.primaryKey()
                        .map(key -> new PrimaryKey(
                                Optional.of(key.name().orElseGet(this::primaryKey)), key.columns(), key.surrogate())))
                .withUniques(table.uniques().stream()
                        .map(one -> one.name().isPresent() ? one : one.named(free(of(one), taken)))
                        .toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .map(one -> one.name().isPresent() ? one : one.named(free(of(one), taken)))
                        .toList())
                .withChecks(table.checks().stream()
                        .map(one -> one.name().isPresent()
                                ? one
                                : new Check(Optional.of(free(of(one), taken)), one.condition()))
                        .toList());
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int count = 1; !taken.add(free); count++) {
            free = name + count;
        }
        return free;
    }
}
