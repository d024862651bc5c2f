package io.whisperschema.internal.move;

import static io.whisperschema.move.MoveOptions.cautious;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    private static String request(MoveOptions options) {
        return new MoveEngine(new Moving().job(options)).request();
    }

    @Test
    void whatOnlyConcernsEffortLeavesItAsItIs() {
        assertThat(Stream.of(
                        cautious(),
                        cautious().chunksOf(3),
                        cautious().within(1 << 22),
                        cautious().lanes(2),
                        cautious().with(Runnable::run),
                        cautious().showingValues()))
                .extracting(RequestTextTest::request)
                .containsOnly(request(cautious()));
    }

    @Test
    void whatConcernsRowsMakesItAnotherOne() {
        assertThat(Stream.of(
                        cautious(),
                        cautious().inZone(ZoneId.of("Europe/Berlin")),
                        cautious().treating(Flaw.FRACTION, Treatment.coerce(Rule.TRUNCATE)),
                        cautious().treating(Flaw.FRACTION, Treatment.coerce(Rule.ROUND_HALF_UP)),
                        cautious().treating(Flaw.FRACTION, Treatment.asNull()),
                        cautious().treating(Flaw.FRACTION, "facts", "id", Treatment.asNull())))
                .extracting(RequestTextTest::request)
                .doesNotHaveDuplicates();
    }
}
