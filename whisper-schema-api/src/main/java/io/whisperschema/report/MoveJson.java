package io.whisperschema.report;

import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.document.FindingJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.move.Applied;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.PassageSurvey;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Sample;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.Writing;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of what moves report. */
final class MoveJson {
    private static final DocumentFormat MOVE = new DocumentFormat("whisper-schema/move-report", 1);
    private static final DocumentFormat PREFLIGHT = new DocumentFormat("whisper-schema/preflight-report", 1);
    private static final DocumentFormat REPLAY = new DocumentFormat("whisper-schema/replay-report", 1);

    private MoveJson() {}

    static String write(MoveReport report) {
        return MOVE.begin()
                .put("question", report.question())
                .put("source", report.source())
                .put("target", report.target())
                .put("move", report.move())
                .put("proven", report.isProven())
                .put("source_root", report.sourceRoot())
                .put("target_root", report.targetRoot())
                .put("tables", Json.items(report.passages(), MoveJson::write))
                .put("flaws", report.flaws(), MoveJson::write)
                .put("notices", report.notices(), FindingJson::write)
                .put("differences", report.differences(), MoveJson::write)
                .put("took_ms", took(report.took()))
                .build()
                .pretty();
    }

    private static Json took(Map<MovePhase, Duration> took) {
        JsonObject json = Json.object();
        took.forEach((phase, duration) -> json.put(Json.word(phase), duration.toMillis()));
        return json.build();
    }

    static MoveReport read(String json) {
        return MOVE.read(json, MoveJson::read);
    }

    private static MoveReport read(JsonMembers members) {
        var report = new MoveReport(
                members.text("source"),
                members.text("target"),
                members.text("move"),
                members.need("question").word(MoveReport.Question.class),
                members.need("tables").list(MoveJson::passage),
                members.text("source_root"),
                members.text("target_root"),
                members.list("flaws", MoveJson::flaw),
                members.list("notices", FindingJson::read),
                members.list("differences", MoveJson::difference),
                took(members.need("took_ms")));
        JsonValue proven = members.need("proven");
        if (proven.truth() != report.isProven()) {
            throw proven.refused("the roots say the opposite");
        }
        return report;
    }

    private static Map<MovePhase, Duration> took(JsonValue value) {
        var took = new EnumMap<MovePhase, Duration>(MovePhase.class);
        value.object(members -> {
            for (MovePhase phase : MovePhase.values()) {
                members.may(Json.word(phase)).ifPresent(time -> took.put(phase, Duration.ofMillis(time.whole())));
            }
            return took;
        });
        return took;
    }

    private static Json write(PassageResult passage) {
        return Json.object()
                .put("source", passage.source())
                .put("target", passage.target())
                .putWord("writing", passage.writing())
                .put("rows", passage.rows())
                .put("rejected", passage.rejected())
                .put("left_out", passage.leftOut())
                .put("bytes", passage.bytes())
                .put("chunks", passage.chunks())
                .put("coerced", coerced(passage), MoveJson::write)
                .put("source_digest", passage.sourceDigest())
                .put("target_digest", passage.targetDigest())
                .put("differing_parts", passage.differingParts(), Json::of)
                .build();
    }

    private static List<Map.Entry<Applied, Long>> coerced(PassageResult passage) {
        var sorted =
                new TreeMap<Applied, Long>(Comparator.comparing(Applied::column).thenComparing(Applied::rule));
        sorted.putAll(passage.coerced());
        return List.copyOf(sorted.entrySet());
    }

    private static Json write(Map.Entry<Applied, Long> coerced) {
        return Json.object()
                .put("column", coerced.getKey().column())
                .put("rule", coerced.getKey().rule())
                .put("values", coerced.getValue())
                .build();
    }

    private static PassageResult passage(JsonValue value) {
        return value.object(members -> new PassageResult(
                members.text("source"),
                members.text("target"),
                members.may("writing").map(word -> word.word(Writing.class)),
                members.need("rows").whole(),
                members.need("rejected").whole(),
                members.need("left_out").whole(),
                members.need("bytes").whole(),
                members.integer("chunks"),
                coerced(members),
                members.text("source_digest"),
                members.text("target_digest"),
                members.list("differing_parts", JsonValue::integer)));
    }

    private static Map<Applied, Long> coerced(JsonMembers members) {
        var coerced = new HashMap<Applied, Long>();
        members.list(
                "coerced",
                value -> value.object(each -> coerced.put(
                                new Applied(
                                        each.text("column"), each.need("rule").word(Rule.class)),
                                each.need("values").whole())
                        == null));
        return coerced;
    }

    private static Json write(Difference difference) {
        return Json.object()
                .put("table", difference.table())
                .put("key", difference.key())
                .put("kind", difference.kind())
                .put("columns", difference.columns(), Json::of)
                .build();
    }

    private static Difference difference(JsonValue value) {
        return value.object(members -> new Difference(
                members.text("table"),
                members.text("key"),
                members.need("kind").word(Difference.Kind.class),
                members.texts("columns")));
    }

    private static Json write(FlawFound flaw) {
        return Json.object()
                .put("table", flaw.table())
                .put("column", flaw.column())
                .put("flaw", flaw.flaw())
                .put("rows", flaw.count())
                .put("refused", flaw.refused())
                .put("samples", flaw.samples(), MoveJson::write)
                .put("treatment", write(flaw.treatment()))
                .put("rules", rules(flaw))
                .build();
    }

    private static Json write(Sample sample) {
        return Json.object()
                .put("key", sample.key())
                .putText("value", sample.value())
                .build();
    }

    private static Json write(Treatment treatment) {
        if (treatment instanceof Treatment.Coerce coercion) {
            return Json.object().put("coerce", coercion.rules(), Json::of).build();
        }
        return Json.of(
                treatment instanceof Treatment.Reject
                        ? "reject"
                        : treatment instanceof Treatment.AsNull ? "as_null" : "refuse");
    }

    private static Json rules(FlawFound flaw) {
        JsonObject json = Json.object();
        new TreeMap<>(flaw.rules()).forEach((rule, rows) -> json.put(Json.word(rule), rows));
        return json.build();
    }

    private static FlawFound flaw(JsonValue value) {
        return value.object(members -> new FlawFound(
                members.text("table"),
                members.text("column"),
                members.need("flaw").word(Flaw.class),
                members.need("rows").whole(),
                members.need("refused").whole(),
                members.list("samples", MoveJson::sample),
                treatment(members.need("treatment")),
                rules(members.need("rules"))));
    }

    private static Sample sample(JsonValue value) {
        return value.object(members -> new Sample(members.text("key"), members.mayText("value")));
    }

    private static Treatment treatment(JsonValue value) {
        if (value.json() instanceof Json.Members) {
            return value.object(
                    members -> new Treatment.Coerce(members.need("coerce").list(rule -> rule.word(Rule.class))));
        }
        return switch (value.text()) {
            case "reject" -> Treatment.reject();
            case "as_null" -> Treatment.asNull();
            case "refuse" -> Treatment.refuse();
            default -> throw value.refused("this release does not know that treatment");
        };
    }

    private static Map<Rule, Long> rules(JsonValue value) {
        var rules = new EnumMap<Rule, Long>(Rule.class);
        value.object(members -> {
            for (Rule rule : Rule.values()) {
                members.may(Json.word(rule)).ifPresent(rows -> rules.put(rule, rows.whole()));
            }
            return rules;
        });
        return rules;
    }

    static String write(PreflightReport report) {
        return PREFLIGHT
                .begin()
                .put("source", report.source())
                .put("target", report.target())
                .put("clear", report.isClear())
                .put("tables", Json.items(report.passages(), MoveJson::write))
                .put("flaws", report.flaws(), MoveJson::write)
                .put("notices", report.notices(), FindingJson::write)
                .build()
                .pretty();
    }

    private static Json write(PassageSurvey passage) {
        return Json.object()
                .put("source", passage.source())
                .put("rows", passage.rows())
                .put("bytes", passage.bytes())
                .put("chunks", passage.chunks())
                .build();
    }

    static String write(ReplayReport report) {
        return REPLAY.begin()
                .put("target", report.target())
                .put("complete", report.isComplete())
                .put("tables", Json.items(report.tables(), MoveJson::write))
                .build()
                .pretty();
    }

    private static Json write(ReplayReport.Replayed table) {
        return Json.object()
                .put("table", table.table())
                .put("written", table.written())
                .put("there", table.there())
                .put("still_rejected", table.stillRejected(), Json::of)
                .build();
    }
}
