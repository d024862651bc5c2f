package io.whisperschema.definition.relational;

/** What stands between the brackets of a table. */
public sealed interface TablePart permits ColumnSpec, PrimaryKey, ForeignKey, Unique, Check, Index {}
