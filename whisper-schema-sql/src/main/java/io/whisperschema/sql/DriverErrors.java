package io.whisperschema.sql;

import io.whisperschema.error.SchemaException;
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
     * The error of a call that is no step of a plan.
     *
     * @param doing what was being done, for example {@code read the schema}
     */
    SchemaException unavailable(SQLException error, String doing);
}
