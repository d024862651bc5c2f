package io.whisperschema.sql.translation;

import io.whisperschema.finding.Finding;
import io.whisperschema.sql.ScriptLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings of a translation. */
final class Notes {
    private final ScriptLines lines;
    private final List<Finding> findings = new ArrayList<>();

    Notes(ScriptLines lines) {
        this.lines = lines;
    }

    /** Something was decided, or differs without harm. */
    void notice(String place, String expected, String found, String remedy) {
        findings.add(Finding.notice(place, expected, found, remedy));
    }

    /** Something does not go over, or not with all that it meant. */
    void warning(String place, String expected, String found, String remedy) {
        findings.add(Finding.warning(place, expected, found, remedy));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** All of them in the order of the script, those of no line last. */
    List<Finding> inOrder() {
        return findings.stream()
                .sorted(Comparator.comparingInt(this::line))
                .map(lines::in)
                .toList();
    }

    private int line(Finding finding) {
        String place = finding.place();
        return lines.of(place)
                .orElseGet(() -> place.matches("line \\d+")
                        ? Integer.parseInt(place.substring("line ".length()))
                        : Integer.MAX_VALUE);
    }
}
