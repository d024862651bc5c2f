package com.example.langchain4j;

import static dev.langchain4j.store.embedding.filter.Filter.and;
import static dev.langchain4j.store.embedding.filter.Filter.not;
import static dev.langchain4j.store.embedding.filter.Filter.or;
import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.filter.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilterTest {
    private static final UUID ONE = UUID.fromString("9f8b1c1e-0000-4000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("9f8b1c1e-0000-4000-8000-000000000002");
    private static final long SECOND = 1_700_000_000_001L;

    private StoreInFile animals;

    @BeforeEach
    void animals(@TempDir Path folder) throws Exception {
        animals = StoreInFile.create(folder.resolve("store.db"));
        add("lion", "big cat", 4, 190.5, 0.1f, SECOND, ONE);
        add("sparrow", "bird", 2, 0.03, 0.2f, SECOND + 1, TWO);
        add("snake", "reptile", 0, -2.5, 0.3f, SECOND + 2, TWO);
        animals.add(TextSegment.from("stone"));
    }

    private void add(String name, String kind, int legs, double weight, float share, long seen, UUID keeper) {
        Metadata metadata = new Metadata()
                .put("kind", kind)
                .put("legs", legs)
                .put("weight", weight)
                .put("share", share)
                .put("seen", seen)
                .put("keeper", keeper);
        animals.add(TextSegment.from(name, metadata));
    }

    @AfterEach
    void close() {
        animals.close();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterFinds(Filter filter, List<String> names) {
        assertThat(animals.texts(filter)).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterRemovesWhatItFinds(Filter filter, List<String> names) {
        List<String> others = Stream.of("lion", "sparrow", "snake", "stone")
                .filter(name -> !names.contains(name))
                .toList();

        animals.store().removeAll(filter);

        assertThat(animals.texts()).containsExactlyInAnyOrderElementsOf(others);
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                found("text equal", metadataKey("kind").isEqualTo("bird"), "sparrow"),
                found("UUID equal", metadataKey("keeper").isEqualTo(TWO), "sparrow", "snake"),
                found("int equal", metadataKey("legs").isEqualTo(0), "snake"),
                found("long equal", metadataKey("seen").isEqualTo(SECOND), "lion"),
                found("float equal", metadataKey("share").isEqualTo(0.1f), "lion"),
                found("double equal", metadataKey("weight").isEqualTo(-2.5), "snake"),
                found("text not equal", metadataKey("kind").isNotEqualTo("bird"), "lion", "snake", "stone"),
                found("UUID not equal", metadataKey("keeper").isNotEqualTo(TWO), "lion", "stone"),
                found("int not equal", metadataKey("legs").isNotEqualTo(2), "lion", "snake", "stone"),
                found("long not equal", metadataKey("seen").isNotEqualTo(SECOND), "sparrow", "snake", "stone"),
                found("float not equal", metadataKey("share").isNotEqualTo(0.1f), "sparrow", "snake", "stone"),
                found("double not equal", metadataKey("weight").isNotEqualTo(0.03), "lion", "snake", "stone"),
                found("int greater", metadataKey("legs").isGreaterThan(2), "lion"),
                found("long greater", metadataKey("seen").isGreaterThan(SECOND), "sparrow", "snake"),
                found("double greater", metadataKey("weight").isGreaterThan(0.03), "lion"),
                found("int greater or equal", metadataKey("legs").isGreaterThanOrEqualTo(2), "lion", "sparrow"),
                found("int less", metadataKey("legs").isLessThan(2), "snake"),
                found("double less", metadataKey("weight").isLessThan(0.0), "snake"),
                found("int less or equal", metadataKey("legs").isLessThanOrEqualTo(2), "sparrow", "snake"),
                found("between", metadataKey("weight").isBetween(-2.5, 1.0), "sparrow", "snake"),
                found("one of texts", metadataKey("kind").isIn("bird", "reptile", "fish"), "sparrow", "snake"),
                found("one of UUIDs", metadataKey("keeper").isIn(ONE), "lion"),
                found("one of ints", metadataKey("legs").isIn(4, 0), "lion", "snake"),
                found("one of longs", metadataKey("seen").isIn(SECOND, SECOND + 1), "lion", "sparrow"),
                // For a server, what has no such value is not other than the values.
                found("none of texts", metadataKey("kind").isNotIn("bird", "fish"), "lion", "snake"),
                found("none of UUIDs", metadataKey("keeper").isNotIn(ONE), "sparrow", "snake"),
                found("none of ints", metadataKey("legs").isNotIn(4, 0), "sparrow"),
                found("text contains", metadataKey("kind").containsString("big"), "lion"),
                found(
                        "both",
                        and(
                                metadataKey("legs").isGreaterThan(0),
                                metadataKey("kind").isEqualTo("bird")),
                        "sparrow"),
                found(
                        "either",
                        or(metadataKey("legs").isEqualTo(0), metadataKey("kind").isEqualTo("bird")),
                        "sparrow",
                        "snake"),
                found("not", not(metadataKey("legs").isEqualTo(4)), "sparrow", "snake", "stone"),
                found(
                        "nested",
                        not(or(
                                metadataKey("kind").isEqualTo("bird"),
                                and(
                                        metadataKey("legs").isLessThan(1),
                                        not(metadataKey("keeper").isEqualTo(ONE))))),
                        "lion",
                        "stone"),
                found("unknown key", metadataKey("wings").isEqualTo(2)));
    }

    private static Arguments found(String name, Filter filter, String... names) {
        return argumentSet(name, filter, List.of(names));
    }
}
