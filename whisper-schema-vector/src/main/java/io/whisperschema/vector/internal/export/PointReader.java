package io.whisperschema.vector.internal.export;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.Sha256;
import io.whisperschema.vector.internal.points.PointIds;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a file of points, and checks on the way that it is the one which was written; not thread-safe. */
public final class PointReader implements AutoCloseable {
    private final Path file;
    private final ExportedFile expected;
    private final FileChannel channel;
    private final MessageDigest sha256 = Sha256.digest();
    private final DataInputStream in;
    private final Inflater inflater = new Inflater();
    private final PointSum sum = new PointSum();
    private CodedInputStream content = CodedInputStream.newInstance(new byte[0]);
    private int left;
    private boolean ended;
    private Optional<PointStruct> last = Optional.empty();

    private PointReader(Path file, ExportedFile expected) throws IOException {
        this.file = file;
        this.expected = expected;
        channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        in = new DataInputStream(
                new DigestInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16), sha256));
    }

    static PointReader open(Path file, ExportedFile expected) {
        try {
            var reader = new PointReader(file, expected);
            try {
                reader.begin();
                return reader;
            } catch (IOException | RuntimeException failure) {
                reader.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw ExportFault.unreadable(file, failure);
        }
    }

    private void begin() throws IOException {
        if (channel.size() != expected.bytes()) {
            throw damaged("it has " + channel.size() + " bytes, not " + expected.bytes());
        }
        if (channel.size() < Long.BYTES || in.readLong() != PointFile.MAGIC) {
            throw damaged("it is no file of points that this release reads");
        }
    }

    /** The next point; nothing once all were read and the file is the one that was written. */
    public Optional<PointStruct> next() {
        try {
            while (left == 0 && !ended) {
                nextBlock();
            }
            if (ended) {
                return Optional.empty();
            }
            left--;
            PointStruct point = point();
            if (left == 0 && !content.isAtEnd()) {
                throw damaged("a block holds more than its points");
            }
            return Optional.of(point);
        } catch (InvalidProtocolBufferException failure) {
            throw damaged("a point in it cannot be read");
        } catch (EOFException failure) {
            throw damaged("it ends too early");
        } catch (IOException failure) {
            throw ExportFault.unreadable(file, failure);
        }
    }

    private PointStruct point() throws IOException {
        int length = content.readRawVarint32();
        if (length < 0) {
            throw damaged("a point in it has a length below zero");
        }
        int limit = content.pushLimit(length);
        PointStruct point = PointStruct.parseFrom(content);
        content.popLimit(limit);
        remember(point);
        return point;
    }

    private void remember(PointStruct point) {
        try {
            if (last.isPresent() && PointIds.ORDER.compare(last.get().getId(), point.getId()) >= 0) {
                throw damaged("its points are not in the order of their ids");
            }
            sum.add(point);
        } catch (IllegalArgumentException unlikeOurs) {
            throw damaged("a point in it is none that an export holds");
        }
        last = Optional.of(point);
    }

    private void nextBlock() throws IOException {
        int length = in.readInt();
        int packed = in.readInt();
        left = in.readInt();
        int crc = in.readInt();
        if (length == 0 && packed == 0 && left == 0 && crc == 0) {
            end();
            return;
        }
        if (length < 1 || length > PointFile.MOST || packed < 1 || packed > PointFile.bound(length) || left < 1) {
            throw damaged("a block in it is of no possible size");
        }
        content = CodedInputStream.newInstance(inflated(read(packed, crc), length));
    }

    private byte[] read(int length, int expectedCrc) throws IOException {
        byte[] packed = in.readNBytes(length);
        var crc = new CRC32C();
        crc.update(packed);
        if (packed.length < length || (int) crc.getValue() != expectedCrc) {
            throw damaged("a block in it is damaged");
        }
        return packed;
    }

    private byte[] inflated(byte[] packed, int length) {
        byte[] bytes = new byte[length];
        inflater.reset();
        inflater.setInput(packed);
        try {
            int inflated = inflater.inflate(bytes);
            if (inflated < length || !isAtItsEnd()) {
                throw damaged("a block in it is not as long as it says");
            }
            return bytes;
        } catch (DataFormatException failure) {
            throw damaged("a block in it cannot be decompressed");
        }
    }

    /** Whether nothing more comes out, and nothing was left in. */
    private boolean isAtItsEnd() throws DataFormatException {
        return inflater.inflate(new byte[1]) == 0 && inflater.finished() && inflater.getRemaining() == 0;
    }

    private void end() throws IOException {
        ended = true;
        if (in.read() >= 0) {
            throw damaged("something follows its end");
        }
        if (sum.count() != expected.points()) {
            throw damaged("it holds " + sum.count() + " points, not " + expected.points());
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(expected.sha256())) {
            throw damaged("its SHA-256 is not the one that was written down");
        }
        if (!sum.digest().equals(expected.digest())) {
            throw damaged("its points are not those that were written down");
        }
    }

    private UnreadableDocument damaged(String problem) {
        return ExportFault.damaged(file, problem + ".");
    }

    @Override
    public void close() {
        inflater.end();
        try {
            channel.close();
        } catch (IOException failure) {
            throw ExportFault.unreadable(file, failure);
        }
    }
}
