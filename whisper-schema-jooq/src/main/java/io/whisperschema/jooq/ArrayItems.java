package io.whisperschema.jooq;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of an array as texts and back. */
final class ArrayItems {
    private ArrayItems() {}

    @SuppressWarnings("unchecked")
    static <E> Class<E[]> arrayOf(Class<E> item) {
        return (Class<E[]>) item.arrayType();
    }

    static <E> List<@Nullable String> texts(TextForm<E> form, @Nullable E[] items) {
        var texts = new ArrayList<@Nullable String>();
        for (E item : items) {
            texts.add(item == null ? null : form.written().apply(item));
        }
        return texts;
    }

    static <E> E[] items(TextForm<E> form, List<@Nullable String> texts) {
        Object items = Array.newInstance(form.type(), texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Array.set(items, i, text == null ? null : form.read().apply(text));
        }
        return arrayOf(form.type()).cast(items);
    }
}
