package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.DiffHints;

/**
 * A way from one definition to another.
 *
 * @param before what there is
 * @param after what there shall be
 * @param hints what both do not tell
 */
record Scenario(SchemaDefinition before, SchemaDefinition after, DiffHints hints) {
    private static final int MUTATIONS = 3;

    /** The way of that seed, the same in every process. */
    static Scenario of(long seed, int size, Target target) {
        var chance = new Chance(seed);
        var definitions = new RandomDefinitions(chance, target);
        SchemaDefinition before = definitions.definition(size);
        if (chance.oneIn(5)) {
            return unrelated(before, definitions.definition(size), chance);
        }
        var mutations = new RandomMutations(chance, definitions, before, size);
        int count = 1 + chance.below(size * MUTATIONS);
        for (int i = 0; i < count; i++) {
            mutations.mutate();
        }
        return mutations.scenario();
    }

    /** Some of the names are the same by accident. */
    private static Scenario unrelated(SchemaDefinition before, SchemaDefinition other, Chance chance) {
        SchemaDefinition after = other;
        for (int i = 0; i < Math.min(tables(before), tables(other)); i++) {
            var there = before.relational().tables().get(i);
            var wanted = after.relational().tables().get(i);
            if (chance.toss()) {
                after = Renamed.in(after, wanted.name(), there.name());
                for (int c = 0;
                        c < Math.min(there.columns().size(), wanted.columns().size());
                        c++) {
                    if (chance.toss()) {
                        after = Renamed.in(
                                after,
                                wanted.columns().get(c).name(),
                                there.columns().get(c).name());
                    }
                }
            }
        }
        return new Scenario(before, after, DiffHints.none().droppingExtras());
    }

    private static int tables(SchemaDefinition definition) {
        return definition.relational().tables().size();
    }
}
