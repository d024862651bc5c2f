package io.whisperschema.definition;

import io.whisperschema.internal.Checks;

/** One end of a {@link Link}: a place in one store that holds values or keys. */
public sealed interface LinkEnd {
    /** What to do for each kind of end. */
    interface Cases<R> {
        /** A payload field. */
        R payload(Payload end);

        /** The id of a point. */
        R pointId(PointId end);

        /** A column. */
        R tableColumn(TableColumn end);

        /** A property of nodes. */
        R nodeProperty(NodeProperty end);

        /** A field of cached values. */
        R cacheField(CacheField end);

        /** A placeholder in cache keys. */
        R keyPlaceholder(KeyPlaceholder end);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** The end in words. */
    String text();

    /**
     * A payload field of a collection or family.
     *
     * @param collection the collection's name or the family's pattern
     * @param field the field's name
     */
    record Payload(String collection, String field) implements LinkEnd {
        public Payload {
            Checks.text("link", collection);
            Checks.text("link", field);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.payload(this);
        }

        @Override
        public String text() {
            return "payload " + collection + "." + field;
        }
    }

    /**
     * The id of a collection's or family's points.
     *
     * @param collection the collection's name or the family's pattern
     */
    record PointId(String collection) implements LinkEnd {
        public PointId {
            Checks.text("link", collection);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pointId(this);
        }

        @Override
        public String text() {
            return "point id of " + collection;
        }
    }

    /**
     * A column of a table.
     *
     * @param table the table's name
     * @param column the column's name
     */
    record TableColumn(String table, String column) implements LinkEnd {
        public TableColumn {
            Checks.text("link", table);
            Checks.text("link", column);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tableColumn(this);
        }

        @Override
        public String text() {
            return "column " + table + "." + column;
        }
    }

    /**
     * A property of the nodes with a label.
     *
     * @param label the label
     * @param property the property's name
     */
    record NodeProperty(String label, String property) implements LinkEnd {
        public NodeProperty {
            Checks.text("link", label);
            Checks.text("link", property);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nodeProperty(this);
        }

        @Override
        public String text() {
            return "property " + label + "." + property;
        }
    }

    /**
     * A field of the values in a family of cache keys.
     *
     * @param family the family's name
     * @param field the field's name
     */
    record CacheField(String family, String field) implements LinkEnd {
        public CacheField {
            Checks.text("link", family);
            Checks.text("link", field);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cacheField(this);
        }

        @Override
        public String text() {
            return "cache field " + family + "." + field;
        }
    }

    /**
     * A placeholder in the keys of a family.
     *
     * @param family the family's name
     * @param placeholder the placeholder's name, without brackets
     */
    record KeyPlaceholder(String family, String placeholder) implements LinkEnd {
        public KeyPlaceholder {
            Checks.text("link", family);
            Checks.text("link", placeholder);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keyPlaceholder(this);
        }

        @Override
        public String text() {
            return "placeholder <" + placeholder + "> of " + family;
        }
    }
}
