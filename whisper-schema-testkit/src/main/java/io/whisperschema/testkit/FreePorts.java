package io.whisperschema.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that come back on the one they had: below those that systems give to outgoing connections, with room for a
 * Redis Cluster's second port 10000 above.
 */
final class FreePorts {
    private static final int FIRST = 11_000;
    private static final int END = 22_000;
    private static final int SECOND = 10_000;

    private FreePorts() {}

    static int next() {
        int port = ThreadLocalRandom.current().nextInt(FIRST, END);
        return isFree(port) && isFree(port + SECOND) ? port : next();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
