package io.whisperschema.script;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Identity;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a statement of pg_dump must leave in a catalog, told by patterns and not by our reader. */
final class Trace {
    private static final String NAME = "(?:public\\.)?(\"[^\"]+\"|\\w+)";

    private final String statement;
    private final String script;

    Trace(String statement, String script) {
        this.statement = statement;
        this.script = script;
    }

    boolean isIn(RelationalCatalog catalog) {
        return leaves("CREATE TABLE " + NAME, found -> table(catalog, found, 1).isPresent())
                || leaves(
                        "CREATE VIEW " + NAME,
                        found -> catalog.view(name(found, 1)).isPresent())
                || leaves("CREATE (?:UNIQUE )?INDEX " + NAME + " ON", found -> hasIndex(catalog, name(found, 1)))
                || leaves("ALTER INDEX .* ATTACH PARTITION " + NAME, found -> !hasOwnIndex(catalog, name(found, 1)))
                || leaves("CREATE SEQUENCE " + NAME, found -> hasSequence(catalog, name(found, 1)))
                || leaves(
                        "COMMENT ON TABLE " + NAME,
                        found -> table(catalog, found, 1)
                                .flatMap(CatalogTable::comment)
                                .isPresent())
                || ofColumn(catalog)
                || leaves(
                        "ALTER TABLE ONLY " + NAME + "\\s+ADD CONSTRAINT " + NAME,
                        found -> table(catalog, found, 1)
                                .filter(table -> hasConstraint(table, name(found, 2)))
                                .isPresent())
                || leaves(
                        "ALTER TABLE " + NAME + "\\s+ADD CONSTRAINT " + NAME,
                        found -> table(catalog, found, 1)
                                .filter(table -> hasConstraint(table, name(found, 2)))
                                .isPresent())
                || leaves(
                        "ALTER TABLE ONLY .* ATTACH PARTITION " + NAME,
                        found -> table(catalog, found, 1)
                                .flatMap(table -> table.form().partitionOf())
                                .isPresent())
                || isForeignObject(catalog);
    }

    private boolean ofColumn(RelationalCatalog catalog) {
        return leavesColumn(
                        catalog,
                        "ALTER SEQUENCE .* OWNED BY " + NAME + "\\." + NAME,
                        (column, found) -> column.identity() == Identity.SERIAL
                                || column.defaultValue().isPresent())
                || leavesColumn(
                        catalog,
                        "ALTER TABLE ONLY " + NAME + " ALTER COLUMN " + NAME + " SET DEFAULT nextval",
                        (column, found) -> column.identity() == Identity.SERIAL
                                || column.defaultValue().isPresent())
                || leavesColumn(
                        catalog,
                        "ALTER TABLE " + NAME + " ALTER COLUMN " + NAME + " ADD GENERATED (ALWAYS|BY DEFAULT)",
                        (column, found) -> column.identity()
                                == (found.group(3).equals("ALWAYS") ? Identity.ALWAYS : Identity.GENERATED))
                || leavesColumn(
                        catalog,
                        "COMMENT ON COLUMN " + NAME + "\\." + NAME,
                        (column, found) -> column.comment().isPresent());
    }

    private boolean isForeignObject(RelationalCatalog catalog) {
        return leaves(
                "CREATE (?:CONSTRAINT )?(EXTENSION|TYPE|DOMAIN|FUNCTION|PROCEDURE|TRIGGER|POLICY|STATISTICS"
                        + "|MATERIALIZED VIEW)(?: IF NOT EXISTS)? " + NAME,
                found -> catalog.foreignObjects().stream()
                        .anyMatch(object -> object.name().matches(Pattern.quote(name(found, 2)) + "(\\(.*\\))?")));
    }

    private boolean leaves(String pattern, Predicate<MatchResult> left) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(statement);
        return found.lookingAt() && left.test(found);
    }

    private boolean leavesColumn(
            RelationalCatalog catalog, String pattern, BiPredicate<CatalogColumn, MatchResult> left) {
        return leaves(
                pattern,
                found -> table(catalog, found, 1)
                        .flatMap(table -> table.column(name(found, 2)))
                        .filter(column -> left.test(column, found))
                        .isPresent());
    }

    private static Optional<CatalogTable> table(RelationalCatalog catalog, MatchResult found, int group) {
        return catalog.table(name(found, group));
    }

    private static String name(MatchResult found, int group) {
        return found.group(group).replace("\"", "");
    }

    private boolean hasIndex(RelationalCatalog catalog, String index) {
        return hasOwnIndex(catalog, index) || script.contains("ATTACH PARTITION public." + index + ";");
    }

    private static boolean hasOwnIndex(RelationalCatalog catalog, String index) {
        return catalog.tables().stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(one -> one.name().equals(index));
    }

    private boolean hasSequence(RelationalCatalog catalog, String sequence) {
        return script.contains("ALTER SEQUENCE public." + sequence + " OWNED BY")
                || catalog.foreignObjects().stream()
                        .anyMatch(object -> object.type().equals("sequence")
                                && object.name().equals(sequence));
    }

    private boolean hasConstraint(CatalogTable table, String name) {
        return Stream.of(
                                table.primaryKey().flatMap(key -> key.name()).stream(),
                                table.uniques().stream().flatMap(one -> one.name().stream()),
                                table.checks().stream().flatMap(one -> one.name().stream()),
                                table.foreignKeys().stream().flatMap(one -> one.name().stream()),
                                table.exclusions().stream().map(one -> one.name()))
                        .flatMap(names -> names)
                        .anyMatch(name::equals)
                || script.contains("ATTACH PARTITION public." + name + ";");
    }
}
