package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.ProgressPrinter;
import io.whisperschema.finding.Finding;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.StepResult;
import io.whisperschema.testkit.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a step leaves as it was and goes on. */
class StepNoticesTest {
    private static final Finding LEFT =
            Finding.warning("key session:7", "a value", "3 that cannot be read", "They stay as they are.");

    private final FakeServer server = new FakeServer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theReportHasItWithItsStepAndTheListenerHearsIt() {
        var schema = Diary.processOn(server)
                .listener(ProgressPrinter.to(new PrintStream(printed, true, StandardCharsets.UTF_8)));
        server.faults().leaveAt(step -> step.id().equals("5"), LEFT);

        ExecutionReport report = schema.execute(schema.plan());

        assertThat(report.notices()).containsExactly(LEFT);
        assertThat(report.results().get(4).notices()).containsExactly(LEFT);
        assertThat(report.text()).contains("| APPLIED\n" + LEFT.text() + "\n6 | ");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "    5 key session:7: expected a value, found 3 that cannot be read; They stay as they are.\n");
    }

    @Test
    void aReportThatIsKeptHasItToo() {
        server.faults().leaveAt(step -> step.id().equals("5"), LEFT);

        BootstrapReport report = Diary.processOn(server).bootstrap();

        assertThat(report.toJson()).contains("\"notices\"", "\"found\": \"3 that cannot be read\"");
        assertThat(report.toHtml()).contains("<li>key session:7: expected a value, found 3 that cannot be read");
    }

    @Test
    void aStepThatLeftNothingHasNone() {
        var schema = Diary.processOn(server);

        assertThat(schema.execute(schema.plan()).results())
                .extracting(StepResult::notices)
                .allMatch(notices -> notices.isEmpty());
    }
}
