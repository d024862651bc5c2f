package io.whisperschema.vector.internal.chroma;

/**
 * Where a folder keeps a collection.
 *
 * @param collection which
 * @param vectors the segment of its vectors
 * @param records the segment of its records
 */
record ChromaSegments(ChromaCollection collection, String vectors, String records) {}
