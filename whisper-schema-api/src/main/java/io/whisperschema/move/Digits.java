package io.whisperschema.move;

/** What a column of a target makes of text that reads as a number. */
public enum Digits {
    /** It stays text. */
    KEPT,
    /** It becomes a number, as in SQLite's columns whose declared type is no word for text. */
    MADE_NUMBERS
}
