package io.whisperschema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One directive in a head: {@code -- whisper: depends on core/0003}.
 *
 * @param text what it says, in lower case
 * @param line the line of the file, from 1
 */
record HeadWord(String text, int line) {
    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*whisper:\\s*(.*?)\\s*", Pattern.CASE_INSENSITIVE);

    /** Those of the head of a text that begins in that line: all before the first line that is neither empty nor a comment. */
    static List<HeadWord> in(String text, int firstLine) {
        var words = new ArrayList<HeadWord>();
        int line = firstLine;
        for (String written : (Iterable<String>) text.lines()::iterator) {
            String bare = written.strip();
            if (!bare.isEmpty() && !bare.startsWith("--")) {
                break;
            }
            Matcher directive = DIRECTIVE.matcher(bare);
            if (directive.matches()) {
                words.add(new HeadWord(directive.group(1).toLowerCase(Locale.ROOT), line));
            }
            line++;
        }
        return List.copyOf(words);
    }
}
