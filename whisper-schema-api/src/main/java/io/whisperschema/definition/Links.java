package io.whisperschema.definition;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The words for what crosses kinds of store, and for who owns what; meant for {@code import static}. */
public final class Links {
    private Links() {}

    /** A link from here; say next what the value is the key of. */
    public static Start link(LinkEnd from) {
        return new Start(from);
    }

    /**
     * A link without its target yet.
     *
     * @param from where the value stands
     */
    public record Start(LinkEnd from) {
        public Start {
            requireNonNull(from);
        }

        /** The link to there. */
        public Link to(LinkEnd to) {
            return new Link(from, to);
        }
    }

    /** A payload field of a collection, or of a family by its pattern. */
    public static LinkEnd payload(String collection, String field) {
        return new LinkEnd.Payload(collection, field);
    }

    /** The id of a collection's points, or of a family's by its pattern. */
    public static LinkEnd pointId(String collection) {
        return new LinkEnd.PointId(collection);
    }

    /** A table's key, or any column to link from. */
    public static LinkEnd key(String table, String column) {
        return new LinkEnd.TableColumn(table, column);
    }

    /** A property of the nodes with a label. */
    public static LinkEnd nodeProperty(String label, String property) {
        return new LinkEnd.NodeProperty(label, property);
    }

    /** A field of the values in a family of cache keys. */
    public static LinkEnd cacheField(String family, String field) {
        return new LinkEnd.CacheField(family, field);
    }

    /** A placeholder in the keys of a family, without brackets. */
    public static LinkEnd keyPlaceholder(String family, String placeholder) {
        return new LinkEnd.KeyPlaceholder(family, placeholder);
    }

    /** A component that owns nothing yet. */
    public static Component component(String name) {
        return new Component(name, List.of());
    }
}
