package io.whisperschema.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Mermaid's grammar of entity relationship diagrams that we write, line by line; narrower than Mermaid's own.
 */
final class MermaidGrammar {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";
    private static final String TEXT = "\"([^\"%\\\\:;#~`\\p{Cntrl}\\p{Cf}]|#[0-9]+;)+\"";
    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_()\\[\\]]*";
    private static final Pattern ENTITY = Pattern.compile("    (" + NAME + ")(\\[" + TEXT + "])? \\{");
    private static final Pattern ATTRIBUTE = Pattern.compile("        (?!(?i:pk|fk|uk)\\b)" + WORD
            + " (?!(?i:pk|fk|uk)\\b)" + WORD + "( (PK|FK|UK)(, (PK|FK|UK))*)?( " + TEXT + ")?");
    private static final Pattern REFERENCE =
            Pattern.compile("    (" + NAME + ") (\\|\\||\\|o)--(o\\{|o\\|) (" + NAME + ") : " + TEXT);
    private static final Pattern COMMENT = Pattern.compile("    %% ([^%{}:;#~`\\p{Cntrl}\\p{Cf}]|#[0-9]+;)+");
    private static final Set<String> KEYWORDS = Set.of(
            "class", "classdef", "direction", "end", "many", "one", "style", "subgraph", "to", "title", "u", "zero");

    private final Deque<String> lines;
    private final Set<String> entities = new HashSet<>();
    private final List<String> references = new ArrayList<>();

    private MermaidGrammar(String text) {
        lines = new ArrayDeque<>(List.of(text.split("\n", -1)));
    }

    /** The references of a text that is of the grammar. */
    static List<String> references(String text) {
        var grammar = new MermaidGrammar(text);
        grammar.diagram();
        return grammar.references;
    }

    private void diagram() {
        assertThat(lines.pop()).isEqualTo("erDiagram");
        assertThat(lines.pop()).matches("    accTitle: ([^\"%:;#\\p{Cntrl}]|#[0-9]+;)+");
        while (lines.size() > 1) {
            statement(lines.pop());
        }
        assertThat(lines.pop()).isEmpty();
    }

    private void statement(String line) {
        assertThat(line).doesNotContainPattern("(?i)direction\\s+(TB|BT|RL|LR)");
        Matcher entity = ENTITY.matcher(line);
        Matcher reference = REFERENCE.matcher(line);
        if (entity.matches()) {
            entity(entity.group(1));
        } else if (reference.matches()) {
            assertThat(entities).contains(reference.group(1), reference.group(4));
            references.add(reference.group(4) + " to " + reference.group(1) + " " + reference.group(2) + "--"
                    + reference.group(3));
        } else {
            assertThat(line).matches(COMMENT);
        }
    }

    private void entity(String name) {
        assertThat(entities.add(name)).as(name).isTrue();
        assertThat(KEYWORDS).doesNotContain(name.toLowerCase(java.util.Locale.ROOT));
        while (!lines.getFirst().equals("    }")) {
            assertThat(lines.pop()).matches(ATTRIBUTE);
        }
        lines.pop();
    }
}
