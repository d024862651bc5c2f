package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.Golden;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step.Isolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanPrintingTest {
    private static final Change CHANGE = new CodeChange(StoreKind.RELATIONAL, "add `odd` | column", "1");

    private static Plan plan() {
        return new Plan(
                List.of(
                        step(
                                "1",
                                "ALTER TABLE users\nADD COLUMN \"```\" text",
                                Risk.NONE.under("ACCESS EXCLUSIVE on users"),
                                Isolation.IN_TRANSACTION,
                                new Undo.ByStatement("ALTER TABLE users DROP COLUMN \"```\"")),
                        step(
                                "2",
                                "DROP TABLE old",
                                Risk.of(Danger.LOSES_DATA).with(Danger.REWRITES_TABLE),
                                Isolation.ALONE,
                                new Undo.Impossible("the rows are gone")),
                        new Step(
                                "3",
                                "qdrant",
                                new CodeChange(StoreKind.VECTORS, "reembed", "7"),
                                Optional.empty(),
                                Risk.NONE,
                                Isolation.ALONE,
                                new Undo.ByChange(new CodeChange(StoreKind.VECTORS, "forget", "7")))),
                Map.of("postgres", "abc"),
                List.of(Finding.notice("index mine", "nothing", "it", "It is left as it is.")));
    }

    private static Step step(String id, String statement, Risk risk, Isolation isolation, Undo undo) {
        return new Step(id, "postgres", CHANGE, Optional.of(statement), risk, isolation, undo);
    }

    @Test
    void itsJsonIsAsWrittenBefore() {
        Golden.isAsWrittenBefore("plan-v1.json", plan().toJson());
    }

    @Test
    void itsMarkdownIsAsWrittenBefore() {
        Golden.isAsWrittenBefore("plan.md", plan().markdown());
    }

    @Test
    void itsTextSaysCauseStatementRiskAndWhatCannotBeUndone() {
        assertThat(plan().text()).isEqualTo("""
                1. [postgres] run add `odd` | column (version 1)
                     ALTER TABLE users
                     ADD COLUMN "```" text
                     risk: takes ACCESS EXCLUSIVE on users
                2. [postgres] run add `odd` | column (version 1)
                     DROP TABLE old
                     risk: loses data, rewrites the table
                     cannot be undone: the rows are gone
                3. [qdrant] run reembed (version 7)
                3 steps, 1 losing data, 2 outside a transaction.
                """);
    }

    @Test
    void aPlanWithoutStepsSaysSoInEveryForm() {
        var empty = new Plan(List.of(), Map.of(), List.of());

        assertThat(empty.text()).isEqualTo("Nothing to do.\n");
        assertThat(empty.markdown()).isEqualTo("# Plan\n\nNothing to do.\n");
        assertThat(empty.toJson()).contains("\"steps\": []");
    }
}
