package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.internal.json.Json;
import java.util.List;

/** The pages of what starts and migrations did. */
final class RunPage {
    private final StringBuilder html = new StringBuilder();

    private RunPage() {}

    static String of(MigrationReport report) {
        var page = new RunPage();
        page.head("Migrations on " + report.store(), report.summary());
        page.steps(report.execution());
        page.notices(report);
        return page.end();
    }

    static String of(BootstrapReport report) {
        var page = new RunPage();
        page.head(
                "Start",
                report.stores().size() == 1
                        ? "1 store is ready"
                        : report.stores().size() + " stores are ready");
        page.stores(report);
        report.migrations().forEach(page::migrations);
        if (!report.execution().results().isEmpty()) {
            page.heading("Plan");
            page.steps(report.execution());
        }
        if (!report.plan().warnings().isEmpty()) {
            page.heading("Warnings");
            page.line("<ul>");
            report.plan().warnings().forEach(page::warning);
            page.line("</ul>");
        }
        return page.end();
    }

    static String of(RehearsalReport report) {
        var page = new RunPage();
        page.head("Rehearsal on " + report.store(), report.summary());
        page.rehearsed(report.execution());
        page.locks(report.locks());
        page.list("Not rehearsed", report.notRehearsed());
        return page.end();
    }

    static String of(RebuildReport report) {
        var page = new RunPage();
        page.head("Rebuild of " + report.store(), report.summary());
        page.list("Restore point", List.of(report.restorePoint()));
        page.list("Destroyed", report.destroyed());
        page.list("Not touched, since it is somebody else's", report.left());
        page.heading("Made anew");
        page.steps(report.execution());
        return page.end();
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            heading(title);
            line("<ul>");
            items.forEach(one -> line("<li class=\"warning\">" + HtmlText.of(one) + "</li>"));
            line("</ul>");
        }
    }

    private void rehearsed(ExecutionReport execution) {
        if (!execution.results().isEmpty()) {
            int count = execution.results().size();
            table(
                    (count == 1 ? "1 step ran in " : count + " steps ran in ")
                            + execution.took().toMillis() + " ms, and nothing of it stays",
                    "Step",
                    "Time");
            execution.results().forEach(result -> line("<tr><td>" + words(result) + "</td>" + time(result) + "</tr>"));
            endOfTable();
        }
    }

    private void locks(List<TakenLock> locks) {
        if (!locks.isEmpty()) {
            heading("Locks");
            table("Of each table or view that was there, the strongest lock", "Table or view", "Lock");
            locks.forEach(lock -> line("<tr><th scope=\"row\">" + HtmlText.of(lock.relation()) + "</th><td>"
                    + HtmlText.of(lock.mode()) + "</td></tr>"));
            endOfTable();
        }
    }

    private void head(String title, String verdict) {
        html.append(HtmlPage.beginning(title + ": " + verdict, RunStyle.CSS));
        line("<h1>" + HtmlText.of(title) + "</h1>");
        line("<p class=\"verdict\">" + HtmlText.of(verdict) + "</p>");
    }

    private void heading(String words) {
        line("<h2>" + HtmlText.of(words) + "</h2>");
    }

    private void stores(BootstrapReport report) {
        table("How each store was found", "Store", "It was");
        report.stores()
                .forEach((store, outcome) -> line("<tr><th scope=\"row\">" + HtmlText.of(store)
                        + "</th><td class=\"state\">" + words(outcome) + "</td></tr>"));
        endOfTable();
    }

    private void migrations(MigrationReport report) {
        heading("Migrations on " + report.store());
        line("<p>" + HtmlText.of(report.summary()) + "</p>");
        steps(report.execution());
        notices(report);
    }

    private void notices(MigrationReport report) {
        if (!report.notices().isEmpty()) {
            heading("Notices");
            line("<ul>");
            report.notices().forEach(this::notice);
            line("</ul>");
        }
    }

    private void notice(Finding finding) {
        line("<li>" + sentences(finding) + "</li>");
    }

    private static String sentences(Finding finding) {
        return HtmlText.of(finding.sentence()) + " <span class=\"quiet\">" + HtmlText.of(finding.remedy()) + "</span>";
    }

    private void steps(ExecutionReport execution) {
        List<StepResult> results = execution.results();
        if (results.isEmpty()) {
            line("<p class=\"quiet\">No statement was run.</p>");
            return;
        }
        table(
                execution.applied().size() + " of " + results.size() + " steps applied in "
                        + execution.took().toMillis() + " ms",
                "Step",
                "Result",
                "Time");
        results.forEach(this::step);
        endOfTable();
    }

    private void step(StepResult result) {
        line("<tr><td>" + words(result) + "</td><td class=\"state\">" + words(result.outcome()) + "</td>" + time(result)
                + "</tr>");
    }

    private static String words(StepResult result) {
        return HtmlText.of(result.step().change().words()) + " <span class=\"quiet\">"
                + HtmlText.of(result.step().store() + ", step " + result.step().id()) + "</span>";
    }

    private static String time(StepResult result) {
        return "<td class=\"number\">" + result.took().toMillis() + " ms</td>";
    }

    private static String words(Enum<?> value) {
        return Json.word(value).replace('_', ' ');
    }

    private void warning(Finding finding) {
        line("<li class=\"warning\">" + sentences(finding) + "</li>");
    }

    private void table(String caption, String... columns) {
        line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + HtmlText.of(caption) + "\">");
        line("<table>");
        line("<caption>" + HtmlText.of(caption) + "</caption>");
        line("<thead><tr>");
        for (String column : columns) {
            line("<th scope=\"col\"" + (column.equals("Time") ? " class=\"number\"" : "") + ">" + column + "</th>");
        }
        line("</tr></thead>");
        line("<tbody>");
    }

    private void endOfTable() {
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    private void line(String text) {
        html.append(text).append('\n');
    }

    private String end() {
        return html.append(HtmlPage.END).toString();
    }
}
