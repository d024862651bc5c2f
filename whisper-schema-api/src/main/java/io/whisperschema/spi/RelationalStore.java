package io.whisperschema.spi;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import java.util.List;

/** A store that is a relational database, bound to one schema. */
public interface RelationalStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    @Override
    RelationalCatalog inspect();

    /** Its dialect. */
    SqlDialect dialect();

    @Override
    default RelationalCatalog spell(SchemaDefinition definition) {
        return dialect().spell(definition);
    }

    @Override
    default List<Step> plan(Diff diff) {
        return dialect().plan(name(), diff);
    }

    @Override
    default List<Step> plan(Diff diff, PlanOptions options) {
        return dialect().plan(name(), diff, options);
    }
}
