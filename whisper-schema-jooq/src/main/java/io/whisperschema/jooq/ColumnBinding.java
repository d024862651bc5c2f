package io.whisperschema.jooq;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.DateTimeException;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.RenderContext;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The values of one column in statements and their results. */
final class ColumnBinding<T, U> extends AbstractBinding<T, U> {
    private static final long serialVersionUID = 1L;

    private final ColumnConverter<T, U> converter;

    ColumnBinding(ColumnPlace place, Passage<T, U> passage) {
        this.converter = new ColumnConverter<>(place, passage);
    }

    @Override
    public Converter<T, U> converter() {
        return converter;
    }

    @Override
    protected void sqlBind(BindingSQLContext<U> context) {
        RenderContext render = context.render();
        converter.place().cast(render, () -> render.sql(context.variable()));
    }

    @Override
    protected void sqlInline(BindingSQLContext<U> context) {
        T value = converter.to(context.value());
        RenderContext render = context.render();
        converter.place().cast(render, () -> render.visit(inlined(value)));
    }

    private Field<?> inlined(@Nullable T value) {
        return value == null ? DSL.inline((Object) null) : converter.passage().inlined(value);
    }

    @Override
    public void set(BindingSetStatementContext<U> context) throws SQLException {
        T value = converter.to(context.value());
        if (value == null) {
            context.statement().setNull(context.index(), Types.NULL);
        } else {
            converter.passage().set(context.statement(), context.index(), value);
        }
    }

    @Override
    public void get(BindingGetResultSetContext<U> context) throws SQLException {
        context.value(converter.from(read(context)));
    }

    private @Nullable T read(BindingGetResultSetContext<U> context) throws SQLException {
        try {
            return converter.passage().get(context.resultSet(), context.index());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            throw converter.unread();
        }
    }

    @Override
    public void register(BindingRegisterContext<U> context) throws SQLException {
        throw noParameter();
    }

    @Override
    public void get(BindingGetStatementContext<U> context) throws SQLException {
        throw noParameter();
    }

    private SQLException noParameter() {
        return new SQLFeatureNotSupportedException(converter.place().where() + " is no parameter of a procedure");
    }
}
