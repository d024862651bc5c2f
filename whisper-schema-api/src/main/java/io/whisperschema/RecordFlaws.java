package io.whisperschema;

import io.whisperschema.finding.Finding;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with the record of migrations itself, where a store keeps one, or worth knowing of it. */
final class RecordFlaws {
    private RecordFlaws() {}

    /** Adds it to what is found in the stores; nothing where all is as it was written. */
    static void addTo(Map<String, List<Finding>> findings, Surroundings around) {
        for (var store : around.stores()) {
            if (store instanceof RelationalStore relational && mayKeepOne(relational, around)) {
                List<Finding> flaws = relational.history().flaws();
                if (!flaws.isEmpty()) {
                    findings.merge(store.name(), flaws, RecordFlaws::joined);
                }
            }
        }
    }

    /** Adds which migrations have another text than was applied, though it means the same. */
    static void addNotices(Map<String, List<Finding>> findings, Surroundings around) {
        for (var store : around.stores()) {
            if (store instanceof RelationalStore relational
                    && !around.migrations().isEmpty()) {
                List<Finding> notices = MigrationLook.of(
                                relational, MigrationLook.recordsOf(relational), around.migrations())
                        .notices();
                findings.merge(store.name(), notices, RecordFlaws::joined);
            }
        }
    }

    /** Also without migrations, where it keeps the journal of plans. */
    private static boolean mayKeepOne(RelationalStore store, Surroundings around) {
        return !around.migrations().isEmpty() || store.capabilities().contains(Store.Capability.JOURNAL);
    }

    static List<Finding> joined(List<Finding> some, List<Finding> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
