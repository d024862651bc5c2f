package io.whisperschema.jooq;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jooq.Comment;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.Identity;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableOptions;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;

/** A table of a definition. Its maker adds columns and keys before anybody sees it. */
final class DeclaredTable extends TableImpl<Record> {
    private static final long serialVersionUID = 1L;

    private Keys keys = new Keys(null, List.of(), List.of());
    private @Nullable TableField<Record, ?> identity;

    /**
     * What a table's columns are keys of.
     *
     * @param primary its primary key, if it has one
     * @param unique its other keys
     * @param foreign its references
     */
    record Keys(
            @Nullable UniqueKey<Record> primary, List<UniqueKey<Record>> unique, List<ForeignKey<Record, ?>> foreign)
            implements Serializable {
        Keys {
            unique = List.copyOf(unique);
            foreign = List.copyOf(foreign);
        }
    }

    DeclaredTable(Name name, @Nullable Schema schema, Optional<String> comment, TableOptions options) {
        super(name, schema, null, null, comment(comment), options);
    }

    private DeclaredTable(Name alias, DeclaredTable aliased) {
        super(alias, aliased.getSchema(), aliased, aliased.parameters, aliased.getCommentPart(), aliased.getOptions());
        for (Field<?> field : aliased.fields()) {
            add(field.getUnqualifiedName(), field.getDataType(), field.getCommentPart());
        }
        keys = aliased.keys;
        identity = aliased.identity;
    }

    private static Comment comment(Optional<String> text) {
        return DSL.comment(text.orElse(""));
    }

    void add(Name column, DataType<?> type, Optional<String> comment) {
        add(column, type, comment(comment));
    }

    private void add(Name column, DataType<?> type, Comment comment) {
        TableField<Record, ?> field = createField(column, type, comment.getComment());
        if (type.identity()) {
            identity = field;
        }
    }

    void add(Keys all) {
        keys = all;
    }

    /** A column that is known to be there. */
    @SuppressWarnings("unchecked")
    TableField<Record, ?> column(String name) {
        return (TableField<Record, ?>) fieldsRow().field(DSL.name(name));
    }

    @Override
    public @Nullable Identity<Record, ?> getIdentity() {
        return identity == null ? null : Internal.createIdentity(this, identity);
    }

    @Override
    public @Nullable UniqueKey<Record> getPrimaryKey() {
        return keys.primary();
    }

    @Override
    public List<UniqueKey<Record>> getUniqueKeys() {
        return keys.unique();
    }

    @Override
    public List<ForeignKey<Record, ?>> getReferences() {
        return keys.foreign();
    }

    @Override
    public Table<Record> as(String alias) {
        return as(DSL.name(alias));
    }

    @Override
    public Table<Record> as(Name alias) {
        return new DeclaredTable(alias, this);
    }

    @Override
    public Table<Record> as(Table<?> alias) {
        return as(alias.getUnqualifiedName());
    }
}
