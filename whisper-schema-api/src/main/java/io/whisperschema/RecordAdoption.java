package io.whisperschema;

import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.OtherRecord;
import io.whisperschema.migration.OtherRecord.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of our migrations another tool's record stands for. */
final class RecordAdoption {
    /** Flyway writes 1 as 1, 01 or 1.0; with more parts it is no number of ours. */
    private static final Pattern NUMBER = Pattern.compile("0*([1-9][0-9]{0,8})(?:\\.0+)*");

    private final String store;
    private final Migrations migrations;
    private final Map<String, MigrationId> revisions;

    RecordAdoption(String store, Migrations migrations, Map<String, MigrationId> revisions) {
        this.store = store;
        this.migrations = migrations;
        this.revisions = revisions;
    }

    /**
     * Those that are applied, in their order; empty if no tool says anything.
     *
     * @throws HistoryUnclear if several tools do, a version failed, or nobody said what one stands for
     * @throws NewerThanCode if a version stands for a number that the code does not have
     */
    List<Migration> of(List<OtherRecord> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        if (records.size() > 1) {
            throw new HistoryUnclear(
                    store,
                    "several tools have a record of migrations: "
                            + String.join(
                                    ", ",
                                    records.stream()
                                            .map(one -> one.tool().table())
                                            .toList()),
                    "Say with stamp(…) at which of your migrations it is, then start again.");
        }
        OtherRecord record = records.get(0);
        refuseFailed(record);
        refuseUnknown(record);
        var applied = new HashSet<MigrationId>();
        record.applied().forEach(version -> applied.add(id(record, version)));
        record.reached().forEach(version -> addWithAllBefore(id(record, version), applied));
        return migrations.inOrder().stream()
                .filter(one -> applied.contains(one.id()))
                .toList();
    }

    private void refuseFailed(OtherRecord record) {
        if (!record.failed().isEmpty()) {
            throw new HistoryUnclear(
                    store,
                    record.tool().table() + " says that these failed: " + String.join(", ", record.failed()),
                    "Bring the database to where it was before them and mend that record, then start again.");
        }
    }

    private void refuseUnknown(OtherRecord record) {
        List<String> unknown = versions(record).stream()
                .filter(version ->
                        find(record, version).flatMap(migrations::find).isEmpty())
                .filter(version -> find(record, version).isPresent())
                .map(version -> record.tool().table() + ": " + version)
                .toList();
        if (!unknown.isEmpty()) {
            throw new NewerThanCode(store, unknown);
        }
    }

    private static List<String> versions(OtherRecord record) {
        var versions = new ArrayList<>(record.applied());
        versions.addAll(record.reached());
        return versions;
    }

    private MigrationId id(OtherRecord record, String version) {
        return find(record, version)
                .orElseThrow(() -> new HistoryUnclear(
                        store,
                        record.tool().table() + " names " + version + ", and nobody said what that stands for",
                        "If it is one of your migrations, say BootstrapOptions.cautious().adopting(Map.of(\"" + version
                                + "\", MigrationId.core(…))); if not, the database is not of this code."));
    }

    private Optional<MigrationId> find(OtherRecord record, String version) {
        var number = NUMBER.matcher(version);
        return Optional.ofNullable(revisions.get(version))
                .or(() -> record.tool() == Tool.FLYWAY && number.matches()
                        ? Optional.of(MigrationId.core(Integer.parseInt(number.group(1))))
                        : Optional.empty());
    }

    /** With the lower numbers of its component and what each of them depends on. */
    private void addWithAllBefore(MigrationId id, Set<MigrationId> applied) {
        if (!applied.add(id)) {
            return;
        }
        migrations.inOrder().stream()
                .map(Migration::id)
                .filter(one -> one.component().equals(id.component()) && one.number() < id.number())
                .forEach(one -> addWithAllBefore(one, applied));
        migrations
                .find(id)
                .ifPresent(one -> one.directives().dependsOn().forEach(needed -> addWithAllBefore(needed, applied)));
    }
}
