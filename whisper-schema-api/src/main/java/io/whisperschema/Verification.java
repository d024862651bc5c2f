package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Migration;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Whether all migrations together make of an empty store what the definition says. */
final class Verification {
    private final SchemaDefinition definition;
    private final Surroundings around;
    private final RelationalStore empty;

    Verification(SchemaDefinition definition, Surroundings around, RelationalStore empty) {
        this.definition = definition;
        this.around = around;
        this.empty = empty;
    }

    ValidationReport report() {
        refuseWhatIsNotEmpty();
        new MigrationRun(around.withoutRelational().with(empty).passingOthersOver(), losing()).applyAll();
        RelationalCatalog replayed = History.withoutTables(empty.inspect());
        RelationalCatalog wanted = new Wish(empty, definition, around.migrations()).chosen();
        Diff diff = around.adoption().appliedTo(SchemaDiff.between(replayed, wanted), definition);
        var findings = new LinkedHashMap<String, List<Finding>>();
        findings.put(
                empty.name(),
                Stream.concat(diff.findings().stream(), passedOver().stream()).toList());
        RecordFlaws.addTo(findings, around);
        return new ValidationReport(findings);
    }

    private List<Finding> passedOver() {
        return around.migrations().inOrder().stream()
                .filter(Migration::isOfOtherStore)
                .map(Verification::passedOver)
                .toList();
    }

    private static Finding passedOver(Migration migration) {
        boolean isOfCache = migration.storeKind() == StoreKind.CACHE;
        return Finding.notice(
                "migration " + migration.line(),
                isOfCache ? "entries to rewrite" : "collections to reshape",
                "none",
                "A replay has no " + (isOfCache ? "cache" : "vector store")
                        + ", so it is on record there and did nothing.");
    }

    private void refuseWhatIsNotEmpty() {
        if (!empty.inspect().isEmpty()) {
            throw new StoreDiffers(
                    empty.name(),
                    List.of("it holds something already"),
                    "Migrations are replayed in an empty database, schema or file: give one that nobody needs.");
        }
    }

    /** Nothing is there that could be lost. */
    private static MigrateOptions losing() {
        return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
    }
}
