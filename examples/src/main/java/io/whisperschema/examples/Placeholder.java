package io.whisperschema.examples;

/** Holds the package until its first type is there. */
final class Placeholder {
    private Placeholder() {}
}
