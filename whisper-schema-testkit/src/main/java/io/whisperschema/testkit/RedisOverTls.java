package io.whisperschema.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Redis server that speaks TLS, with a certificate of its own making for {@code localhost} and {@code 127.0.0.1}. Thread-safe.
 */
public final class RedisOverTls implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NAME = "redis";

    private final RedisServer server;
    private final int port;
    private final Path certificate;

    private RedisOverTls(RedisServer server, int port, Path certificate) {
        this.server = server;
        this.port = port;
        this.certificate = certificate;
    }

    /**
     * Starts one that the caller closes.
     *
     * @param settings more lines of its {@code redis.conf}
     */
    public static RedisOverTls start(String... settings) {
        Path folder = TemporaryFolder.create("whisper-redis-tls-");
        try {
            Path certificate = folder.resolve("certificate.pem");
            Path key = folder.resolve("key.pem");
            makeKey(folder, certificate, key);
            int port = FreePorts.next();
            Stream<String> ours = Stream.of(
                    "tls-port " + port,
                    "tls-cert-file " + certificate,
                    "tls-key-file " + key,
                    "tls-ca-cert-file " + certificate,
                    "tls-auth-clients no");
            RedisServer server = RedisServer.startIn(
                    folder, Stream.concat(ours, Stream.of(settings)).toArray(String[]::new));
            return new RedisOverTls(server, port, certificate);
        } catch (IOException e) {
            TemporaryFolder.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private static void makeKey(Path folder, Path certificate, Path key) throws IOException {
        Path store = folder.resolve("store.p12");
        ServerProcess.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        NAME),
                folder);
        try (InputStream content = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD);
            write(key, "PRIVATE KEY", keys.getKey(NAME, PASSWORD).getEncoded());
            write(certificate, "CERTIFICATE", keys.getCertificate(NAME).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not read back the key that keytool made", e);
        }
    }

    private static void write(Path file, String what, byte[] bytes) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64));
    }

    /** Its address, such as {@code rediss://localhost:12345}. */
    public String uri() {
        return "rediss://localhost:" + port;
    }

    /** Its certificate as a file in PEM form, which is what a client trusts. */
    public Path certificate() {
        return certificate;
    }

    /** The server, to be administered on a second port without TLS. */
    public RedisServer server() {
        return server;
    }

    /** Stops it at once and deletes its data and key. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }
}
