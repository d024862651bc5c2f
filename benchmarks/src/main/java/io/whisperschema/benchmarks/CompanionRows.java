package io.whisperschema.benchmarks;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A desktop install of WhisperEngine that has been talked to for years: the same rows each time. Half of them are
 * conversations of 200 to 2,000 characters, most of them short, in several scripts, with JSON and newlines.
 */
final class CompanionRows {
    /** The tables that hold rows, parents first. */
    static final List<String> TABLES = List.of(
            "users",
            "conversations",
            "memory_entries",
            "facts",
            "emotions",
            "relationships",
            "graph_nodes",
            "performance_metrics");

    private static final long SEED = 20261121;
    private static final int SHORTEST = 200;
    private static final int LONGEST = 2_000;
    private static final int BATCH = 1_000;
    private static final long FIRST_MOMENT =
            Instant.parse("2022-01-01T00:00:00Z").getEpochSecond();
    private static final int MOMENTS = 4 * 365 * 24 * 3600;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final List<String> FRAGMENTS = List.of(
            "I remember that you said ",
            "tomorrow ",
            "the cat ",
            "naïve café, ",
            "Grüße aus München. ",
            "今日はとても良い天気ですね。",
            "我们昨天谈过这个。",
            "Привет, как дела? ",
            "مرحبا ",
            "🙂🚀 ",
            "👩‍👩‍👧 ",
            "{\"mood\": \"calm\", \"topics\": [\"work\", \"sleep\"], \"score\": 0.75} ",
            "it's 100% \\ \"quoted\" ",
            "\n",
            "\n- a list\n- of things\n",
            "and then we talked about the garden for a while. ");

    private final Random random = new Random(SEED);
    private final int rows;

    private CompanionRows(int rows) {
        this.rows = rows;
    }

    /** Fills a file that does not exist with so many rows. */
    static void write(Path file, int rows) throws SQLException {
        try (SqliteStore store = SqliteStore.open(file)) {
            WhisperSchema.of(WhisperEngine.schema())
                    .migrations(WhisperEngine.migrations())
                    .relational(store)
                    .bootstrap();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            new CompanionRows(rows).writeTo(connection);
            connection.commit();
        }
    }

    private void writeTo(Connection connection) throws SQLException {
        int users = rows / 50;
        write(
                connection,
                "users (user_id, username, display_name, created_at, last_seen, message_count, preferences)",
                users,
                this::user);
        write(
                connection,
                "conversations (user_id, channel_id, message_content, bot_response, timestamp, context_used,"
                        + " response_time_ms, ai_model_used)",
                rows / 2,
                number -> conversation(users));
        write(
                connection,
                "memory_entries (user_id, memory_type, content, importance_score, created_at, access_count,"
                        + " tags, metadata)",
                rows * 15 / 100,
                number -> memory(users));
        write(
                connection,
                "facts (user_id, fact_type, subject, content, confidence_score, created_at, verified,"
                        + " global_fact)",
                rows / 10,
                number -> fact(users));
        write(
                connection,
                "emotions (user_id, detected_emotion, confidence, context, timestamp, response_adapted)",
                rows / 10,
                number -> emotion(users));
        write(
                connection,
                "relationships (user_id, relationship_type, strength, target_type, target_id, properties)",
                rows / 20,
                number -> relationship(users));
        write(connection, "graph_nodes (label, node_id, properties)", rows / 50, number ->
                new Object[] {"topic", "node-" + number, "{\"weight\": " + number + "}"});
        write(connection, "performance_metrics (metric_name, metric_value, timestamp, tags)", rows * 6 / 100, number ->
                new Object[] {"latency_ms", random.nextDouble() * 1000, moment(), "{}"});
    }

    /** A row of a table. */
    private interface Row {
        Object[] values(int number);
    }

    private static void write(Connection connection, String columns, int count, Row row) throws SQLException {
        int width = columns.split(",", -1).length;
        String sql = "INSERT INTO " + columns + " VALUES (" + String.join(", ", Collections.nCopies(width, "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int number = 0; number < count; number++) {
                Object[] values = row.values(number);
                for (int at = 0; at < width; at++) {
                    insert.setObject(at + 1, values[at]);
                }
                insert.addBatch();
                if (number % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private Object[] user(int number) {
        return new Object[] {
            "user-" + number,
            "name" + number,
            "Nàme 🙂 " + number,
            moment(),
            moment(),
            random.nextInt(9_000),
            "{\"n\": 1}"
        };
    }

    private Object[] conversation(int users) {
        double place = random.nextDouble();
        int length = SHORTEST + (int) ((LONGEST - SHORTEST) * Math.pow(place, 4));
        return new Object[] {
            someone(users),
            "channel-" + random.nextInt(40),
            words(length / 3),
            words(length - length / 3),
            moment(),
            random.nextInt(4) == 0 ? "{\"memories\": [" + random.nextInt(100) + "]}" : null,
            random.nextInt(20_000),
            "model-" + random.nextInt(5)
        };
    }

    private Object[] memory(int users) {
        return new Object[] {
            someone(users),
            "episodic",
            words(120),
            random.nextDouble(),
            moment(),
            random.nextInt(50),
            "[\"a\", \"b\"]",
            "{\"from\": \"chat\", \"深さ\": 3}"
        };
    }

    private Object[] fact(int users) {
        return new Object[] {
            someone(users),
            "preference",
            "subject " + random.nextInt(1_000),
            words(60),
            random.nextDouble(),
            moment(),
            random.nextInt(2),
            random.nextInt(2)
        };
    }

    private Object[] emotion(int users) {
        return new Object[] {someone(users), "joy", random.nextDouble(), words(40), moment(), random.nextInt(2)};
    }

    private Object[] relationship(int users) {
        return new Object[] {
            someone(users), "likes", random.nextDouble(), "topic", "node-" + random.nextInt(1_000), "{\"since\": 2024}"
        };
    }

    private String someone(int users) {
        return "user-" + random.nextInt(users);
    }

    private String moment() {
        return MOMENT.format(Instant.ofEpochSecond(FIRST_MOMENT + random.nextInt(MOMENTS)));
    }

    private String words(int length) {
        var words = new StringBuilder(length + 64);
        while (words.length() < length) {
            words.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        int end = Character.isHighSurrogate(words.charAt(length - 1)) ? length - 1 : length;
        words.setLength(end);
        return words.toString();
    }
}
