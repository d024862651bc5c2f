package io.whisperschema.definition.graph;

/** What stands between the brackets of a graph. */
public sealed interface GraphPart permits NodeLabel, RelationshipType, Uniqueness, GraphIndex {}
