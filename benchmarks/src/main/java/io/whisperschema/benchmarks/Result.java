package io.whisperschema.benchmarks;

import java.util.Locale;

/**
 * The outcome of one case against one peer.
 *
 * @param name the case
 * @param ours our median, in milliseconds
 * @param peer the peer's median, in milliseconds
 * @param peerName the peer
 */
record Result(String name, double ours, double peer, String peerName) {
    /** The line that tools read. */
    String line() {
        return "RESULT case=%s ours=%s peer=%s peer_name=%s ratio=%s unit=ms"
                .formatted(name, number(ours), number(peer), peerName, number(ours / peer));
    }

    /** Three digits that count, or more before the point. */
    private static String number(double value) {
        int decimals = value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
