package io.whisperschema.vector.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Gets a file.
 *
 * @param calls the calls
 * @param path where it is
 */
public record Download(RestCalls calls, String path) {
    private static final String LEFT = "What arrived of it is kept; download again: it goes on from there.";
    private static final int PARTIAL = 206;
    private static final int OUT_OF_RANGE = 416;

    /** To a file that is not there yet, which is whole then. */
    public void to(Path file, long size, Optional<String> checksum) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw failed("it is there already", "Nothing was written; name another file.");
            }
            receive(part, size);
            check(part, size, checksum);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw calls.failed("give " + path, "the connection or the file failed: " + failure, LEFT, failure);
        }
    }

    private void receive(Path part, long size) throws IOException {
        long there = Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
        if (there > 0 && there == size) {
            return;
        }
        if (there > size) {
            Files.delete(part);
            there = 0;
        }
        HttpResponse<InputStream> response = ask(there);
        if (response.statusCode() == OUT_OF_RANGE) {
            response.body().close();
            Files.delete(part);
            response = ask(0);
        }
        write(response, part, there, size);
    }

    private HttpResponse<InputStream> ask(long from) {
        HttpRequest.Builder request = calls.request(path).header("accept-encoding", "identity");
        if (from > 0) {
            request.header("range", "bytes=" + from + "-");
        }
        return calls.response("give " + path, request.GET().build(), BodyHandlers.ofInputStream());
    }

    private void write(HttpResponse<InputStream> response, Path part, long there, long size) throws IOException {
        try (InputStream body = response.body()) {
            boolean goesOn = response.statusCode() == PARTIAL && isFrom(response, there);
            if (!goesOn && response.statusCode() != 200) {
                String said = new Answer(response.statusCode(), new String(body.readNBytes(4096), UTF_8)).said();
                throw failed(said, "Nothing was written.");
            }
            try (FileChannel channel = FileChannel.open(
                            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    OutputStream out = Channels.newOutputStream(channel.truncate(goesOn ? there : 0))) {
                channel.position(goesOn ? there : 0);
                copy(body, out, size - channel.position());
                channel.force(true);
            }
        }
    }

    private static boolean isFrom(HttpResponse<?> response, long from) {
        return response.headers()
                .firstValue("content-range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    /** No more than there is to be, whatever a server sends. */
    private static void copy(InputStream body, OutputStream out, long atMost) throws IOException {
        byte[] bytes = new byte[1 << 16];
        long left = atMost + 1;
        while (left > 0) {
            int read = body.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (read < 0) {
                return;
            }
            out.write(bytes, 0, read);
            left -= read;
        }
    }

    /** What is longer, or another one, is of no use to whoever goes on. */
    private void check(Path part, long size, Optional<String> checksum) throws IOException {
        long there = Files.size(part);
        if (there < size) {
            throw failed(there + " of " + size + " bytes arrived", LEFT);
        }
        if (there > size || (checksum.isPresent() && !FileSum.of(part).equalsIgnoreCase(checksum.get()))) {
            Files.delete(part);
            throw failed("what arrived is not the snapshot that it told of", "It was deleted; download again.");
        }
    }

    private StoreUnavailable failed(String said, String state) {
        return calls.failed("give " + path, said, state, new IOException(said));
    }
}
