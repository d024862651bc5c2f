package io.whisperschema.vector.embedded.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A file that is made under another name and gets its own when it is whole and on the disk: whoever dies meanwhile leaves
 * nothing that is half made under a name that anyone reads.
 */
final class NewFile {

    /** What such files end with until they have their name; one that is older than the process that makes it is garbage. */
    static final String SUFFIX = ".new";

    private static final int PAGE = 16384;

    private NewFile() {}

    /** Writes to the tables of a new file. */
    interface Content {
        void write(Connection connection, Consumer<List<Change>> tables) throws SQLException;
    }

    /** A database, in one transaction; without a journal, since nobody needs what is half done. */
    static Path database(Path made, int application, JournalMode journal, Content content)
            throws IOException, SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE);
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        try (Connection connection = config.createConnection(Urls.of(made));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("PRAGMA application_id = " + application);
            statement.executeUpdate("PRAGMA user_version = " + FileHeader.VERSION);
            Tables.create(statement);
            Tables tables = new Tables(connection);
            content.write(connection, tables::writeAll);
            tables.closeStatements();
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("PRAGMA journal_mode = " + journal);
        } catch (UncheckedSqlException e) {
            throw e.sql();
        }
        force(made);
        return made;
    }

    /** A link, unlike a move, never takes the place of a file that another process made meanwhile. */
    static void name(Path made, Path path) throws IOException {
        try {
            Files.createLink(path, made);
            Files.delete(made);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(made, path);
        }
        forceNameOf(path);
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The name of a file, or that it is gone, is on the disk then; Windows sees to that itself. */
    static void forceNameOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows opens no folders.
        }
    }
}
