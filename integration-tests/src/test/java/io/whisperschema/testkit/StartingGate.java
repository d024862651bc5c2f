package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where child JVMs wait for each other, each saying that it is there, until all are let go at once. */
public final class StartingGate implements AutoCloseable {
    private static final String PROPERTY = "whisper.test.starting-gate";

    private final ServerSocket gate;

    private StartingGate(ServerSocket gate) {
        this.gate = gate;
    }

    /** A gate that is closed. */
    public static StartingGate closed() {
        try {
            return new StartingGate(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That program, waiting here where it calls {@link #pass}. */
    public ChildJvm.Launch before(ChildJvm.Launch program) {
        return program.withJvmOptions("-D" + PROPERTY + "=" + gate.getLocalPort());
    }

    /**
     * Waits until that many are here, then lets all of them go.
     *
     * @throws AssertionError when they are not here in time
     */
    public void openFor(int children, Duration patience) {
        List<Socket> waiting = new ArrayList<>();
        try {
            gate.setSoTimeout((int) patience.toMillis());
            while (waiting.size() < children) {
                waiting.add(gate.accept());
            }
            for (Socket child : waiting) {
                child.getOutputStream().write('!');
            }
        } catch (IOException e) {
            throw new AssertionError(waiting.size() + " of " + children + " children came to the gate", e);
        } finally {
            waiting.forEach(StartingGate::close);
        }
    }

    private static void close(Socket child) {
        try {
            child.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a child: waits at its gate, if it was started to. */
    public static void pass() {
        Integer port = Integer.getInteger(PROPERTY);
        if (port != null) {
            try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (parent.getInputStream().read() != '!') {
                    throw new IllegalStateException("The gate was taken away.");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
