package io.whisperschema.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statements that create a definition.
 *
 * @param tables the statements of each table, with its indexes and comments, in an order that works
 * @param rest what can only come after all tables: foreign keys in a circle, views
 */
public record Ddl(Map<String, List<String>> tables, List<String> rest) {
    public Ddl {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        rest = List.copyOf(rest);
    }

    /** All statements, in order. */
    public List<String> statements() {
        var all = new ArrayList<String>();
        tables.values().forEach(all::addAll);
        all.addAll(rest);
        return all;
    }

    /** The whole script, each statement ended by a semicolon. */
    public String text() {
        return statements().stream().collect(Collectors.joining(";\n\n", "", ";\n"));
    }
}
