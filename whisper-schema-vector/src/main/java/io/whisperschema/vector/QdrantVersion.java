package io.whisperschema.vector;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server. */
record QdrantVersion(int major, int minor, int patch) implements Comparable<QdrantVersion> {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
    private static final Comparator<QdrantVersion> ORDER = Comparator.comparingInt(QdrantVersion::major)
            .thenComparingInt(QdrantVersion::minor)
            .thenComparingInt(QdrantVersion::patch);

    /** The version that a server tells; none where it tells none that can be read. */
    static Optional<QdrantVersion> read(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches()
                ? Optional.of(new QdrantVersion(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(QdrantVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
