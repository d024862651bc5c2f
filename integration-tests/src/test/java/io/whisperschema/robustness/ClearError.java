package io.whisperschema.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.whisperschema.error.SchemaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error of ours must be to somebody who reads it at night. */
final class ClearError {
    private static final Pattern STATE =
            Pattern.compile("Nothing was applied|Whether the last transaction on \\w+ was committed is not known");
    private static final Pattern REMEDY = Pattern.compile(
            "(is not known|Nothing was applied)( to it| to any store)?\\. \\S.{8,}[.?!)]$", Pattern.DOTALL);

    private final SchemaException error;

    private ClearError(SchemaException error) {
        this.error = error;
    }

    /** The error of that call: it says what, where, in which state the database is, and what to do. */
    static ClearError of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(SchemaException.class);
        String message = thrown.getMessage();
        assertThat(message).as("where").containsAnyOf("sqlite", "postgres");
        assertThat(message).as("in which state").containsPattern(STATE);
        assertThat(message).as("what to do").containsPattern(REMEDY);
        assertThat(message)
                .as("in words")
                .doesNotContain("null", "Exception", "  driver said: .", ".. ", "?. ", "FATAL:");
        return new ClearError((SchemaException) thrown);
    }

    ClearError is(Class<? extends SchemaException> type) {
        assertThat(error).isInstanceOf(type);
        return this;
    }

    ClearError says(String... parts) {
        assertThat(error.getMessage()).contains(parts);
        return this;
    }

    /** Neither the message nor anything that printing or logging the error would show holds one of these. */
    ClearError keeps(String... secrets) {
        assertThat(printed(error)).doesNotContain(secrets);
        return this;
    }

    ClearError hasNothingSuppressed() {
        assertThat(error.getSuppressed()).isEmpty();
        return this;
    }

    /** With all causes and suppressed errors, and what SQLException chains besides. */
    private static String printed(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                sql.forEach(chained -> text.append(chained.toString()));
            }
        }
        return text.toString();
    }
}
