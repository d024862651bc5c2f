package io.whisperschema.picture;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;

/** A schema to look at. Immutable; the same text for the same schema. */
public final class SchemaPicture {
    private final Sheet sheet;

    private SchemaPicture(Sheet sheet) {
        this.sheet = sheet;
    }

    /** The picture of a definition: all four kinds of store, the links between them, and what differs per database. */
    public static SchemaPicture of(SchemaDefinition definition) {
        return new SchemaPicture(DefinitionSheet.sheet(requireNonNull(definition)));
    }

    /** The picture, under that name, of what a live database holds, with what no definition could say of it. */
    public static SchemaPicture of(String name, RelationalCatalog catalog) {
        return new SchemaPicture(CatalogSheet.sheet(requireNonNull(name), requireNonNull(catalog)));
    }

    /**
     * The tables as an entity relationship diagram in Mermaid's words, views and links in its comments. A name that
     * Mermaid does not take stands in quotes, or beside one that it takes.
     */
    public String mermaid() {
        return new Mermaid(sheet).text();
    }

    /** All of it as one HTML page that needs nothing else: no script, no font, no network. */
    public String html() {
        return new PicturePage(sheet, mermaid()).html();
    }
}
