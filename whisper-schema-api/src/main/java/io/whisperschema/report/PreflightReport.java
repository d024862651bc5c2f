package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.PassageSurvey;
import java.util.List;

/**
 * What a move would find.
 *
 * @param source the source's name
 * @param target the target's name
 * @param passages what there is to move
 * @param flaws what is wrong with values and rows, and what would become of them
 * @param notices what else there is to know; errors where something has no place in the target
 */
public record PreflightReport(
        String source, String target, List<PassageSurvey> passages, List<FlawFound> flaws, List<Finding> notices) {
    public PreflightReport {
        requireNonNull(source);
        requireNonNull(target);
        passages = List.copyOf(passages);
        flaws = List.copyOf(flaws);
        notices = List.copyOf(notices);
    }

    /** Whether a move with the same options would begin. */
    public boolean isClear() {
        return flaws.stream().noneMatch(FlawFound::isRefused)
                && notices.stream().noneMatch(notice -> notice.severity() == Severity.ERROR);
    }

    /** The report as one line. */
    public String summary() {
        return MoveText.summary(this);
    }

    /** The report as lines of text. */
    public String text() {
        return MoveText.of(this);
    }

    /** The report as JSON. */
    public String toJson() {
        return MoveJson.write(this);
    }

    /** The report as a page that needs nothing beside itself. */
    public String toHtml() {
        return MovePage.of(this);
    }
}
