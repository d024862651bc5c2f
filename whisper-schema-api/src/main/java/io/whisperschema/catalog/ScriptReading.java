package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a script of statements makes of an empty database. Each statement is in the catalog or among the rest.
 *
 * @param catalog what the database would then hold
 * @param rest the statements that the catalog says nothing of, in the order of the script
 */
public record ScriptReading(RelationalCatalog catalog, List<Unread> rest) {
    public ScriptReading {
        requireNonNull(catalog);
        rest = rest.stream().sorted(Comparator.comparingInt(Unread::line)).toList();
    }

    /** The same beside things of which no definition speaks. */
    public ScriptReading beside(List<ForeignObject> there) {
        List<ForeignObject> all = Stream.concat(there.stream(), catalog.foreignObjects().stream())
                .distinct()
                .toList();
        return new ScriptReading(
                new RelationalCatalog(catalog.dialect(), catalog.tables(), catalog.views(), all, catalog.facts()),
                rest);
    }

    /** Why the catalog says nothing of a statement. */
    public enum Reason {
        /** We do not know what it does: the catalog may lack something. */
        NOT_UNDERSTOOD,
        /** It makes something that no catalog has a place for. */
        NO_PLACE,
        /** It is about rows. */
        DATA,
        /** It changes no structure. */
        NO_STRUCTURE
    }

    /**
     * A statement that the catalog says nothing of.
     *
     * @param reason what kind of statement it is
     * @param line the line it begins in, from 1
     * @param beginning how it begins
     * @param why why it is not in the catalog, as a clause
     */
    public record Unread(Reason reason, int line, String beginning, String why) {
        private static final int LENGTH = 80;

        public Unread {
            requireNonNull(reason);
            beginning = shortened(beginning);
            requireNonNull(why);
        }

        private static String shortened(String statement) {
            // A statement may hold megabytes of rows, of which a few words are told.
            String start = statement.substring(0, Math.min(statement.length(), 10 * LENGTH));
            String oneLine = start.strip().replaceAll("\\s+", " ");
            return oneLine.codePointCount(0, oneLine.length()) <= LENGTH
                    ? oneLine
                    : oneLine.substring(0, oneLine.offsetByCodePoints(0, LENGTH - 1)) + "…";
        }

        /** The statement as a finding; one that was not understood is a warning. */
        public Finding finding() {
            String place = "line " + line;
            return switch (reason) {
                case NOT_UNDERSTOOD ->
                    Finding.warning(
                            place, "a statement we know", found(), "Check by eye whether the catalog lacks it.");
                case NO_PLACE ->
                    Finding.notice(
                            place, "what a catalog holds", found(), "Keep the statement and run it beside ours.");
                case DATA -> Finding.notice(place, "structure", found(), "Load the rows apart from the structure.");
                case NO_STRUCTURE -> Finding.notice(place, "structure", found(), "Nothing needs doing.");
            };
        }

        private String found() {
            return beginning + " (" + why + ")";
        }
    }

    /** The statements that we do not know, all others being in the catalog or of no matter to it. */
    public List<Unread> notUnderstood() {
        return rest.stream()
                .filter(statement -> statement.reason() == Reason.NOT_UNDERSTOOD)
                .toList();
    }

    /** The rest as findings. */
    public List<Finding> findings() {
        return rest.stream().map(Unread::finding).toList();
    }
}
