package io.whisperschema.catalog;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.internal.sql.Confinement;

/**
 * What must hold of the words in a catalog that comes from a document: plans write them into statements, and nobody but a
 * database vouches for them.
 *
 * @param dialect whose words they are
 */
record CatalogWords(DialectName dialect) {
    static RelationalCatalog held(RelationalCatalog catalog) {
        var words = new CatalogWords(catalog.dialect());
        catalog.tables().forEach(words::hold);
        catalog.views()
                .forEach(view -> Confinement.ofStatement("view " + view.name(), catalog.dialect(), view.query()));
        return catalog;
    }

    private void hold(CatalogTable table) {
        String place = "table " + table.name();
        table.columns().forEach(column -> hold(place + ", column " + column.name(), column));
        table.checks().forEach(check -> Confinement.ofExpression(place + ", check", check.condition()));
        table.indexes().forEach(index -> hold(place + ", index " + index.name(), index));
        table.exclusions()
                .forEach(exclusion -> words(place + ", exclusion " + exclusion.name(), exclusion.definition()));
        table.form().partitionedBy().ifPresent(by -> words(place + ", form", by));
        table.form().partitionOf().ifPresent(of -> words(place + ", form", of.bound()));
    }

    private void hold(String place, CatalogColumn column) {
        if (!column.type().text().isEmpty()) {
            words(place, column.type().text());
        }
        column.defaultValue().ifPresent(value -> Confinement.ofExpression(place, value));
        column.generated().ifPresent(generated -> Confinement.ofExpression(place, generated.expression()));
    }

    private static void hold(String place, Index index) {
        index.keys().forEach(key -> Confinement.ofExpression(place, key.expression()));
        index.where().ifPresent(where -> Confinement.ofExpression(place, where));
    }

    private void words(String place, String sql) {
        Confinement.ofWords(place, dialect, sql);
    }
}
