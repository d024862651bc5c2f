package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.StatementChange.Way;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what a drop states without a name has the name that PostgreSQL would give it again, so that the way back brings
 * back the same. On a table that was renamed, for one, it has not.
 *
 * @param place the operation, for messages
 * @param dialect whose names they are; SQLite gives none
 * @param way a way back need not be one again
 */
record StatedNames(String place, DialectName dialect, Way way) {
    /** The longest name that PostgreSQL keeps whole. */
    private static final int LONGEST = 63;

    /** Refuses a table of which a part is not called as it would be then. */
    void ofTable(CatalogTable there, Table stated) {
        Set<String> names = statedNames(stated);
        if (isConcerned()) {
            parts(there)
                    .filter(part -> !names.contains(part.name()))
                    .filter(part -> !part.isUsual(Count.ANY))
                    .findFirst()
                    .ifPresent(this::refuse);
        }
    }

    /** Refuses a part without a name that is not called as it would be then. */
    void ofPart(CatalogTable before, CatalogTable after, TablePart stated) {
        if (isConcerned() && !isNamed(stated)) {
            List<Part> left = parts(after).toList();
            parts(before)
                    .filter(part -> !left.contains(part))
                    .filter(part -> !part.isUsual(Count.FIRST))
                    .findFirst()
                    .ifPresent(this::refuse);
        }
    }

    private boolean isConcerned() {
        return dialect.equals(DialectName.POSTGRES) && way == Way.THERE;
    }

    private void refuse(Part part) {
        throw new InvalidMigration(
                place,
                "it states no name for what is called " + part.name + ", and the way back would call that otherwise",
                "State it with that name, or only name what to drop.");
    }

    private static Set<String> statedNames(Table stated) {
        return stated.constraintNames().collect(Collectors.toSet());
    }

    private static boolean isNamed(TablePart part) {
        return (part instanceof PrimaryKey key && key.name().isPresent())
                || (part instanceof ForeignKey foreign && foreign.name().isPresent())
                || (part instanceof Unique unique && unique.name().isPresent())
                || (part instanceof Check check && check.name().isPresent());
    }

    /** Whether a name may have a number behind it, as PostgreSQL tells those apart that come together. */
    private enum Count {
        FIRST,
        ANY
    }

    /**
     * A constraint as it is called.
     *
     * @param name its name
     * @param usual the name that PostgreSQL gives to such a one
     */
    private record Part(String name, String usual) {
        boolean isUsual(Count count) {
            return usual.length() <= LONGEST
                    && name.startsWith(usual)
                    && (name.equals(usual) || count == Count.ANY)
                    && name.substring(usual.length()).chars().allMatch(Character::isDigit);
        }
    }

    private static Stream<Part> parts(CatalogTable table) {
        var usual = new UsualNames(table);
        return Stream.of(
                        table.primaryKey().stream().flatMap(key -> part(key.name(), usual.primaryKey())),
                        table.foreignKeys().stream().flatMap(key -> part(key.name(), usual.of(key))),
                        table.uniques().stream().flatMap(one -> part(one.name(), usual.of(one))),
                        table.checks().stream().flatMap(check -> part(check.name(), usual.of(check))))
                .flatMap(parts -> parts);
    }

    private static Stream<Part> part(Optional<String> name, String usual) {
        return name.stream().map(one -> new Part(one, usual));
    }
}
