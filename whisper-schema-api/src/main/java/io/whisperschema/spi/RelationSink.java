package io.whisperschema.spi;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;

/** Hears of each row that a question about relations found. */
public interface RelationSink {
    /**
     * A row was found.
     *
     * @param flaw what is wrong with it
     * @param column in which column of the source, the first where there are several; empty where in none
     * @param key its {@code Passage.keyFields()}, as the store returned them, in that order; valid until this returns
     */
    void found(Flaw flaw, String column, Item key);
}
