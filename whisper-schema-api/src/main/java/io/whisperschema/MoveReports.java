package io.whisperschema;

import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.move.Applied;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.PassageSurvey;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PassageResult;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.report.ReplayReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The reports of what came of moves.
 *
 * @param source the source's name
 * @param target the target's name
 */
record MoveReports(String source, String target) {
    MoveReport of(MoveOutcome outcome) {
        var engine = new MoveEngine(outcome.job());
        return new MoveReport(
                source,
                target,
                outcome.move(),
                outcome.question(),
                outcome.job().passages().stream()
                        .map(passage -> result(passage, outcome))
                        .toList(),
                engine.root(outcome.source()),
                outcome.target().isEmpty() ? "" : engine.root(outcome.target()),
                outcome.survey().flaws(),
                outcome.findings(),
                outcome.differences(),
                outcome.took());
    }

    private static PassageResult result(Passage passage, MoveOutcome outcome) {
        List<ChunkState> chunks = outcome.chunks().stream()
                .filter(chunk -> chunk.chunk().passage().equals(passage.target()))
                .toList();
        PassageSurvey seen = outcome.survey().passages().stream()
                .filter(survey -> survey.source().equals(passage.source()))
                .findFirst()
                .orElseThrow();
        Parts sent = outcome.source().getOrDefault(passage.target(), new Parts());
        Optional<Parts> arrived = Optional.ofNullable(outcome.target().get(passage.target()));
        return new PassageResult(
                passage.source(),
                passage.target(),
                Optional.ofNullable(outcome.writings().get(passage.target())),
                sent.count(),
                sum(chunks, ChunkState::rejected),
                sum(chunks, ChunkState::leftOut),
                chunks.isEmpty() ? seen.bytes() : sum(chunks, ChunkState::bytes),
                chunks.isEmpty() ? seen.chunks() : chunks.size(),
                coerced(chunks),
                sent.digest(passage),
                arrived.map(parts -> parts.digest(passage)).orElse(""),
                arrived.map(sent::differingFrom).orElse(List.of()));
    }

    private static long sum(List<ChunkState> chunks, ToLongFunction<ChunkState> count) {
        return chunks.stream().mapToLong(count).sum();
    }

    private static Map<Applied, Long> coerced(List<ChunkState> chunks) {
        var counts = new HashMap<Applied, Long>();
        chunks.forEach(chunk -> chunk.coerced().forEach((applied, count) -> counts.merge(applied, count, Long::sum)));
        return counts;
    }

    PreflightReport looked(MoveOutcome outcome) {
        return new PreflightReport(
                source, target, outcome.survey().passages(), outcome.survey().flaws(), outcome.findings());
    }

    ReplayReport replayed(List<ReplayReport.Replayed> tables) {
        return new ReplayReport(target, tables);
    }
}
