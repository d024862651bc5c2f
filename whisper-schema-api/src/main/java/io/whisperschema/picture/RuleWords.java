package io.whisperschema.picture;

import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.ForeignKey.Actions;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.document.ExpressionWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys and indexes for a reader, with what differs per dialect. */
final class RuleWords {
    private RuleWords() {}

    static String primaryKey(PrimaryKey key) {
        return list(key.columns())
                + key.surrogate()
                        .map(one -> ", on postgres beside the primary key " + one.column() + " ("
                                + one.type().text() + ", " + word(one.identity()) + ")")
                        .orElse("");
    }

    static String foreignKey(ForeignKey key) {
        return list(key.columns()) + " to " + key.table() + " " + list(key.references()) + actions(key.actions())
                + sorted(key.overrides()).entrySet().stream()
                        .map(entry -> "; on " + entry.getKey() + orNoAction(actions(entry.getValue())))
                        .collect(Collectors.joining())
                + deferral(key.deferral());
    }

    static String unique(Unique unique) {
        return list(unique.columns())
                + (unique.nulls() == Unique.Nulls.AGREE ? ", nulls agree" : "")
                + deferral(unique.deferral());
    }

    static String index(Index index) {
        return list(index.keys().stream().map(RuleWords::indexKey).toList())
                + (index.included().isEmpty() ? "" : " including " + list(index.included()))
                + (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE ? ", nulls agree" : "")
                + perDialect(" using ", index.methods())
                + index.where()
                        .map(where -> " where " + ExpressionWords.of(where))
                        .orElse("");
    }

    private static String indexKey(Index.Key key) {
        return ExpressionWords.of(key.expression())
                + perDialect(" collate ", key.collations())
                + perDialect(" by ", key.operatorClasses())
                + (key.order() == Index.Order.DESCENDING ? " descending" : "")
                + (key.nulls() == Index.Nulls.USUAL ? "" : " nulls " + word(key.nulls()));
    }

    static String generated(Generated generated) {
        return "computed as " + ExpressionWords.of(generated.expression()) + ", " + word(generated.storage());
    }

    /** The words of each dialect in the order of the dialects' names. */
    static String perDialect(String before, Map<DialectName, String> words) {
        return sorted(words).entrySet().stream()
                .map(entry -> before + entry.getValue() + " on " + entry.getKey())
                .collect(Collectors.joining(","));
    }

    static <T> Map<String, T> sorted(Map<DialectName, T> perDialect) {
        var sorted = new TreeMap<String, T>();
        perDialect.forEach((dialect, value) -> sorted.put(dialect.value(), value));
        return sorted;
    }

    static String list(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String actions(Actions actions) {
        return action(" on delete ", actions.onDelete()) + action(" on update ", actions.onUpdate());
    }

    private static String action(String when, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : when + word(action);
    }

    private static String orNoAction(String actions) {
        return actions.isEmpty() ? " no action" : actions;
    }

    private static String deferral(Deferral deferral) {
        return deferral == Deferral.NOT_DEFERRABLE ? "" : ", " + word(deferral);
    }
}
