package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what an operation adds is there, and how that differs. */
final class Presence {
    private final RelationalCatalog now;
    private final PartSpelling spelling;

    Presence(RelationalCatalog now, PartSpelling spelling) {
        this.now = now;
        this.spelling = spelling;
    }

    /** How what is there differs, none where it is the same; absent where nothing is there. */
    Optional<List<String>> differences(Operation.Structural addition) {
        if (addition instanceof Operation.CreateTable create) {
            return now.table(create.table().name()).map(found -> between(found, spelling.table(create.table())));
        }
        if (addition instanceof Operation.CreateView create) {
            return spelling.view(create.view())
                    .flatMap(view -> now.view(view.name()).map(found -> between(found, view)));
        }
        if (addition instanceof Operation.AddColumn add) {
            return now.table(add.table()).flatMap(table -> ofColumn(table, add));
        }
        return addition instanceof Operation.Add add
                ? now.table(add.table()).flatMap(table -> ofPart(table, add.part()))
                : Optional.empty();
    }

    private List<String> between(CatalogTable found, CatalogTable wanted) {
        return spelling.differences(found, wanted).orElse(List.of());
    }

    /** Where it cannot be told whether two queries are the same, they are not taken for it. */
    private List<String> between(CatalogView found, CatalogView wanted) {
        return SchemaDiff.between(catalog(found), catalog(wanted)).findings().stream()
                .map(Finding::sentence)
                .toList();
    }

    private RelationalCatalog catalog(CatalogView view) {
        return new RelationalCatalog(now.dialect(), List.of(), List.of(view), List.of(), Facts.none(""));
    }

    private Optional<List<String>> ofColumn(CatalogTable table, Operation.AddColumn add) {
        return table.column(add.column().name())
                .map(found -> Stream.concat(
                                spelling
                                        .differences(table, found, spelling.column(table, add.column(), add.keys()))
                                        .stream()
                                        .flatMap(List::stream),
                                add.keys().stream()
                                        .filter(key -> spelling.withoutLike(table, spelling.part(table, key))
                                                .isEmpty())
                                        .map(key -> "a key that is written beside it is not there"))
                        .toList());
    }

    private Optional<List<String>> ofPart(CatalogTable table, TablePart part) {
        CatalogTable alone = spelling.part(table, part);
        if (spelling.withoutLike(table, alone).isPresent()) {
            return Optional.of(List.of());
        }
        CatalogTable named = namesake(spelling.only(table, part), part);
        return isSome(named) ? spelling.differences(named, alone) : Optional.empty();
    }

    private static boolean isSome(CatalogTable table) {
        return table.primaryKey().isPresent()
                || !table.foreignKeys().isEmpty()
                || !table.uniques().isEmpty()
                || !table.checks().isEmpty()
                || !table.indexes().isEmpty();
    }

    /** A table has one primary key; of the others those of the same name are meant. */
    private static CatalogTable namesake(CatalogTable table, TablePart part) {
        return table.withForeignKeys(table.foreignKeys().stream()
                        .filter(key -> key.name().isPresent() && key.name().equals(name(part)))
                        .toList())
                .withUniques(table.uniques().stream()
                        .filter(one -> one.name().isPresent() && one.name().equals(name(part)))
                        .toList())
                .withChecks(table.checks().stream()
                        .filter(check ->
                                check.name().isPresent() && check.name().equals(name(part)))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> name(part).equals(Optional.of(index.name())))
                        .toList());
    }

    private static Optional<String> name(TablePart part) {
        if (part instanceof PrimaryKey key) {
            return key.name();
        }
        if (part instanceof ForeignKey key) {
            return key.name();
        }
        if (part instanceof Unique unique) {
            return unique.name();
        }
        if (part instanceof Check check) {
            return check.name();
        }
        return part instanceof Index index ? Optional.of(index.name()) : Optional.empty();
    }
}
