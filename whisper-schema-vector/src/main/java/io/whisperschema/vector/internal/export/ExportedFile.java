package io.whisperschema.vector.internal.export;

/**
 * A file of points.
 *
 * @param name its name in the export's folder
 * @param points how many points it holds
 * @param bytes how many bytes it has
 * @param sha256 the SHA-256 of its bytes
 * @param digest the digest of its points
 */
public record ExportedFile(String name, long points, long bytes, String sha256, String digest) {
    public ExportedFile {
        if (!PointFile.isName(name)) {
            throw new IllegalArgumentException("no file of points is called so");
        }
    }
}
