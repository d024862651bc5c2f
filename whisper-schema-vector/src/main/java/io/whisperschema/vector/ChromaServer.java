package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.stability.Beta;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A server of ChromaDB, and how it is asked. Its headers, which may be secrets, stand in no message. */
@Beta("It was tried on answers made after ChromaDB's sources, not yet on a server.")
public final class ChromaServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final Map<String, String> headers;
    private final Duration patience;

    private ChromaServer(URI address, Map<String, String> headers, Duration patience) {
        this.address = address;
        this.headers = headers;
        this.patience = patience;
    }

    /**
     * The server at that address, for example {@code http://localhost:8000}.
     *
     * @throws InvalidDefinition if it is none of HTTP, or holds credentials
     */
    public static ChromaServer at(URI address) {
        boolean isHttp =
                Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        if (!isHttp
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new InvalidDefinition(
                    "the address of ChromaDB",
                    "it is no http:// or https:// address of a server alone",
                    "Name host and port, and give secrets as a token or a header.");
        }
        String text = address.toString();
        return new ChromaServer(
                URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text), Map.of(), PATIENCE);
    }

    /** With a token, as {@code X-Chroma-Token}. */
    public ChromaServer token(String token) {
        return header("X-Chroma-Token", token);
    }

    /** With a header in each request, for example {@code Authorization}. */
    public ChromaServer header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(requireNonNull(name), requireNonNull(value));
        return new ChromaServer(address, Map.copyOf(more), patience);
    }

    /** Waiting that long for one answer, instead of a minute. */
    public ChromaServer patience(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new InvalidDefinition("the address of ChromaDB", "no answer can come in no time", "Wait longer.");
        }
        return new ChromaServer(address, headers, longest);
    }

    URI address() {
        return address;
    }

    Map<String, String> headers() {
        return headers;
    }

    Duration patience() {
        return patience;
    }

    /** The address. */
    @Override
    public String toString() {
        return address.toString();
    }
}
