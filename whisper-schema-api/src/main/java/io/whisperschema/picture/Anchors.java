package io.whisperschema.picture;

/** What the parts of a page are called, so that others lead to them. */
final class Anchors {
    private Anchors() {}

    static String table(int number) {
        return "table-" + (number + 1);
    }

    static String label(int number) {
        return "label-" + (number + 1);
    }
}
