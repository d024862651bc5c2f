package io.whisperschema.sql;

import io.whisperschema.internal.sql.Tokens;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL's statements call the kinds of things, in our words for them. */
final class PostgresObjectType {
    private static final List<Words> WORDS = List.of(
            words("table", "table"),
            words("table", "foreign", "table"),
            words("index", "index"),
            words("view", "view"),
            words("materialized view", "materialized", "view"),
            words("sequence", "sequence"),
            words("type", "type"),
            words("domain", "domain"),
            words("function", "function"),
            words("procedure", "procedure"),
            words("aggregate", "aggregate"),
            words("rule", "rule"),
            words("policy", "policy"),
            words("extended statistics", "statistics"),
            words("trigger", "trigger"),
            words("extension", "extension"));

    private PostgresObjectType() {}

    /** The kind that follows, if it is one that a catalog shows; goes past it. */
    static Optional<String> next(Tokens tokens) {
        return WORDS.stream()
                .filter(words -> tokens.acceptWords(words.words.toArray(new String[0])))
                .map(Words::type)
                .findFirst();
    }

    private static Words words(String type, String... words) {
        return new Words(type, List.of(words));
    }

    private record Words(String type, List<String> words) {}
}
