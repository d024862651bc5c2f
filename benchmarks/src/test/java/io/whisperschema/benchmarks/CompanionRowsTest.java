package io.whisperschema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionRowsTest {
    /** What the generator leaves to the clock. */
    private static final Set<String> OF_THE_CLOCK =
            Set.of("memory_entries.last_accessed", "relationships.last_interaction", "relationships.created_at");

    @TempDir
    Path folder;

    @Test
    void theFirstThousandAreThoseThatFormerFiguresWereMeasuredOn() throws Exception {
        Path file = folder.resolve("companion.db");

        CompanionRows.write(file, 1_000);

        assertThat(fingerprint(file))
                .isEqualTo("1000 rows, SHA-256 843d8c683e0c0fe3a6e451e3911ff38e8bf8849a9e762e99b85a840369af09e7");
    }

    private static String fingerprint(Path file) throws SQLException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : CompanionRows.TABLES) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY rowid")) {
                    while (row.next()) {
                        add(digest, table, row);
                        rows++;
                    }
                }
            }
        }
        return rows + " rows, SHA-256 " + HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String table, ResultSet row) throws SQLException {
        for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
            String column = table + "." + row.getMetaData().getColumnName(at);
            if (!OF_THE_CLOCK.contains(column)) {
                digest.update((column + "=" + plain(row.getObject(at)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Java spells some doubles in another way from version 19 on. */
    private static String plain(@Nullable Object value) {
        return value instanceof Double number ? Double.toHexString(number) : String.valueOf(value);
    }
}
