package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of an index: first what a start asks for, then the files.
 *
 * @param count how many migrations there are, repeatable ones too
 * @param digests the digest of all of them for each dialect for which each has statements
 * @param files the sha-256 of each file, by name; empty where only the head was read
 */
record IndexText(int count, Map<DialectName, String> digests, Map<String, String> files) {
    /** Frozen: hosts ship such files. */
    private static final String FORMAT = "whisper-schema/migration-index ";

    private static final int VERSION = 1;
    private static final String COUNT = "migrations ";
    private static final String DIGEST = "digest ";
    private static final String FILE = "file ";

    String text() {
        var text = new StringBuilder(FORMAT + VERSION + "\n" + COUNT + count + "\n");
        digests.forEach((dialect, digest) ->
                text.append(DIGEST).append(dialect).append(' ').append(digest).append('\n'));
        files.forEach((name, raw) ->
                text.append(FILE).append(raw).append(' ').append(name).append('\n'));
        return text.toString();
    }

    static Map<DialectName, String> noDigests() {
        return new TreeMap<>();
    }

    /** How much of an index is read. */
    enum Extent {
        /** What stands before the files. */
        HEAD,
        /** All of it. */
        WHOLE
    }

    /** So much of it. In loops, since each start comes by here, and a first lambda costs it milliseconds. */
    static IndexText read(String place, BufferedReader lines, Extent extent) throws IOException {
        requireFormat(place, String.valueOf(lines.readLine()));
        int count = count(place, String.valueOf(lines.readLine()));
        var digests = noDigests();
        var files = new TreeMap<String, String>();
        int number = 3;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(FILE) && extent == Extent.HEAD) {
                break;
            }
            String[] words = line.split(" ", 3);
            if (words.length != 3 || !(line.startsWith(DIGEST) || line.startsWith(FILE))) {
                throw unreadable(place, "line " + number + " is none of an index");
            }
            if (line.startsWith(DIGEST)) {
                digests.put(new DialectName(words[1]), words[2]);
            } else {
                files.put(words[2], words[1]);
            }
            number++;
        }
        return new IndexText(count, digests, files);
    }

    private static void requireFormat(String place, String line) {
        if (!line.startsWith(FORMAT)) {
            throw unreadable(place, "line 1 does not say " + FORMAT + VERSION);
        }
        if (!line.equals(FORMAT + VERSION)) {
            throw unreadable(place, "it is of version " + line.substring(FORMAT.length()) + ", known is " + VERSION);
        }
    }

    private static int count(String place, String line) {
        try {
            if (line.startsWith(COUNT)) {
                return Integer.parseInt(line.substring(COUNT.length()));
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw unreadable(place, "line 2 does not say how many migrations there are");
    }

    private static InvalidMigration unreadable(String place, String problem) {
        return new InvalidMigration(place, problem, MigrationIndex.REMEDY);
    }
}
