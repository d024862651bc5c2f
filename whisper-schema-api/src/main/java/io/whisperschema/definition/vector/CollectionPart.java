package io.whisperschema.definition.vector;

/** What stands between the brackets of a collection. */
public sealed interface CollectionPart permits VectorSpace, PayloadField {}
