package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.plan.Step.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of SQL: directives in the comments of its head ({@code -- whisper: depends on core/0003}), the way there, and
 * under a line {@code -- down} the way back, with a head of its own.
 */
final class ScriptFile {
    private static final Pattern COMPONENT = Pattern.compile("component\\s+([A-Za-z0-9_.-]+)");
    private static final Pattern DEPENDS =
            Pattern.compile("depends on\\s+(?:(?<component>[A-Za-z0-9_.-]+)/)?(?<number>[0-9]{1,9})");
    private static final String LITERAL = "placeholders no";
    private static final String PORTABLE = "portable from ";
    private static final String LOSING = "allow data loss";
    private static final String TRANSACTIONAL = "transactional yes";
    private static final String APART = "transactional no";
    private static final Set<String> TRANSACTIONS = Set.of(TRANSACTIONAL, APART);
    private static final Set<String> UNDIRECTED =
            Set.of(TRANSACTIONAL, LITERAL, PORTABLE + "postgres", PORTABLE + "sqlite");
    private static final String KNOWN =
            "Write one of: component NAME; depends on COMPONENT/NUMBER; transactional no; seed; allow data loss;"
                    + " placeholders no; portable from postgres; portable from sqlite.";

    private final String name;
    private final String text;
    private final String raw;
    private final List<DialectName> dialects;
    private final List<String> said;

    /**
     * A file that may be of any of these dialects.
     *
     * @throws InvalidMigration if it says something of itself where nobody looks for it
     */
    ScriptFile(String name, String text, String raw, List<DialectName> dialects) {
        this.dialects = List.copyOf(dialects);
        this.name = name;
        this.text = text;
        this.raw = raw;
        List<Head.Word> head = Head.of(text, 1).words();
        refuseTwo(head, word -> COMPONENT.matcher(word).matches());
        refuseTwo(head, word -> word.startsWith(PORTABLE));
        refuseTwo(head, TRANSACTIONS::contains);
        this.said = head.stream().map(Head.Word::text).toList();
        refuseBelowHead(forward());
        back().ifPresent(this::refuseBelowHead);
    }

    /** Of words that answer one question there is one answer. */
    private void refuseTwo(List<Head.Word> head, Predicate<String> answers) {
        List<Head.Word> given =
                head.stream().filter(word -> answers.test(word.text())).toList();
        given.stream()
                .filter(word -> !word.text().equals(given.get(0).text()))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidMigration(
                            name + ", line " + other.line(),
                            "its head says '" + other.text() + "', and '"
                                    + given.get(0).text() + "' in line "
                                    + given.get(0).line(),
                            "Keep one of them.");
                });
    }

    private void refuseBelowHead(Script way) {
        Head.of(way.sql(), way.firstLine()).directiveBelow(readings()).ifPresent(directive -> {
            throw new InvalidMigration(
                    way.place(directive.line()),
                    "'" + directive.text().strip() + "' stands below the head, where nobody heeds it",
                    "Put it above the first statement; only comments, empty lines and BEGIN; may stand before it.");
        });
    }

    String name() {
        return name;
    }

    /** Which migration it is, given its number. */
    MigrationId id(int number) {
        return new MigrationId(
                said.stream()
                        .map(COMPONENT::matcher)
                        .filter(Matcher::matches)
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElse(MigrationId.CORE),
                number);
    }

    /** These and what the head says. */
    Directives directives(Directives before) {
        Directives all = before;
        for (String word : said) {
            all = directed(all, word, name);
        }
        return all;
    }

    private static Directives directed(Directives all, String word, String place) {
        if (COMPONENT.matcher(word).matches() || UNDIRECTED.contains(word)) {
            return all;
        }
        Matcher depends = DEPENDS.matcher(word);
        if (depends.matches()) {
            String component = Optional.ofNullable(depends.group("component")).orElse(MigrationId.CORE);
            return all.dependingOn(new MigrationId(component, Integer.parseInt(depends.group("number"))));
        }
        return switch (word) {
            case APART -> all.withoutTransaction();
            case "seed" -> all.seeding();
            case LOSING -> all.allowingDataLoss();
            default -> throw new InvalidMigration(place, "its head says '" + word + "', which means nothing", KNOWN);
        };
    }

    /**
     * These, which its migration says, and what that way back, which is from here, says of itself.
     *
     * @throws InvalidMigration if that is something that nobody would heed
     */
    Directives directives(Directives before, Script back) {
        Directives all = before;
        for (Head.Word word : head(back)) {
            all = directedBack(all, word);
        }
        return all;
    }

    private Directives directedBack(Directives all, Head.Word word) {
        if (word.text().equals(LOSING)) {
            return all.allowingDataLossBack();
        }
        String place = name + ", line " + word.line();
        if (!isSaidBy(all, word.text(), place)) {
            throw new InvalidMigration(
                    place,
                    "the way back says '" + word.text()
                            + "', which is said of a migration as a whole, and the way there does not say it",
                    "Say it in the head of the way there, so that it holds for both, or take the line out. Of itself a"
                            + " way back says: " + LOSING + "; in a file of its own also what that is: component NAME,"
                            + " placeholders no, portable from DATABASE.");
        }
        return all;
    }

    /** Whether the migration, or this file of it, says that anyway. */
    private boolean isSaidBy(Directives migration, String word, String place) {
        if (word.equals(TRANSACTIONAL)) {
            return migration.isolation() == Isolation.IN_TRANSACTION;
        }
        boolean isOfFile = COMPONENT.matcher(word).matches() || UNDIRECTED.contains(word);
        return isOfFile ? said.contains(word) : directed(migration, word, place).equals(migration);
    }

    /**
     * One migration is the same on every database, so what its ways back say of themselves must be the same too.
     *
     * @throws InvalidMigration if the other one says something else of itself
     */
    static void requireSameBack(Script one, Script other) {
        if (!wordsBack(one).equals(wordsBack(other))) {
            throw new InvalidMigration(
                    one.source(),
                    "its way back says " + wordsBack(one) + ", that in " + other.source() + " says " + wordsBack(other)
                            + ", and both take back one migration",
                    "Let both say the same.");
        }
    }

    private static String wordsBack(Script back) {
        return head(back).stream().anyMatch(word -> word.text().equals(LOSING)) ? "'" + LOSING + "'" : "nothing";
    }

    private static List<Head.Word> head(Script script) {
        return Head.of(script.sql(), script.firstLine()).words();
    }

    /**
     * One migration is the same on every database, so what its files say of it must be the same too.
     *
     * @throws InvalidMigration if that other file of the same migration says something else of it
     */
    void requireSameHead(ScriptFile other) {
        if (!directives(Directives.NONE).equals(other.directives(Directives.NONE))) {
            throw new InvalidMigration(
                    name,
                    "its head says " + words() + ", that of " + other.name + " says " + other.words()
                            + ", and both are one migration",
                    "Let both heads say the same.");
        }
    }

    /** What it says of the migration. */
    private String words() {
        String words = said.stream()
                .filter(word -> !COMPONENT.matcher(word).matches() && !UNDIRECTED.contains(word))
                .collect(Collectors.joining("', '"));
        return words.isEmpty() ? "nothing" : "'" + words + "'";
    }

    /** All of it. */
    Script whole() {
        return script(1, text);
    }

    /**
     * All of it, if it can run again and again.
     *
     * @throws InvalidMigration if it says what only a numbered one can
     */
    Script repeated() {
        if (back().isPresent()) {
            throw notRepeatable(name, "it has a way back");
        }
        for (String word : said) {
            if (COMPONENT.matcher(word).matches() || DEPENDS.matcher(word).matches() || word.startsWith(PORTABLE)) {
                throw notRepeatable(name, "its head says '" + word + "'");
            }
        }
        return whole();
    }

    static InvalidMigration notRepeatable(String name, String problem) {
        return new InvalidMigration(
                name,
                problem + ", which is nothing for a repeatable one",
                "It runs behind all numbered ones, for each database in its own words (R__views.postgres.sql), and"
                        + " again when it changes.");
    }

    /** What is above the line {@code -- down}. */
    Script forward() {
        return downLine().map(line -> part(0, line.start())).orElseGet(this::whole);
    }

    /** What is below it. */
    Optional<Script> back() {
        return downLine().map(line -> part(line.end(), text.length()));
    }

    private Script part(int from, int to) {
        int firstLine =
                1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
        return script(firstLine, text.substring(from, to));
    }

    /** The dialect in whose words the file is written for all. */
    private Optional<DialectName> portableFrom() {
        Optional<DialectName> source = said.stream()
                .filter(word -> word.startsWith(PORTABLE))
                .map(word -> new DialectName(word.substring(PORTABLE.length())))
                .findFirst();
        if (source.isPresent() && dialects.size() == 1) {
            throw new InvalidMigration(
                    name,
                    "its head says that it is portable, its name that it is for " + dialects.get(0) + " only",
                    "Take the dialect out of its name, or the line out of its head.");
        }
        return source;
    }

    /** In which dialects it may be read, the likeliest first. */
    private List<DialectName> readings() {
        return portableFrom().map(List::of).orElse(dialects);
    }

    private Script script(int firstLine, String sql) {
        Placeholders placeholders = said.contains(LITERAL) ? Placeholders.LITERAL : Placeholders.NONE;
        return new Script(name, firstLine, sql, raw, placeholders, portableFrom());
    }

    /** Where a line begins and the next one does. */
    private record Line(int start, int end) {}

    private Optional<Line> downLine() {
        List<Line> written = lines();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        for (DialectName dialect : readings()) {
            try {
                List<Integer> comments = comments(dialect);
                return written.stream()
                        .filter(line -> comments.contains(text.indexOf("--", line.start())))
                        .findFirst();
            } catch (SqlSyntaxException anotherDialect) {
                // or no SQL at all, which is said when its statements are told apart
            }
        }
        return Optional.of(written.get(0));
    }

    /** The lines {@code -- down}, whatever they are part of. */
    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        int start = 0;
        for (int end = text.indexOf('\n'); start < text.length(); end = text.indexOf('\n', start)) {
            int next = end < 0 ? text.length() : end + 1;
            if (DownLine.is(text.substring(start, next))) {
                lines.add(new Line(start, next));
            }
            start = next;
        }
        return lines;
    }

    /** Where comments begin, which those in a string, another comment or rows behind a COPY do not. */
    private List<Integer> comments(DialectName dialect) {
        return ScriptTokens.of(text, dialect).stream()
                .filter(token -> token.kind() == Token.Kind.COMMENT)
                .map(Token::start)
                .toList();
    }
}
