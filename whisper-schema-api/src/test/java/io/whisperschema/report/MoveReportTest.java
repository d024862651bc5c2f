package io.whisperschema.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.Golden;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Finding;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveReportTest {
    private static final FlawFound COERCED = new FlawFound(
            "facts",
            "verified",
            Flaw.TRUTH_SPELLING,
            3,
            0,
            List.of(new Sample("id 7", Optional.empty()), new Sample("id 12", Optional.of("{\"text\":\"<yes>\"}"))),
            Treatment.coerce(Rule.TRUTH_WORDS, Rule.EMPTY_AS_NULL),
            Map.of(Rule.TRUTH_WORDS, 2L, Rule.EMPTY_AS_NULL, 1L));
    private static final FlawFound REFUSED =
            new FlawFound("facts", "user_id", Flaw.ORPHAN, 1, 1, List.of(), Treatment.refuse(), Map.of());
    private static final Finding NOTICE =
            Finding.notice("trigger conversations_fts", "to move", "stays behind", "Make it in the target.");

    private static MoveReport report(String targetRoot, String factsDigest, List<Difference> differences) {
        var facts = new PassageResult(
                "facts",
                "known_facts",
                Optional.of(Writing.COPY_BINARY),
                40_000,
                2,
                1,
                9_400_000,
                1,
                Map.of(new Applied("verified", Rule.TRUTH_WORDS), 2L, new Applied("verified", Rule.EMPTY_AS_NULL), 1L),
                "0c11",
                factsDigest,
                differences.isEmpty() ? List.of() : List.of(3, 200));
        var users = new PassageResult(
                "users", "users", Optional.empty(), 1, 0, 0, 120, 1, Map.of(), "77ab", "77ab", List.of());
        return new MoveReport(
                "sqlite",
                "postgres",
                "move-1",
                MoveReport.Question.MOVED,
                List.of(facts, users),
                "4f0c",
                targetRoot,
                List.of(COERCED),
                List.of(NOTICE),
                differences,
                Map.of(MovePhase.COPYING, Duration.ofMillis(2310), MovePhase.LOOKING, Duration.ofMillis(1900)));
    }

    private static MoveReport proven() {
        return report("4f0c", "0c11", List.of());
    }

    private static MoveReport different() {
        return report(
                "9999",
                "1111",
                List.of(
                        new Difference("facts", "id 7", Difference.Kind.OTHER_VALUES, List.of("verified")),
                        new Difference("facts", "id 8", Difference.Kind.ONLY_IN_SOURCE, List.of())));
    }

    @Test
    void saysWhatAScepticAsks() {
        assertThat(proven().text())
                .isEqualTo(
                        "moved sqlite → postgres: 40,001 rows, 2 tables, 2 rows rejected, 1 row left out, proven equal\n"
                                + "  root 4f0c on both sides, 512 parts compared, 0 differ\n"
                                + "  facts → known_facts  40,000 rows  9 MB  1 chunk  copy binary  equal  2 rejected  1 left out\n"
                                + "  users  1 row  1 kB  1 chunk  equal\n"
                                + "  coerced: facts.verified by EMPTY_AS_NULL, 1 value\n"
                                + "  coerced: facts.verified by TRUTH_WORDS, 2 values\n"
                                + "  facts.verified: TRUTH_SPELLING, 3 rows (id 7; id 12 = {\"text\":\"<yes>\"})\n"
                                + "    made to fit by EMPTY_AS_NULL (1), TRUTH_WORDS (2).\n"
                                + "  trigger conversations_fts: expected to move, found stays behind\n"
                                + "    Make it in the target.\n"
                                + "  looking 1.9 s, copying 2.3 s\n");
    }

    @Test
    void namesTheRowsThatDiffer() {
        assertThat(different().isProven()).isFalse();
        assertThat(different().text())
                .startsWith(
                        "moved sqlite → postgres: 40,001 rows, 2 tables, 2 rows rejected, 1 row left out, 1 table not equal\n"
                                + "  root 4f0c of the source, 9999 of the target, 512 parts compared, 2 differ\n")
                .contains("  1 chunk  copy binary  NOT EQUAL")
                .contains("  facts, id 7: other values in verified\n  facts, id 8: only in source\n");
    }

    @Test
    void saysWhereTheTargetWasNotReadBack() {
        assertThat(report("", "", List.of()).text())
                .contains("not read back")
                .contains("root 4f0c of what was written")
                .doesNotContain("proven");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(MoveReport.fromJson(different().toJson())).isEqualTo(different());
        assertThat(MoveReport.fromJson(proven().toJson())).isEqualTo(proven());
        Golden.isAsWrittenBefore("move-report-v1.json", different().toJson());
        assertThat(MoveReport.fromJson(Golden.read("move-report-v1.json"))).isEqualTo(different());
    }

    @Test
    void aReportThatContradictsItselfIsNotRead() {
        String lying = different().toJson().replace("\"proven\": false", "\"proven\": true");

        assertThatThrownBy(() -> MoveReport.fromJson(lying))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("$.proven");
    }

    @Test
    void thePageShowsTextAsText() {
        assertThat(different().toHtml())
                .contains("<h1>Move</h1>")
                .contains("&lt;yes&gt;")
                .contains("facts, id 7: other values in verified")
                .doesNotContain("<yes>");
    }

    @Test
    void aPreflightSaysWhatIsInTheWay() {
        var preflight = new PreflightReport(
                "sqlite",
                "postgres",
                List.of(new PassageSurvey("facts", 40_000, 9_400_000, 1)),
                List.of(COERCED, REFUSED),
                List.of(NOTICE));

        assertThat(preflight.isClear()).isFalse();
        assertThat(preflight.text())
                .isEqualTo("preflight sqlite → postgres: 40,000 rows, 1 table, 1 finding in the way\n"
                        + "  facts  40,000 rows  9 MB\n"
                        + "  facts.verified: TRUTH_SPELLING, 3 rows (id 7; id 12 = {\"text\":\"<yes>\"})\n"
                        + "    made to fit by EMPTY_AS_NULL (1), TRUTH_WORDS (2).\n"
                        + "  facts.user_id: ORPHAN, 1 row\n"
                        + "    refused. Mend the source, or treat it: MoveOptions.treating(Flaw.ORPHAN, Treatment.reject()),"
                        + " or with Treatment.asNull().\n"
                        + "  trigger conversations_fts: expected to move, found stays behind\n"
                        + "    Make it in the target.\n");
        assertThat(preflight.toHtml()).contains("1 finding in the way");
        Golden.isAsWrittenBefore("preflight-report-v1.json", preflight.toJson());
    }

    @Test
    void aReplaySaysWhatStays() {
        var replay = new ReplayReport(
                "postgres",
                List.of(new ReplayReport.Replayed("facts", 1, 2, List.of("line 3: verified: TRUTH_SPELLING"))));

        assertThat(replay.text())
                .isEqualTo("replayed rejected rows on postgres\n"
                        + "  facts  1 written, 2 there already, 1 still rejected\n"
                        + "    line 3: verified: TRUTH_SPELLING\n");
        assertThat(replay.isComplete()).isFalse();
        assertThat(replay.toJson()).contains("\"still_rejected\": [\"line 3: verified: TRUTH_SPELLING\"]");
    }
}
