package io.whisperschema.jooq;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How values pass PostgreSQL's driver. */
final class PostgresPassages {
    private PostgresPassages() {}

    /** Moments, read in UTC whatever the session's zone. */
    record Moment() implements SameTypePassage<OffsetDateTime> {
        @Override
        public Class<OffsetDateTime> hostType() {
            return OffsetDateTime.class;
        }

        @Override
        public OffsetDateTime toHost(OffsetDateTime value) {
            return Times.inUtc(value);
        }

        @Override
        public @Nullable OffsetDateTime get(ResultSet row, int at) throws SQLException {
            return row.getObject(at, OffsetDateTime.class);
        }

        @Override
        public Field<?> inlined(OffsetDateTime value) {
            return DSL.inline(Times.withEra(value));
        }
    }

    /** Dates. */
    record Day() implements SameTypePassage<LocalDate> {
        @Override
        public Class<LocalDate> hostType() {
            return LocalDate.class;
        }

        @Override
        public @Nullable LocalDate get(ResultSet row, int at) throws SQLException {
            return row.getObject(at, LocalDate.class);
        }

        @Override
        public Field<?> inlined(LocalDate value) {
            return DSL.inline(Times.withEra(value));
        }
    }

    /** JSON in a column of text. */
    record JsonText() implements TextPassage<JSON> {
        @Override
        public Class<JSON> hostType() {
            return JSON.class;
        }

        @Override
        public String toDriver(JSON value) {
            return value.data();
        }

        @Override
        public JSON toHost(String value) {
            return JSON.json(value);
        }
    }

    /**
     * Arrays, as their text.
     *
     * @param form the text of an item
     */
    record ArrayOf<E>(TextForm<E> form) implements SameTypePassage<E[]> {
        @Override
        public Class<E[]> hostType() {
            return ArrayItems.arrayOf(form.type());
        }

        @Override
        public void set(PreparedStatement statement, int at, E[] value) throws SQLException {
            statement.setString(at, text(value));
        }

        @Override
        public E @Nullable [] get(ResultSet row, int at) throws SQLException {
            String text = row.getString(at);
            return text == null ? null : ArrayItems.items(form, ArrayText.read(text));
        }

        @Override
        public Field<?> inlined(E[] value) {
            return DSL.inline(text(value));
        }

        private String text(E[] value) {
            return ArrayText.written(ArrayItems.texts(form, value));
        }
    }
}
