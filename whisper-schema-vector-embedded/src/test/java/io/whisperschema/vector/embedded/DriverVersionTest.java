package io.whisperschema.vector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteJDBCLoader;

/** The build runs these tests on the lowest and on the newest driver; this is the proof that it does. */
class DriverVersionTest {

    @Test
    void sqliteIsTheVersionThatTheBuildChose() {
        assertThat(System.getProperty("whisper.test.sqlite")).isEqualTo(SQLiteJDBCLoader.getVersion());
    }
}
