package io.whisperschema.vector.internal.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a server of ChromaDB over its REST interface, version 2. Each answer has to come in time and may only be so large; what
 * an error says holds neither a header nor what the server wrote about it.
 */
public final class ChromaHttp {
    private static final String API = "/api/v2";
    private static final int OK = 200;
    private static final int MOST_BYTES = 64 << 20;

    private final HttpClient client;
    private final URI server;
    private final Map<String, String> headers;
    private final Duration limit;
    private final int mostBytes;

    /**
     * @param client asks
     * @param server the address, without {@code /api/v2}
     * @param headers go with each request
     * @param limit how long to wait for one answer
     */
    public ChromaHttp(HttpClient client, URI server, Map<String, String> headers, Duration limit) {
        this(client, server, headers, limit, MOST_BYTES);
    }

    /** Takes answers of so many bytes. */
    ChromaHttp(HttpClient client, URI server, Map<String, String> headers, Duration limit, int mostBytes) {
        this.client = client;
        this.server = server;
        this.headers = Map.copyOf(headers);
        this.limit = limit;
        this.mostBytes = mostBytes;
    }

    /** An answer that is too large to be taken. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int most) {
            super("its answer has more than " + most + " bytes");
        }
    }

    /** What becomes of an answer. */
    interface Reading<T> {
        T of(byte[] answer) throws IOException;
    }

    /** A part of a path. */
    static String part(String name) {
        return "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace(".", "%2E");
    }

    /** What is made of the answer to a question that needs nothing but its path. */
    <T> T get(String what, String path, Reading<T> reading) {
        return asked(what, path, "GET", BodyPublishers.noBody(), reading);
    }

    /** What is made of the answer to a question in JSON. */
    <T> T post(String what, String path, String json, Reading<T> reading) {
        return asked(what, path, "POST", BodyPublishers.ofString(json), reading);
    }

    private <T> T asked(String what, String path, String method, BodyPublisher body, Reading<T> reading) {
        try {
            return reading.of(answer(path, method, body));
        } catch (IOException e) {
            throw unavailable(what, said(e), e, reason(e));
        }
    }

    private byte[] answer(String path, String method, BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(server + API + path))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .method(method, body);
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> response = waited(client.sendAsync(request.build(), any -> new LimitedBody(mostBytes)));
        ChromaFault.unless(response.statusCode() == OK, "it answered %s", status(response.statusCode()));
        return response.body();
    }

    private HttpResponse<byte[]> waited(CompletableFuture<HttpResponse<byte[]>> call) throws IOException {
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException known ? known : new IOException(failure.getCause());
        } catch (TimeoutException late) {
            call.cancel(true);
            throw new ChromaFault("it did not answer within " + limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            throw new ChromaFault("the thread was interrupted");
        }
    }

    private static String status(int status) {
        return switch (status) {
            case 401, 403 -> status + ", it does not let this client in: give it the header that it wants";
            case 404 ->
                status + ", it has no such tenant, database or collection, or is no server of ChromaDB 0.6 or later";
            case 410, 501 -> status + ", it has no REST interface of version 2, which ChromaDB has since 0.6";
            default -> Integer.toString(status);
        };
    }

    private static String said(IOException failure) {
        if (failure instanceof ChromaFault || failure instanceof TooLarge) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof JsonProcessingException) {
            return "its answer is cut, or is no JSON";
        }
        return failure.toString();
    }

    private static Reason reason(IOException failure) {
        return failure instanceof ConnectException ? Reason.NOT_THERE_YET : Reason.OTHER;
    }

    /** That the server did not answer as it should. */
    StoreUnavailable unavailable(String what, String said, IOException cause, Reason reason) {
        return new StoreUnavailable(
                "ChromaDB",
                reason,
                "The ChromaDB server " + server + " did not " + what + ": " + said + ". Nothing was changed on it.",
                cause);
    }
}
