package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.diff.Adoption.ZonelessTimestamps;
import io.whisperschema.diff.Adoption.ZonelessTimestamps.Treatment;
import io.whisperschema.diff.RelationalChange.AlterColumn;
import io.whisperschema.finding.Finding;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A difference, once its host has said what of it is accepted. */
final class AdoptedDiff {
    private static final Set<ColumnType> JSON = Set.of(ScalarType.JSON, ScalarType.JSONB);

    private final Adoption adoption;
    private final SchemaDefinition definition;
    private final Diff diff;
    private final DialectName dialect;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    AdoptedDiff(Adoption adoption, SchemaDefinition definition, Diff diff) {
        this.adoption = adoption;
        this.definition = definition;
        this.diff = diff;
        this.dialect = ((RelationalCatalog) diff.to()).dialect();
    }

    Diff diff() {
        for (Change change : diff.changes()) {
            if (change instanceof AlterColumn alter && isRetyped(alter)) {
                retyped(alter);
            } else {
                changes.add(change);
            }
        }
        remarks.addAll(diff.remarks());
        return new Diff(diff.from(), diff.to(), changes, remarks);
    }

    private static boolean isRetyped(AlterColumn change) {
        return !change.before().type().text().equals(change.after().type().text());
    }

    private void retyped(AlterColumn change) {
        Optional<ColumnType> meant = definition
                .relational()
                .table(change.table())
                .flatMap(table -> table.column(change.after().name()))
                .map(Column::type);
        if (meant.filter(type -> isZoneless(change, type)).isPresent()) {
            adoption.timestamps().ifPresentOrElse(said -> zoneless(change, said), () -> changes.add(change));
        } else {
            meant.flatMap(type -> tolerance(change, type))
                    .ifPresentOrElse(
                            tolerance -> tolerate(
                                    change, "Tolerated by name: " + tolerance + ". " + tolerance.consequence()),
                            () -> changes.add(change));
        }
    }

    private boolean isZoneless(AlterColumn change, ColumnType meant) {
        return meant == ScalarType.TIMESTAMP && logical(change.before().type()).limit() == LogicalType.Limit.NO_ZONE;
    }

    private void zoneless(AlterColumn change, ZonelessTimestamps said) {
        if (said.treatment() == Treatment.CONVERTED) {
            changes.add(new AlterColumn(change.table(), change.before(), change.after(), Optional.of(said.zone())));
        } else {
            tolerate(
                    change,
                    "Tolerated by name: timestamps without a zone, written in " + said.zone()
                            + ". A default of now is the local time of whoever writes: let sessions run in that zone.");
        }
    }

    private Optional<Tolerance> tolerance(AlterColumn change, ColumnType meant) {
        return kind(change.before().type(), change.after().type(), meant).filter(adoption.tolerances()::contains);
    }

    private Optional<Tolerance> kind(NativeType before, NativeType after, ColumnType meant) {
        LogicalType found = logical(before);
        if (JSON.contains(meant) && (found.isJson() || found.isPlainText())) {
            return Optional.of(Tolerance.JSON_OF_ANOTHER_KIND);
        }
        if (found.limit() == LogicalType.Limit.LENGTH && logical(after).isPlainText()) {
            return Optional.of(Tolerance.TEXT_OF_LIMITED_LENGTH);
        }
        if (found.isRealOf32Bits() && meant == ScalarType.REAL) {
            return Optional.of(Tolerance.REAL_OF_32_BITS);
        }
        return dialect.equals(DialectName.SQLITE)
                        && before.portable().isPresent()
                        && before.portable().equals(after.portable())
                ? Optional.of(Tolerance.ANOTHER_WORD)
                : Optional.empty();
    }

    private LogicalType logical(NativeType type) {
        return LogicalType.of(type, dialect);
    }

    /** The type stays; what differs besides it is still a difference. */
    private void tolerate(AlterColumn change, String remedy) {
        CatalogColumn before = change.before();
        CatalogColumn bent = withTypeOf(before, change.after());
        String place = "table " + change.table() + ", column " + bent.name();
        remarks.add(Finding.notice(
                place, change.after().type().text(), before.type().text(), remedy));
        switch (new ColumnComparison(before, bent).verdict()) {
            case EQUAL -> {}
            case DIFFERENT -> changes.add(new AlterColumn(change.table(), before, bent));
            case CANNOT_TELL ->
                remarks.add(TableDiff.undecided(place, RelationalWords.column(bent), RelationalWords.column(before)));
        }
    }

    private CatalogColumn withTypeOf(CatalogColumn before, CatalogColumn after) {
        Optional<Expression> same = before.defaultValue()
                .filter(found -> after.defaultValue()
                        .filter(wanted -> constants(before.type()).same(found, wanted))
                        .isPresent());
        return new CatalogColumn(
                after.name(),
                before.type(),
                after.nullable(),
                same.or(after::defaultValue),
                after.identity(),
                after.generated(),
                after.collation(),
                after.comment());
    }

    private ConstantComparison constants(NativeType type) {
        ZoneId zone = adoption.timestamps().map(ZonelessTimestamps::zone).orElse(ZoneOffset.UTC);
        return new ConstantComparison(logical(type).family(), zone);
    }
}
