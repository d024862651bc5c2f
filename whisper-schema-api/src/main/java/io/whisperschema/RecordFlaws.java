package io.whisperschema;

import io.whisperschema.finding.Finding;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with the record of migrations itself, where a store keeps one. */
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

    /** Also without migrations, where it keeps the journal of plans. */
    private static boolean mayKeepOne(RelationalStore store, Surroundings around) {
        return !around.migrations().isEmpty() || store.capabilities().contains(Store.Capability.JOURNAL);
    }

    static List<Finding> joined(List<Finding> some, List<Finding> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
