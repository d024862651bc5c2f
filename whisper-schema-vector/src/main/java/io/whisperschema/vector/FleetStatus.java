package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All collections of a family at a glance.
 *
 * @param family the family
 * @param members its collections, by name
 */
public record FleetStatus(CollectionFamily family, List<Member> members) {
    public FleetStatus {
        requireNonNull(family);
        members = List.copyOf(members);
    }

    /**
     * One collection of a family.
     *
     * @param name its name
     * @param aliases its aliases
     * @param version the version that is on record of it, or that its points tell
     * @param points how many points it holds
     * @param vectors the names of its vectors
     * @param indexes over how many payload fields it has an index
     * @param snapshots how many snapshots of it there are, where the server can tell
     * @param findings how it differs from its version, and what else is to be noticed
     */
    public record Member(
            String name,
            List<String> aliases,
            Optional<String> version,
            long points,
            List<String> vectors,
            int indexes,
            OptionalInt snapshots,
            List<Finding> findings) {
        public Member {
            requireNonNull(name);
            aliases = List.copyOf(aliases);
            requireNonNull(version);
            vectors = List.copyOf(vectors);
            requireNonNull(snapshots);
            findings = List.copyOf(findings);
        }

        /** Whether it is as its version says; warnings and notices do not count. */
        public boolean isAsDefined() {
            return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        }

        private String line() {
            return name + (aliases.isEmpty() ? "" : " (" + String.join(", ", aliases) + ")") + ": "
                    + version.map(text -> "version " + text).orElse("no version") + ", " + counted(points, "point")
                    + ", " + (vectors.equals(List.of("")) ? "unnamed vector" : "vectors " + String.join(", ", vectors))
                    + ", " + indexes + (indexes == 1 ? " index" : " indexes") + ", "
                    + (snapshots.isPresent() ? counted(snapshots.getAsInt(), "snapshot") : "snapshots unknown") + ", "
                    + (isAsDefined() ? "as defined" : "differs");
        }
    }

    /** The status as text: a line for each collection, below it what was found. */
    public String text() {
        long differing =
                members.stream().filter(member -> !member.isAsDefined()).count();
        var text = new StringBuilder("family " + family.pattern() + ", head " + family.head() + ": "
                + counted(members.size(), "collection") + ", " + differing
                + (differing == 1 ? " differs\n" : " differ\n"));
        for (Member member : members) {
            text.append("  ").append(member.line()).append('\n');
            member.findings()
                    .forEach(finding -> text.append("    ")
                            .append(finding.text().replace("\n", "\n    "))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
