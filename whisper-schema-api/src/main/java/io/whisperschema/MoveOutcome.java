package io.whisperschema;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.move.MoveJob;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Writing;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What came of a move, or of comparing what it moved.
 *
 * @param question which of them
 * @param move the move's id; empty where there was none
 * @param job what went over
 * @param findings what else there is to know
 * @param survey what was seen of the source
 * @param chunks how the chunks were copied; none where nothing was
 * @param writings how each was written, by the target's name of a passage; none where nothing was
 * @param source the sums of the source, by the target's name of a passage
 * @param target those of the target; none where it was not read back
 * @param differences the rows that differ
 * @param took how long each phase took
 */
record MoveOutcome(
        MoveReport.Question question,
        String move,
        MoveJob job,
        List<Finding> findings,
        SurveyResult survey,
        List<ChunkState> chunks,
        Map<String, Writing> writings,
        Map<String, Parts> source,
        Map<String, Parts> target,
        List<Difference> differences,
        Map<MovePhase, Duration> took) {
    /** The same with more findings. */
    MoveOutcome with(List<Finding> more) {
        List<Finding> all = Stream.concat(findings.stream(), more.stream()).toList();
        return new MoveOutcome(question, move, job, all, survey, chunks, writings, source, target, differences, took);
    }

    /** The same with keys of differing rows in other words. */
    MoveOutcome keyed(UnaryOperator<String> words) {
        List<Difference> readable = differences.stream()
                .map(each -> new Difference(each.table(), words.apply(each.key()), each.kind(), each.columns()))
                .toList();
        return new MoveOutcome(question, move, job, findings, survey, chunks, writings, source, target, readable, took);
    }
}
