package io.whisperschema.report;

import static java.util.stream.Collectors.joining;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.json.Json;
import io.whisperschema.move.Applied;
import io.whisperschema.move.MovePhase;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** The reports of moves as text. */
final class MoveText {
    private static final int PARTS = 256;
    private static final int MOST_DIFFERENCES = 20;
    private static final int MEGABYTE = 1_000_000;

    private MoveText() {}

    static String summary(MoveReport report) {
        return words(report.question()) + " " + report.source() + " → " + report.target() + ": "
                + count(report.rows(), "row") + ", " + count(report.passages().size(), "table") + ", "
                + others(
                        report.passages().stream()
                                .mapToLong(PassageResult::rejected)
                                .sum(),
                        "rejected")
                + others(
                        report.passages().stream()
                                .mapToLong(PassageResult::leftOut)
                                .sum(),
                        "left out")
                + verdict(report);
    }

    /** Rows that are not in the target; nothing is said of none. */
    private static String others(long rows, String became) {
        return rows == 0 ? "" : count(rows, "row") + " " + became + ", ";
    }

    private static String verdict(MoveReport report) {
        if (report.targetRoot().isEmpty()) {
            return "not read back";
        }
        long differing =
                report.passages().stream().filter(each -> !each.isEqual()).count();
        return report.isProven() ? "proven equal" : count(differing, "table") + " not equal";
    }

    static String of(MoveReport report) {
        var lines = new StringBuilder(summary(report)).append('\n');
        line(lines, roots(report));
        report.passages().forEach(passage -> line(lines, passage(passage)));
        report.passages().forEach(passage -> coerced(lines, passage));
        report.differences().stream().limit(MOST_DIFFERENCES).forEach(each -> line(lines, each.sentence()));
        int more = report.differences().size() - MOST_DIFFERENCES;
        if (more > 0) {
            line(lines, "and " + more + " more");
        }
        report.flaws().forEach(flaw -> line(lines, flaw.text().replace("\n", "\n  ")));
        report.notices().forEach(notice -> notice(lines, notice));
        if (!report.took().isEmpty()) {
            line(lines, took(report.took()));
        }
        return lines.toString();
    }

    private static String roots(MoveReport report) {
        int differing = report.passages().stream()
                .mapToInt(each -> each.differingParts().size())
                .sum();
        if (report.targetRoot().isEmpty()) {
            return "root " + report.sourceRoot() + " of what was written";
        }
        return report.isProven()
                ? "root " + report.sourceRoot() + " on both sides, "
                        + number((long) PARTS * report.passages().size()) + " parts compared, 0 differ"
                : "root " + report.sourceRoot() + " of the source, " + report.targetRoot() + " of the target, "
                        + number((long) PARTS * report.passages().size()) + " parts compared, " + differing + " differ";
    }

    private static String passage(PassageResult passage) {
        return passage.source()
                + (passage.source().equals(passage.target()) ? "" : " → " + passage.target())
                + "  " + count(passage.rows(), "row")
                + "  " + megabytes(passage.bytes())
                + "  " + count(passage.chunks(), "chunk")
                + passage.writing().map(writing -> "  " + words(writing)).orElse("")
                + "  "
                + (passage.targetDigest().isEmpty() ? "not read back" : passage.isEqual() ? "equal" : "NOT EQUAL")
                + (passage.rejected() == 0 ? "" : "  " + number(passage.rejected()) + " rejected")
                + (passage.leftOut() == 0 ? "" : "  " + number(passage.leftOut()) + " left out");
    }

    private static void coerced(StringBuilder lines, PassageResult passage) {
        passage.coerced().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Applied::column).thenComparing(Applied::rule)))
                .forEach(each -> line(
                        lines,
                        "coerced: " + passage.source() + "." + each.getKey().column() + " by "
                                + each.getKey().rule() + ", " + count(each.getValue(), "value")));
    }

    static String took(Map<MovePhase, Duration> took) {
        return took.entrySet().stream()
                .map(each -> words(each.getKey()) + " " + seconds(each.getValue()))
                .collect(joining(", "));
    }

    static String summary(PreflightReport report) {
        long rows =
                report.passages().stream().mapToLong(passage -> passage.rows()).sum();
        long refused = report.flaws().stream().filter(each -> each.isRefused()).count();
        return "preflight " + report.source() + " → " + report.target() + ": " + count(rows, "row") + ", "
                + count(report.passages().size(), "table") + ", "
                + (refused == 0 ? "nothing in the way" : count(refused, "finding") + " in the way");
    }

    static String of(PreflightReport report) {
        var lines = new StringBuilder(summary(report)).append('\n');
        report.passages()
                .forEach(passage -> line(
                        lines,
                        passage.source() + "  " + count(passage.rows(), "row") + "  " + megabytes(passage.bytes())));
        report.flaws().forEach(flaw -> line(lines, flaw.text().replace("\n", "\n  ")));
        report.notices().forEach(notice -> notice(lines, notice));
        return lines.toString();
    }

    static String of(ReplayReport report) {
        var lines = new StringBuilder("replayed rejected rows on ")
                .append(report.target())
                .append(report.tables().isEmpty() ? ": there were none\n" : "\n");
        for (ReplayReport.Replayed table : report.tables()) {
            line(
                    lines,
                    table.table() + "  " + number(table.written()) + " written, " + number(table.there())
                            + " there already, " + number(table.stillRejected().size()) + " still rejected");
            table.stillRejected().forEach(reason -> line(lines, "  " + reason));
        }
        return lines.toString();
    }

    private static void notice(StringBuilder lines, Finding notice) {
        line(lines, notice.sentence());
        line(lines, "  " + notice.remedy());
    }

    static String words(Enum<?> value) {
        return Json.word(value).replace('_', ' ');
    }

    static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String megabytes(long bytes) {
        return bytes < MEGABYTE
                ? String.format(Locale.ROOT, "%,d kB", (bytes + 999) / 1000)
                : String.format(Locale.ROOT, "%,d MB", bytes / MEGABYTE);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private static void line(StringBuilder lines, String text) {
        lines.append("  ").append(text).append('\n');
    }
}
