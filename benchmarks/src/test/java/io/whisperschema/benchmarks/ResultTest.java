package io.whisperschema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void aLineNamesTheCaseBothMediansThePeerTheirRatioAndTheUnit() {
        assertThat(new Result("pg-create", 12.1, 10.4, "jdbc").line())
                .isEqualTo("RESULT case=pg-create ours=12.1 peer=10.4 peer_name=jdbc ratio=1.16 unit=ms");
    }

    @Test
    void smallNumbersKeepThreeDigits() {
        assertThat(new Result("sqlite-create", 0.8512, 18.049, "flyway").line())
                .isEqualTo("RESULT case=sqlite-create ours=0.851 peer=18.0 peer_name=flyway ratio=0.047 unit=ms");
    }

    @Test
    void theHostsLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(new Result("a", 1234.5, 1, "b").line())
                    .isEqualTo("RESULT case=a ours=1234.5 peer=1.00 peer_name=b ratio=1234.5 unit=ms");
        } finally {
            Locale.setDefault(before);
        }
    }
}
