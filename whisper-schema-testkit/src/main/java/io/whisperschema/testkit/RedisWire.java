package io.whisperschema.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;

/** A conversation with a Redis server in its own protocol, so that administering one needs no driver. */
final class RedisWire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisWire(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) patience.toMillis());
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    static RedisWire to(int port, Duration patience) throws IOException {
        return new RedisWire(new Socket(InetAddress.getLoopbackAddress(), port), patience);
    }

    /** The answer: text as it is, numbers as digits, an item of an array a line, nothing as the empty text. */
    String ask(String... words) throws IOException {
        write(words);
        return answer();
    }

    private void write(String... words) throws IOException {
        line('*', words.length);
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            line('$', bytes.length);
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
        out.flush();
    }

    private void line(char kind, int length) throws IOException {
        out.write((kind + Integer.toString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private String answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '-' -> throw new RedisError(rest);
            case '$' -> text(Integer.parseInt(rest));
            case '*' -> items(Integer.parseInt(rest));
            default -> rest;
        };
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The Redis server closed the connection");
            }
            line.append((char) next);
        }
        return line.substring(0, line.length() - 1);
    }

    private String text(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private String items(int count) throws IOException {
        StringJoiner items = new StringJoiner("\n");
        for (int item = 0; item < count; item++) {
            items.add(answer());
        }
        return items.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What a server refuses. */
    static final class RedisError extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        RedisError(String message) {
            super("The Redis server said: " + message);
        }
    }
}
