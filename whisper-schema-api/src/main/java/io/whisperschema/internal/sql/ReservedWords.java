package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import java.util.HashSet;
import java.util.Set;

/** The words that are no column name unless quoted. */
public final class ReservedWords {
    /** Every word that PostgreSQL 14 to 18 call anything but unreserved, which is what their own quoting goes by. */
    private static final Set<String> POSTGRES = words("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both \
            case cast char character check coalesce collate collation column concurrently constraint create cross \
            current_catalog current_date current_role current_schema current_time current_timestamp current_user dec \
            decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign \
            freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect \
            interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query \
            json_scalar json_serialize json_table json_value lateral leading least left like limit localtime \
            localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on \
            only or order out outer overlaps overlay placing position precision primary real references returning right \
            row select session_user setof similar smallint some substring symmetric system_user table tablesample then \
            time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when \
            where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot \
            xmlserialize xmltable""");

    /** The words that SQLite takes for no name of a column or table. */
    private static final Set<String> SQLITE = words("""
            add all alter and as autoincrement between case cast check collate commit constraint create current_date \
            current_time current_timestamp default deferrable delete distinct drop else escape except exists foreign \
            from group having if in index insert intersect into is isnull join limit not nothing notnull null on or \
            order primary raise references returning select set table then to transaction union unique update using \
            values when where""");

    /** Names are many, so that they are looked up once; such a set answers quicker than {@link Set#of} does. */
    private static final Set<String> EITHER = either();

    private ReservedWords() {}

    /** Whether a dialect takes the word, in any case, for something else than a name. */
    public static boolean contains(String word, DialectName dialect) {
        return (dialect.equals(DialectName.POSTGRES) ? POSTGRES : SQLITE).contains(Tokenizer.lowered(word));
    }

    /** Whether any of our dialects does. */
    public static boolean contains(String word) {
        return EITHER.contains(Tokenizer.lowered(word));
    }

    private static Set<String> either() {
        var words = new HashSet<>(POSTGRES);
        words.addAll(SQLITE);
        return words;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
