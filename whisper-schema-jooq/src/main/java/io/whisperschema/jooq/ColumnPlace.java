package io.whisperschema.jooq;

import java.io.Serializable;
import org.jooq.RenderContext;

/**
 * Which column a value is for.
 *
 * @param where for messages: its table and its name
 * @param type its type in the definition's word
 * @param cast the database's word for the type where its values are told to be of it, empty where they are not
 */
record ColumnPlace(String where, String type, String cast) implements Serializable {
    void cast(RenderContext render, Runnable value) {
        if (cast.isEmpty()) {
            value.run();
        } else {
            render.sql("cast(");
            value.run();
            render.sql(" as ").sql(cast).sql(')');
        }
    }
}
