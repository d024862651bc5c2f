package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names for constraints that nobody named and a later step must call by name; as the server would name them. */
final class ConstraintNames {
    private static final int LONGEST = 63;

    private final Situation situation;
    private final Set<List<String>> given = new HashSet<>();

    ConstraintNames(Situation situation) {
        this.situation = situation;
    }

    ForeignKey named(String table, ForeignKey key) {
        return key.name().isPresent() ? key : key.named(free(table, String.join("_", key.columns()), "_fkey"));
    }

    Check named(String table, Check check) {
        return check.name().isPresent() ? check : new Check(Optional.of(free(table, "", "_check")), check.condition());
    }

    private String free(String table, String columns, String ending) {
        String start = columns.isEmpty() ? table : table + "_" + columns;
        String name = cut(start, ending) + ending;
        for (int i = 1; isTaken(table, name); i++) {
            name = cut(start, ending + i) + ending + i;
        }
        given.add(List.of(table, name));
        return name;
    }

    private static String cut(String start, String ending) {
        String name = start;
        while ((name + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name;
    }

    private boolean isTaken(String table, String name) {
        return given.contains(List.of(table, name))
                || Stream.of(situation.from(), situation.to())
                        .flatMap(catalog -> catalog.table(table).stream())
                        .flatMap(ConstraintNames::names)
                        .anyMatch(name::equals);
    }

    private static Stream<String> names(CatalogTable table) {
        return Stream.of(
                        table.primaryKey().stream().map(PrimaryKey::name),
                        table.foreignKeys().stream().map(ForeignKey::name),
                        table.uniques().stream().map(Unique::name),
                        table.checks().stream().map(Check::name),
                        table.exclusions().stream().map(one -> Optional.of(one.name())))
                .flatMap(names -> names)
                .flatMap(Optional::stream);
    }
}
