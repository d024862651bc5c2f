package io.whisperschema.sql.sqlite;

import io.whisperschema.internal.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables that SQLite's own modules make beside a virtual table. */
final class SqliteShadows {
    /** How the names of such tables end, behind an underscore. */
    static final Set<String> SUFFIXES = Set.of(
            "data", "idx", "content", "docsize", "config", "segments", "segdir", "stat", "node", "rowid", "parent");

    private static final Set<String> HARMLESS = Set.of("tokenize", "prefix", "detail", "content_rowid");

    private final String name;
    private final List<String> columns = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private boolean known = true;
    private boolean content = true;
    private boolean sizes = true;

    private SqliteShadows(String name) {
        this.name = name;
    }

    /** The statements of these tables, empty if that module or what is asked of it is not known here. */
    static Optional<List<String>> of(String name, String module, Tokens tokens) {
        var shadows = new SqliteShadows(name);
        if (tokens.peek().isSign("(")) {
            tokens.list().forEach(shadows::argument);
        }
        return switch (module.toLowerCase(Locale.ROOT)) {
            case "fts5" -> shadows.fullText();
            case "rtree", "rtree_i32" -> shadows.spatial();
            default -> Optional.empty();
        };
    }

    private void argument(Tokens argument) {
        boolean option = argument.peek(1).isSign("=");
        String word = argument.next().value();
        if (!option) {
            columns.add(word);
            known &= !word.equals("+");
            return;
        }
        argument.next();
        options.add(word);
        switch (word.toLowerCase(Locale.ROOT)) {
            case "content" -> content = false;
            case "columnsize" -> sizes = !argument.next().value().equals("0");
            default -> known &= HARMLESS.contains(word.toLowerCase(Locale.ROOT));
        }
    }

    private Optional<List<String>> fullText() {
        if (!known) {
            return Optional.empty();
        }
        var all = new ArrayList<String>();
        all.add(create("data", "(id INTEGER PRIMARY KEY, block BLOB)"));
        all.add(create("idx", "(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"));
        if (content) {
            String texts =
                    IntStream.range(0, columns.size()).mapToObj(i -> ", c" + i).collect(Collectors.joining());
            all.add(create("content", "(id INTEGER PRIMARY KEY" + texts + ")"));
        }
        if (sizes) {
            all.add(create("docsize", "(id INTEGER PRIMARY KEY, sz BLOB)"));
        }
        all.add(create("config", "(k PRIMARY KEY, v) WITHOUT ROWID"));
        return Optional.of(all);
    }

    private Optional<List<String>> spatial() {
        if (!known || !options.isEmpty()) {
            return Optional.empty();
        }
        String quoted = "CREATE TABLE \"" + name.replace("\"", "\"\"");
        return Optional.of(List.of(
                quoted + "_rowid\"(rowid INTEGER PRIMARY KEY,nodeno)",
                quoted + "_node\"(nodeno INTEGER PRIMARY KEY,data)",
                quoted + "_parent\"(nodeno INTEGER PRIMARY KEY,parentnode)"));
    }

    private String create(String suffix, String columnsAndOptions) {
        return "CREATE TABLE '" + name.replace("'", "''") + "_" + suffix + "'" + columnsAndOptions;
    }
}
