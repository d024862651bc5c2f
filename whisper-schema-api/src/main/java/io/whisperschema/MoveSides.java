package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.move.MoveJob;
import io.whisperschema.internal.move.Ticking;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationStatus;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.History;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where to where something moves, and how.
 *
 * @param definition what both hold
 * @param around the source and all that a host gives
 * @param target the target
 * @param options how
 */
record MoveSides(SchemaDefinition definition, Surroundings around, RelationalStore target, MoveOptions options) {
    RelationalStore source() {
        return around.relational();
    }

    /** What a host gives, with the target as its relational store. */
    Surroundings aroundTarget() {
        return new Surroundings(
                        List.of(target),
                        Optional.empty(),
                        around.listener(),
                        around.cancellation(),
                        around.clock(),
                        around.adoption(),
                        around.migrations(),
                        around.restorePoints())
                .passingOthersOver();
    }

    /**
     * What the source holds, if it may be moved.
     *
     * @throws StoreDiffers if it is not at head
     */
    RelationalCatalog sourceCatalog() {
        refuseOneForBoth();
        RelationalCatalog found = source().inspect();
        UnfinishedMove.refuse(source(), found);
        RelationalCatalog actual = History.withoutTables(found);
        List<String> behind = around.migrations().isEmpty() ? differences(actual) : behindMigrations();
        if (!behind.isEmpty()) {
            throw new StoreDiffers(
                    source().name(), behind, "Only a store at head moves; call bootstrap() on it first.");
        }
        return actual;
    }

    private void refuseOneForBoth() {
        Optional<String> place = source().whereabouts();
        if (isOneStore() || (place.isPresent() && place.equals(target.whereabouts()))) {
            throw new IllegalArgumentException("source and target are one store, " + source().name() + ": "
                    + source().database() + ". Nothing was written. Give the move another target.");
        }
    }

    /** A database in memory has no place. */
    private boolean isOneStore() {
        boolean same = source() == target
                || (target.capabilities().contains(Store.Capability.JOURNAL) && source().keeps(target.journal()));
        return same && source().database().equals(target.database());
    }

    private List<String> differences(RelationalCatalog actual) {
        RelationalCatalog meant = new Wish(source(), definition, around.migrations()).chosen();
        return around.adoption().appliedTo(SchemaDiff.between(actual, meant), definition).changes().stream()
                .filter(change -> !isHarmless(change) && !new RenamedParts(options.scope()).explain(change))
                .map(change -> change.finding().sentence())
                .toList();
    }

    /** Rules that the source lacks are asked of its rows; tables may have another name there. */
    private boolean isHarmless(Change change) {
        return change instanceof RelationalChange.AddForeignKey
                || change instanceof RelationalChange.AddUnique
                || change instanceof RelationalChange.AddCheck
                || change instanceof RelationalChange.AddExclusion
                || change instanceof RelationalChange.CreateIndex
                || change instanceof RelationalChange.CreateView
                || change instanceof RelationalChange.ChangeTableComment
                || (change instanceof RelationalChange.ChangePrimaryKey key
                        && key.before().isEmpty())
                || (change instanceof RelationalChange.CreateTable create
                        && options.scope()
                                .tableNames()
                                .containsValue(create.table().name()));
    }

    private List<String> behindMigrations() {
        MigrationLook look = MigrationLook.at(source(), MigrationLook.recordsOf(source()), around.migrations());
        return look.in(State.PENDING, State.LATE, State.REPEATING, State.UNKNOWN, State.CHECKSUM_MISMATCH).stream()
                .map(MigrationStatus::sentence)
                .toList();
    }

    /** A script that has no words in the target's dialect is heard of before anything is written; operations have them. */
    void requireScripts() {
        var scripts = new MigrationScripts(target.dialect(), around.migrations());
        for (Migration migration : around.migrations().inOrder()) {
            if (migration.operations().isEmpty()) {
                scripts.forward(migration);
            }
        }
    }

    /**
     * What of the source becomes what of a target that is as it will be.
     *
     * @param from what the source holds
     * @param found what the target holds
     */
    Pairing.Paired planned(RelationalCatalog from, RelationalCatalog found) {
        CarriedTables carried = carried(from);
        return paired(from, found, carried.beside(wanted(), spelled(carried)));
    }

    /** What of the source is what of the target. */
    Pairing.Paired paired(RelationalCatalog from, RelationalCatalog found) {
        return paired(from, found, History.withoutTables(found));
    }

    /** The same to compare two files by what their values mean. */
    Pairing.Paired meant(Pairing.Paired paired, RelationalCatalog from, RelationalCatalog found) {
        var meanings = new Meanings(from, found, carried(from).with(definition).relational(), options.scope());
        return paired.told(meanings::of);
    }

    private Pairing.Paired paired(RelationalCatalog from, RelationalCatalog found, RelationalCatalog to) {
        CarriedTables carried = carried(from);
        RelationalCatalog holds = holds(found, to);
        var digits = new TargetDigits(target.dialect(), holds);
        Pairing.Paired paired = Pairing.between(
                        from, to, carried.with(definition).relational(), options)
                .told(new ZonelessColumns(holds)::of)
                .told(digits::of);
        return paired.noting(carried.findings()).noting(sorting(paired.passages(), from, holds));
    }

    /** The tables that move though the definition does not speak of them. */
    CarriedTables carried(RelationalCatalog from) {
        return CarriedTables.of(from, wanted(), definition.relational().tables(), options.scope());
    }

    /** What the target would hold if it were made with them. */
    RelationalCatalog spelled(CarriedTables carried) {
        return target.spell(carried.with(definition));
    }

    /** A host may have tables with other types than those meant, which it tolerates. */
    private static RelationalCatalog holds(RelationalCatalog found, RelationalCatalog wanted) {
        return new RelationalCatalog(
                wanted.dialect(),
                wanted.tables().stream()
                        .map(table -> found.table(table.name()).orElse(table))
                        .toList(),
                wanted.views(),
                wanted.foreignObjects(),
                wanted.facts());
    }

    private List<Finding> sorting(List<Passage> passages, RelationalCatalog from, RelationalCatalog to) {
        List<SortingNotices.Pair> columns = passages.stream()
                .flatMap(passage -> SortingNotices.pairs(passage, from, to))
                .toList();
        return SortingNotices.between(source(), target).stream()
                .flatMap(notices -> Stream.concat(notices.texts(columns).stream(), notices.nulls(columns).stream()))
                .toList();
    }

    /** What the target will hold. */
    RelationalCatalog wanted() {
        return new Wish(target, definition, around.migrations()).chosen();
    }

    MoveRequest request(List<Passage> passages, RelationalCatalog catalog) {
        return new MoveRequest(passages, catalog, options, around.cancellation());
    }

    MoveReports reports() {
        return new MoveReports(source().name(), target.name());
    }

    MoveJob job(Pairing.Paired paired) {
        return new MoveJob(
                source().name(),
                target.name(),
                paired.passages(),
                paired.questions(),
                options,
                around.listener(),
                around.cancellation(),
                Ticking.real());
    }
}
