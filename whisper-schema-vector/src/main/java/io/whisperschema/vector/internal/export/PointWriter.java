package io.whisperschema.vector.internal.export;

import com.google.protobuf.CodedOutputStream;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.internal.Sha256;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Writes a file of points; not thread-safe. The same points give the same bytes. */
public final class PointWriter implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256 = Sha256.digest();
    private final DataOutputStream out;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(PointFile.USUAL);
    private final PointSum sum = new PointSum();
    private int points;

    private PointWriter(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        out = new DataOutputStream(new DigestOutputStream(buffered, sha256));
    }

    static PointWriter create(Path file) {
        try {
            var writer = new PointWriter(file);
            writer.out.writeLong(PointFile.MAGIC);
            return writer;
        } catch (IOException failure) {
            throw ExportFault.unwritable(file, failure);
        }
    }

    /** What was written. */
    public record Written(long points, long bytes, String sha256, String digest) {}

    /** Adds a point; its id comes behind those before it. */
    public void add(PointStruct point) {
        try {
            int size = CodedOutputStream.computeMessageSizeNoTag(point);
            if (size > PointFile.MOST) {
                throw new IOException("a point takes " + size + " bytes, and this format holds " + PointFile.MOST);
            }
            if (points > 0 && content.size() + size > PointFile.USUAL) {
                endBlock();
            }
            write(point, size);
            sum.add(point);
            points++;
        } catch (IOException failure) {
            throw ExportFault.unwritable(file, failure);
        }
    }

    private void write(PointStruct point, int size) throws IOException {
        byte[] bytes = new byte[size];
        var coded = CodedOutputStream.newInstance(bytes);
        coded.useDeterministicSerialization();
        coded.writeMessageNoTag(point);
        coded.checkNoSpaceLeft();
        content.write(bytes, 0, size);
    }

    private void endBlock() throws IOException {
        byte[] raw = content.toByteArray();
        byte[] packed = new byte[PointFile.bound(raw.length)];
        deflater.reset();
        deflater.setInput(raw);
        deflater.finish();
        int length = deflater.deflate(packed);
        var crc = new CRC32C();
        crc.update(packed, 0, length);
        head(raw.length, length, points, (int) crc.getValue());
        out.write(packed, 0, length);
        content.reset();
        points = 0;
    }

    private void head(int raw, int packed, int count, int crc) throws IOException {
        out.writeInt(raw);
        out.writeInt(packed);
        out.writeInt(count);
        out.writeInt(crc);
    }

    /** Ends the file, which is on the disk then. */
    public Written end() {
        try {
            if (points > 0) {
                endBlock();
            }
            head(0, 0, 0, 0);
            out.flush();
            channel.force(true);
            return new Written(sum.count(), channel.size(), HexFormat.of().formatHex(sha256.digest()), sum.digest());
        } catch (IOException failure) {
            throw ExportFault.unwritable(file, failure);
        }
    }

    @Override
    public void close() {
        deflater.end();
        try {
            channel.close();
        } catch (IOException failure) {
            throw ExportFault.unwritable(file, failure);
        }
    }
}
