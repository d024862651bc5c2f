package io.whisperschema.sql;

import io.whisperschema.error.SchemaException;
import io.whisperschema.spi.Execution.Applied;
import java.sql.SQLException;

/** What a driver's errors mean, in our words; by code, never by message text. */
public interface DriverErrors {
    /** The server's own sentence, without row values and credentials. */
    String said(SQLException error);

    /** What to do about it, as sentences. */
    String advice(SQLException error);

    /** The error as a cause that may be printed: the same code and stack, without row values and credentials. */
    SQLException printable(SQLException error);

    /** Whether the connection is gone, so that an answer to a commit may have been lost. */
    boolean connectionLost(SQLException error);

    /** Whether another session held what was needed, so that the same may work in a while. */
    default boolean lostToOthers(SQLException error) {
        return false;
    }

    /** Whether the statement was stopped, by somebody who asked or because its time was up. */
    default boolean stopped(SQLException error) {
        return false;
    }

    /**
     * The error of a call outside of a run, of which nothing is applied.
     *
     * @param doing what was being done, for example {@code read the schema}
     */
    default SchemaException unavailable(SQLException error, String doing) {
        return unavailable(error, doing, Applied.NOTHING);
    }

    /**
     * The error of a call that is no step of a plan, in the run of one.
     *
     * @param doing what was being done, for example {@code begin}
     * @param applied what of the run is applied
     */
    SchemaException unavailable(SQLException error, String doing, Applied applied);
}
