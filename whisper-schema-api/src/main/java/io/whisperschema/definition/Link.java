package io.whisperschema.definition;

import static java.util.Objects.requireNonNull;

/**
 * A promise that crosses kinds of store: what {@code from} holds is the key of something at {@code to}.
 *
 * @param from where the value stands
 * @param to what it is the key of
 */
public record Link(LinkEnd from, LinkEnd to) {
    public Link {
        requireNonNull(from);
        requireNonNull(to);
    }

    /** The link in words. */
    public String text() {
        return from.text() + " → " + to.text();
    }
}
