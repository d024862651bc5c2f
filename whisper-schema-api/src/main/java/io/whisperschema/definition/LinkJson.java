package io.whisperschema.definition;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of links. */
final class LinkJson {
    private static final String PAYLOAD = "payload";
    private static final String POINT_ID = "point_id";
    private static final String TABLE_COLUMN = "table_column";
    private static final String NODE_PROPERTY = "node_property";
    private static final String CACHE_FIELD = "cache_field";
    private static final String KEY_PLACEHOLDER = "key_placeholder";

    private LinkJson() {}

    static Json write(Link link) {
        return Json.object()
                .put("from", link.from().match(new Writing()))
                .put("to", link.to().match(new Writing()))
                .build();
    }

    static Link read(JsonValue value) {
        return value.object(members -> new Link(readEnd(members.need("from")), readEnd(members.need("to"))));
    }

    private static LinkEnd readEnd(JsonValue value) {
        return value.object(LinkJson::readEnd);
    }

    private static LinkEnd readEnd(JsonMembers members) {
        JsonValue kind = members.need("kind");
        return switch (kind.text()) {
            case PAYLOAD -> new LinkEnd.Payload(members.text("collection"), members.text("field"));
            case POINT_ID -> new LinkEnd.PointId(members.text("collection"));
            case TABLE_COLUMN -> new LinkEnd.TableColumn(members.text("table"), members.text("column"));
            case NODE_PROPERTY -> new LinkEnd.NodeProperty(members.text("label"), members.text("property"));
            case CACHE_FIELD -> new LinkEnd.CacheField(members.text("family"), members.text("field"));
            case KEY_PLACEHOLDER -> new LinkEnd.KeyPlaceholder(members.text("family"), members.text("placeholder"));
            default -> throw kind.refused("this release does not know that kind of link end");
        };
    }

    private static final class Writing implements LinkEnd.Cases<Json> {
        @Override
        public Json payload(LinkEnd.Payload end) {
            return end(PAYLOAD, "collection", end.collection(), "field", end.field());
        }

        @Override
        public Json pointId(LinkEnd.PointId end) {
            return Json.object()
                    .put("kind", POINT_ID)
                    .put("collection", end.collection())
                    .build();
        }

        @Override
        public Json tableColumn(LinkEnd.TableColumn end) {
            return end(TABLE_COLUMN, "table", end.table(), "column", end.column());
        }

        @Override
        public Json nodeProperty(LinkEnd.NodeProperty end) {
            return end(NODE_PROPERTY, "label", end.label(), "property", end.property());
        }

        @Override
        public Json cacheField(LinkEnd.CacheField end) {
            return end(CACHE_FIELD, "family", end.family(), "field", end.field());
        }

        @Override
        public Json keyPlaceholder(LinkEnd.KeyPlaceholder end) {
            return end(KEY_PLACEHOLDER, "family", end.family(), "placeholder", end.placeholder());
        }

        private static Json end(String kind, String whole, String name, String part, String partName) {
            return Json.object()
                    .put("kind", kind)
                    .put(whole, name)
                    .put(part, partName)
                    .build();
        }
    }
}
