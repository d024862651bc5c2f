package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.internal.json.Json;
import io.whisperschema.report.ReportPage.Column;
import java.util.List;

/** The pages of what starts and migrations did. */
final class RunPage {
    private final ReportPage html = new ReportPage();

    private RunPage() {}

    static String of(MigrationReport report) {
        var page = new RunPage();
        page.html.head("Migrations on " + report.store(), report.summary());
        page.steps(report.execution());
        page.html.notices(report.notices());
        return page.html.end();
    }

    static String of(BootstrapReport report) {
        var page = new RunPage();
        page.html.head(
                "Start",
                report.stores().size() == 1
                        ? "1 store is ready"
                        : report.stores().size() + " stores are ready");
        page.stores(report);
        report.migrations().forEach(page::migrations);
        if (!report.execution().results().isEmpty()) {
            page.html.heading("Plan");
            page.steps(report.execution());
        }
        if (!report.plan().warnings().isEmpty()) {
            page.html.heading("Warnings");
            page.html.line("<ul>");
            report.plan().warnings().forEach(page::warning);
            page.html.line("</ul>");
        }
        return page.html.end();
    }

    static String of(RehearsalReport report) {
        var page = new RunPage();
        page.html.head("Rehearsal on " + report.store(), report.summary());
        page.rehearsed(report.execution());
        page.locks(report.locks());
        page.html.warnings("Not rehearsed", report.notRehearsed());
        return page.html.end();
    }

    static String of(RebuildReport report) {
        var page = new RunPage();
        page.html.head("Rebuild of " + report.store(), report.summary());
        page.html.warnings("Restore point", List.of(report.restorePoint()));
        page.html.warnings("Destroyed", report.destroyed());
        page.html.warnings("Not touched, since it is somebody else's", report.left());
        page.html.heading("Made anew");
        page.steps(report.execution());
        return page.html.end();
    }

    private void rehearsed(ExecutionReport execution) {
        if (!execution.results().isEmpty()) {
            int count = execution.results().size();
            html.table(
                    (count == 1 ? "1 step ran in " : count + " steps ran in ")
                            + execution.took().toMillis() + " ms, and nothing of it stays",
                    Column.text("Step"),
                    Column.number("Time"));
            execution
                    .results()
                    .forEach(result -> html.line("<tr><td>" + words(result) + "</td>" + time(result) + "</tr>"));
            html.endOfTable();
            html.list(execution.notices());
        }
    }

    private void locks(List<TakenLock> locks) {
        if (!locks.isEmpty()) {
            html.heading("Locks");
            html.table(
                    "Of each table or view that was there, the strongest lock",
                    Column.text("Table or view"),
                    Column.text("Lock"));
            locks.forEach(lock -> html.line("<tr><th scope=\"row\">" + HtmlText.of(lock.relation()) + "</th><td>"
                    + HtmlText.of(lock.mode()) + "</td></tr>"));
            html.endOfTable();
        }
    }

    private void stores(BootstrapReport report) {
        html.table("How each store was found", Column.text("Store"), Column.text("It was"));
        report.stores()
                .forEach((store, outcome) -> html.line("<tr><th scope=\"row\">" + HtmlText.of(store)
                        + "</th><td class=\"state\">" + words(outcome) + "</td></tr>"));
        html.endOfTable();
    }

    private void migrations(MigrationReport report) {
        html.heading("Migrations on " + report.store());
        html.line("<p>" + HtmlText.of(report.summary()) + "</p>");
        steps(report.execution());
        html.notices(report.notices());
    }

    private void steps(ExecutionReport execution) {
        List<StepResult> results = execution.results();
        if (results.isEmpty()) {
            html.line("<p class=\"quiet\">No statement was run.</p>");
            return;
        }
        html.table(
                execution.applied().size() + " of " + results.size() + " steps applied in "
                        + execution.took().toMillis() + " ms",
                Column.text("Step"),
                Column.text("Result"),
                Column.number("Time"));
        results.forEach(this::step);
        html.endOfTable();
        html.list(execution.notices());
    }

    private void step(StepResult result) {
        html.line("<tr><td>" + words(result) + "</td><td class=\"state\">" + words(result.outcome()) + "</td>"
                + time(result) + "</tr>");
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
        html.line("<li class=\"warning\">" + ReportPage.sentences(finding) + "</li>");
    }
}
