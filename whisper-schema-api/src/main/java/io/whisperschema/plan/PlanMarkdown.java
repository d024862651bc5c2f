package io.whisperschema.plan;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;

/** {@link Plan#markdown()}. Whatever comes from a schema stands in code, where it means nothing to Markdown. */
final class PlanMarkdown {
    private final StringBuilder out = new StringBuilder("# Plan\n\n");

    private PlanMarkdown() {}

    static String of(Plan plan) {
        var markdown = new PlanMarkdown();
        markdown.line(plan.isEmpty() ? "Nothing to do." : plan.summary());
        plan.steps().forEach(markdown::step);
        markdown.remarks(plan);
        return markdown.out.toString();
    }

    private void step(Step step) {
        out.append("\n## ").append(step.id()).append(". ");
        line(code(step.change().words()));
        line("");
        line("- Store: " + code(step.store()));
        line("- Risk: "
                + (step.risk().text().isEmpty() ? "none" : code(step.risk().text())));
        line("- Transaction: " + transaction(step));
        line("- Undo: " + undo(step.undo()));
        String language = step.change().kind() == StoreKind.RELATIONAL ? "sql" : "text";
        step.statement().ifPresent(statement -> statement(language, statement));
    }

    private static String transaction(Step step) {
        return step.isolation() == Step.Isolation.IN_TRANSACTION
                ? "with its neighbours, all or nothing"
                : "**none**; it stays when a later step fails";
    }

    private static String undo(Undo undo) {
        if (undo instanceof Undo.ByStatement by) {
            return code(by.statement());
        }
        return undo instanceof Undo.ByChange by
                ? code(by.change().words())
                : "**impossible**, " + code(((Undo.Impossible) undo).reason());
    }

    private void statement(String language, String statement) {
        String fence = "`".repeat(Math.max(3, longestRun(statement) + 1));
        line("");
        line(fence + language);
        line(statement);
        line(fence);
    }

    private void remarks(Plan plan) {
        if (plan.remarks().isEmpty()) {
            return;
        }
        out.append("\n## Left alone\n\n");
        for (Finding remark : plan.remarks()) {
            line("- " + remark.severity() + ": " + code(remark.sentence()) + " " + code(remark.remedy()));
        }
    }

    /** Within more backticks than it holds, on one line. */
    private static String code(String text) {
        String onOneLine = text.replaceAll("\\R", " ");
        String ticks = "`".repeat(longestRun(onOneLine) + 1);
        boolean touches = onOneLine.startsWith("`") || onOneLine.endsWith("`");
        return ticks + (touches ? " " + onOneLine + " " : onOneLine) + ticks;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
