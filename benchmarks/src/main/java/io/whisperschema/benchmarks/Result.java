package io.whisperschema.benchmarks;

import java.util.Locale;

/**
 * The outcome of one case against one peer.
 *
 * @param name the case
 * @param ours our median
 * @param peer the peer's median
 * @param peerName the peer
 * @param unit of both; of times less is better, of rates more
 */
record Result(String name, double ours, double peer, String peerName, String unit) {
    /** Of times in milliseconds. */
    Result(String name, double ours, double peer, String peerName) {
        this(name, ours, peer, peerName, "ms");
    }

    /** The line that tools read. */
    String line() {
        return "RESULT case=%s ours=%s peer=%s peer_name=%s ratio=%s unit=%s"
                .formatted(name, number(ours), number(peer), peerName, number(ours / peer), unit);
    }

    /** Three digits that count, or more before the point. */
    private static String number(double value) {
        int decimals = value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
