package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs the server: PostgreSQL refuses to be root, so root steps down first.
 *
 * @param prefix what goes before a command
 * @param name who must own the server's folder, where that is not ourselves
 */
record UnprivilegedUser(List<String> prefix, Optional<String> name) {
    private static final UnprivilegedUser SELF = new UnprivilegedUser(List.of(), Optional.empty());

    // A user namespace that maps nobody: still owner of our files, but not root in the server's eyes.
    private static final UnprivilegedUser NAMESPACE = new UnprivilegedUser(List.of("unshare", "-U"), Optional.empty());

    // Where namespaces are forbidden.
    private static final UnprivilegedUser NOBODY = new UnprivilegedUser(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), Optional.of("nobody"));

    static UnprivilegedUser available() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv'"
                + " works here. Run the tests as another user.");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a file or folder to the user that the server will run as. */
    void own(Path path) {
        name.ifPresent(owner -> {
            try {
                var users = path.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(path, users.lookupPrincipalByName(owner));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean works() {
        try {
            return new ProcessBuilder(command(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
