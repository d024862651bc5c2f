package io.whisperschema.vector.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls to a server. Redirects are for who made the client; the key goes to that server alone.
 *
 * @param client the host's client
 * @param server the server's address
 * @param key the API key, if it wants one
 */
public record RestCalls(HttpClient client, URI server, Optional<String> key) {
    private static final String STORE = "qdrant";

    public RestCalls {
        if (server.getHost() == null || server.getRawUserInfo() != null || server.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "a server's address is like http://localhost:6333, without credentials and a query");
        }
        if (client.followRedirects() != HttpClient.Redirect.NEVER && key.isPresent()) {
            throw new IllegalArgumentException("a client that follows redirects could carry the API key elsewhere");
        }
    }

    /** The same with a key. */
    public RestCalls withApiKey(String apiKey) {
        return new RestCalls(client, server, Optional.of(apiKey));
    }

    /** The path of those names, which may hold anything. */
    public String path(String... names) {
        return Arrays.stream(names)
                .map(name -> "/" + URLEncoder.encode(name, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining());
    }

    HttpRequest.Builder request(String path) {
        String base = server.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        key.ifPresent(secret -> request.header("api-key", secret));
        return request;
    }

    /** The answer to a question. */
    public Answer get(String path) {
        return answer("answer", request(path).GET().build());
    }

    /** The answer to what is to be put there. */
    public Answer put(String path, String json) {
        return answer(
                "do it",
                request(path)
                        .header("content-type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build());
    }

    Answer answer(String what, HttpRequest request) {
        HttpResponse<String> response = response(what, request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    <T> HttpResponse<T> response(String what, HttpRequest request, BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException failure) {
            throw failed(what, String.valueOf(failure), state(request), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(what, "the thread was interrupted", state(request), interrupted);
        }
    }

    private static String state(HttpRequest request) {
        return request.method().equals("GET") ? "Nothing was applied." : "The server may be doing it still.";
    }

    /** Nothing, if the server did it. */
    public void requireDone(String what, Answer answer) {
        if (!answer.isOk() || !answer.isTrue()) {
            throw failed(
                    what,
                    answer.said(),
                    "Look at the collection: it is as it was, or gone.",
                    new IOException(answer.said()));
        }
    }

    /** That it was not done, and what state things are in. */
    public StoreUnavailable failed(String what, String said, String state, Throwable cause) {
        return new StoreUnavailable(
                STORE,
                cause instanceof ConnectException ? Reason.NOT_THERE_YET : Reason.OTHER,
                STORE + " could not " + what + ".\n  server said: " + said + "\n" + state,
                cause);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "REST of " + server;
    }
}
