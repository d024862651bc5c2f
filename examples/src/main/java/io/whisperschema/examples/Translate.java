package io.whisperschema.examples;

import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.spi.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what a SQLite schema is on PostgreSQL; needs no database. */
public final class Translate {
    private Translate() {}

    /** Translates the script that is named. */
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments[0]));
    }

    static void run(Path script) throws IOException {
        Translation translation = PostgresDialect.inSchema("companion").translate(Files.readString(script));
        System.out.println(translation.text()); // what was decided and what could not go over, then the statements
        translation.findings().forEach(finding -> System.out.println(finding.text())); // each with its line
    }
}
