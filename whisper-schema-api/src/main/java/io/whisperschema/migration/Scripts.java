package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One way to go: a script for all dialects, or one for each.
 *
 * @param common the one for all that have none of their own
 * @param own those for one dialect
 */
public record Scripts(Optional<Script> common, Map<DialectName, Script> own) {
    /** No way at all. */
    public static final Scripts NONE = new Scripts(Optional.empty(), Map.of());

    public Scripts {
        var sorted = new TreeMap<DialectName, Script>();
        sorted.putAll(own);
        own = java.util.Collections.unmodifiableMap(sorted);
    }

    /** The script for that dialect. */
    public Optional<Script> in(DialectName dialect) {
        return own.containsKey(dialect) ? Optional.ofNullable(own.get(dialect)) : common;
    }

    /** Whether there is none for any dialect. */
    public boolean isEmpty() {
        return common.isEmpty() && own.isEmpty();
    }

    /** With these placeholders in each of them. */
    Scripts with(Placeholders placeholders) {
        return each(script -> script.with(placeholders));
    }

    /** With each of them changed so. */
    private Scripts each(UnaryOperator<Script> change) {
        var changed = new TreeMap<DialectName, Script>();
        own.forEach((dialect, script) -> changed.put(dialect, change.apply(script)));
        return new Scripts(common.map(change), changed);
    }

    Scripts withCommon(Script script) {
        return new Scripts(Optional.of(script), own);
    }

    Scripts with(DialectName dialect, Script script) {
        var more = new TreeMap<DialectName, Script>();
        more.putAll(own);
        more.put(dialect, script);
        return new Scripts(common, more);
    }
}
