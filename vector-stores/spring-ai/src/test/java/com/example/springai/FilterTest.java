package com.example.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder.Op;

class FilterTest {
    private static final FilterExpressionBuilder METADATA = new FilterExpressionBuilder();

    private StoreInFile animals;

    @BeforeEach
    void animals(@TempDir Path folder) throws Exception {
        animals = StoreInFile.open(folder.resolve("store.db"));
        animals.store()
                .add(List.of(
                        new Document(
                                "lion",
                                Map.of("kind", "cat", "legs", 4, "weight", 190.5, "tags", List.of("big", "wild"))),
                        new Document(
                                "sparrow",
                                Map.of("kind", "bird", "legs", 2, "weight", 0.03, "seen", Map.of("year", 2024))),
                        new Document(
                                "snake", Map.of("kind", "reptile", "legs", 0, "weight", -2.5, "tags", List.of("wild"))),
                        new Document("stone")));
    }

    @AfterEach
    void close() {
        animals.close();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterFinds(Op filter, List<String> names) {
        assertThat(animals.texts(filter.build())).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterRemovesWhatItFinds(Op filter, List<String> names) {
        List<String> others = Stream.of("lion", "sparrow", "snake", "stone")
                .filter(name -> !names.contains(name))
                .toList();

        animals.store().delete(filter.build());

        assertThat(animals.texts()).containsExactlyInAnyOrderElementsOf(others);
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                found("text equal", METADATA.eq("kind", "bird"), "sparrow"),
                found("number equal", METADATA.eq("legs", 0), "snake"),
                found("element equal", METADATA.eq("tags", "wild"), "lion", "snake"),
                found("inner value equal", METADATA.eq("seen.year", 2024), "sparrow"),
                found("text not equal", METADATA.ne("kind", "bird"), "lion", "snake", "stone"),
                found("number not equal", METADATA.ne("legs", 2), "lion", "snake", "stone"),
                found("greater", METADATA.gt("legs", 2), "lion"),
                found("fraction greater", METADATA.gt("weight", 0.03), "lion"),
                found("greater or equal", METADATA.gte("weight", 0.03), "lion", "sparrow"),
                found("less", METADATA.lt("legs", 2), "snake"),
                found("less or equal", METADATA.lte("legs", 2), "sparrow", "snake"),
                found("one of texts", METADATA.in("kind", "bird", "reptile", "fish"), "sparrow", "snake"),
                found("one of numbers", METADATA.in("legs", 4, 0), "lion", "snake"),
                // For a server, what has no such value is not other than the values.
                found("none of texts", METADATA.nin("kind", "bird", "fish"), "lion", "snake"),
                found("none of numbers", METADATA.nin("legs", 4, 0), "sparrow"),
                found("both", METADATA.and(METADATA.gt("legs", 0), METADATA.eq("kind", "bird")), "sparrow"),
                found("either", METADATA.or(METADATA.eq("legs", 0), METADATA.eq("kind", "bird")), "sparrow", "snake"),
                found("not", METADATA.not(METADATA.group(METADATA.eq("legs", 4))), "sparrow", "snake", "stone"),
                found(
                        "nested",
                        METADATA.not(METADATA.group(METADATA.or(
                                METADATA.eq("kind", "bird"),
                                METADATA.and(METADATA.lt("legs", 1), METADATA.eq("tags", "wild"))))),
                        "lion",
                        "stone"),
                found("unknown key", METADATA.eq("wings", 2)));
    }

    private static Arguments found(String name, Op filter, String... names) {
        return argumentSet(name, filter, List.of(names));
    }

    @Test
    void aFilterMayBeText() {
        assertThat(animals.texts("kind in ['bird', 'cat'] && NOT (legs == 4)")).containsExactly("sparrow");
        assertThat(animals.texts("weight < 0 || kind == 'bird'")).containsExactlyInAnyOrder("sparrow", "snake");
    }

    @Test
    void aFilterOfTextRemoves() {
        animals.store().delete("legs >= 2 && kind != 'cat'");

        assertThat(animals.texts()).containsExactlyInAnyOrder("lion", "snake", "stone");
    }
}
