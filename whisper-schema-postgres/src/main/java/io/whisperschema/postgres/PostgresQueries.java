package io.whisperschema.postgres;

/** What we ask the catalogue, once each, however many tables there are. Each takes the schema as its parameter. */
final class PostgresQueries {
    static final String COLUMNS = """
            SELECT c.relname AS table_name, c.relkind, c.relispartition, c.reltuples::bigint AS row_estimate,
                   h.description AS table_comment,
                   a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
                   a.attnotnull AS not_null, a.attidentity AS identity, a.attgenerated AS generated,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value,
                   b.description AS comment,
                   CASE WHEN a.attidentity = '' AND d.oid IS NOT NULL AND a.atttypid IN (20, 21, 23) THEN
                     (SELECT s.relname FROM pg_catalog.pg_depend p
                        JOIN pg_catalog.pg_class s ON s.oid = p.objid AND s.relkind = 'S'
                        JOIN pg_catalog.pg_depend u ON u.classid = 'pg_catalog.pg_attrdef'::regclass AND u.objid = d.oid
                         AND u.refclassid = 'pg_catalog.pg_class'::regclass AND u.refobjid = s.oid
                       WHERE p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = c.oid
                         AND p.refobjsubid = a.attnum AND p.classid = 'pg_catalog.pg_class'::regclass
                         AND p.deptype = 'a'
                       ORDER BY s.relname LIMIT 1) END AS sequence,
                   CASE WHEN a.attidentity <> '' OR (d.oid IS NOT NULL AND a.atttypid IN (20, 21, 23)) THEN
                     (SELECT q.seqincrement <> 1 OR q.seqcycle OR q.seqstart <> 1 OR q.seqmin <> 1
                      FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_sequence q ON q.seqrelid = p.objid
                     WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.refclassid = 'pg_catalog.pg_class'::regclass
                       AND p.refobjid = c.oid AND p.refobjsubid = a.attnum AND p.deptype IN ('a', 'i')
                     LIMIT 1) END AS has_own_numbering,
                   c.relpersistence = 'u' AS is_unlogged,
                   NOT c.relispartition AND EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid)
                     AS is_inheriting,
                   CASE WHEN a.attcollation <> t.typcollation THEN
                     (SELECT CASE WHEN o.collnamespace IN ('pg_catalog'::regnamespace, n.oid) THEN o.collname::text
                                  ELSE o.collnamespace::regnamespace || '.' || o.collname END
                        FROM pg_catalog.pg_collation o WHERE o.oid = a.attcollation) END AS collation,
                   CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partitioned_by,
                   CASE WHEN c.relispartition THEN
                     (SELECT h.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class h ON h.oid = i.inhparent
                       WHERE i.inhrelid = c.oid) END AS partition_of,
                   pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_bound
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            LEFT JOIN pg_catalog.pg_description h ON h.classoid = 'pg_catalog.pg_class'::regclass AND h.objoid = c.oid
                  AND h.objsubid = 0
            LEFT JOIN pg_catalog.pg_description b ON b.classoid = 'pg_catalog.pg_class'::regclass AND b.objoid = c.oid
                  AND b.objsubid = a.attnum
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                              WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY c.relname, a.attnum
            """;

    private static final String CONSTRAINTS = """
            SELECT c.relname AS table_name, k.conname AS name, k.contype AS type,
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY o.ord)
                      FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY o (num, ord)
                      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num) AS columns,
                   f.relname AS referred, fn.nspname AS referred_schema,
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY o.ord)
                      FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY o (num, ord)
                      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.num) AS referred_columns,
                   k.confdeltype AS on_delete, k.confupdtype AS on_update,
                   pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
                   concat_ws(', ', CASE WHEN k.confmatchtype = 'f' THEN 'match full' END,
                             CASE WHEN %s THEN 'some columns set on delete' END,
                             CASE WHEN k.connoinherit AND k.contype = 'c' THEN 'no inherit' END,
                             CASE WHEN %s THEN 'a period' END,
                             CASE WHEN %s THEN 'not enforced' END)
                     AS beyond,
                   k.condeferrable AS is_deferrable, k.condeferred AS is_deferred, NOT k.convalidated AS is_unproven,
                   CASE WHEN k.contype = 'x' OR fn.oid <> n.oid THEN pg_catalog.pg_get_constraintdef(k.oid) END AS definition,
                   %s AS nulls_agree,
                   x.indnatts > x.indnkeyatts AS has_included
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
            LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
            LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u')
            WHERE n.nspname = ? AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0
            ORDER BY c.relname, k.contype, k.conname
            """;

    private static final String INDEXES = """
            SELECT c.relname AS table_name, i.relname AS name, x.indisunique AS is_unique, m.amname AS method,
                   p.keys, p.operator_classes, p.collations, x.indoption::int2[]::int[] AS options,
                   pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS predicate,
                   NOT x.indisvalid AS is_invalid,
                   %s AS nulls_agree,
                   (SELECT pg_catalog.array_agg(pg_catalog.pg_get_indexdef(x.indexrelid, k::int, false) ORDER BY k)
                      FROM pg_catalog.generate_series(x.indnkeyatts + 1, x.indnatts) k) AS included,
                   i.reloptions IS NOT NULL AS has_options
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_am m ON m.oid = i.relam
            CROSS JOIN LATERAL (
              SELECT pg_catalog.array_agg(CASE WHEN a.attnum > 0 THEN pg_catalog.quote_ident(a.attname)
                          ELSE pg_catalog.pg_get_indexdef(x.indexrelid, o.place::int, false) END ORDER BY o.place) AS keys,
                     pg_catalog.array_agg(CASE WHEN k.opcdefault THEN ''
                          WHEN k.opcnamespace IN ('pg_catalog'::regnamespace, n.oid) THEN k.opcname::text
                          ELSE k.opcnamespace::regnamespace || '.' || k.opcname END ORDER BY o.place) AS operator_classes,
                     pg_catalog.array_agg(CASE WHEN o.coll IN (0, coalesce(a.attcollation, 100)) THEN '' ELSE
                       (SELECT CASE WHEN l.collnamespace IN ('pg_catalog'::regnamespace, n.oid) THEN l.collname::text
                                    ELSE l.collnamespace::regnamespace || '.' || l.collname END
                          FROM pg_catalog.pg_collation l WHERE l.oid = o.coll) END ORDER BY o.place) AS collations
                FROM ROWS FROM (pg_catalog.unnest(x.indclass::oid[]), pg_catalog.unnest(x.indcollation::oid[]))
                     WITH ORDINALITY o (class, coll, place)
                JOIN pg_catalog.pg_opclass k ON k.oid = o.class
                LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid
                      AND a.attnum = (x.indkey::int2[])[o.place - 1] AND a.attnum > 0) p
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = x.indexrelid)
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                              WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
            ORDER BY c.relname, i.relname
            """;

    /** Views, and everything of the schema that has no place in a catalog. */
    static final String OTHERS = """
            WITH s AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ?)
            SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                                  WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' END AS type,
                   c.relname::text COLLATE "C" AS name, NULL AS table_name,
                   CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END AS definition
              FROM pg_catalog.pg_class c
             WHERE c.relnamespace IN (SELECT oid FROM s) AND c.relkind IN ('v', 'm', 'f', 'S', 'c')
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                               WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid
                                 AND p.deptype IN ('a', 'i', 'e') AND NOT (c.relkind = 'c' AND p.deptype = 'i'))
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                               WHERE c.relkind = 'c' AND p.classid = 'pg_catalog.pg_type'::regclass
                                 AND p.objid = c.reltype AND p.deptype = 'e')
            UNION ALL
            SELECT 'settings of view', c.relname, c.relname, pg_catalog.string_agg(a.statement, E';\n' ORDER BY a.statement)
              FROM pg_catalog.pg_class c, LATERAL (
                   SELECT pg_catalog.format('GRANT %s ON %s TO %s%s', g.privilege_type, c.oid::regclass,
                                 CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
                                 CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS statement
                     FROM pg_catalog.aclexplode(c.relacl) g WHERE g.grantee <> c.relowner
                   UNION ALL
                   SELECT pg_catalog.format('GRANT %s (%I) ON %s TO %s%s', g.privilege_type, b.attname, c.oid::regclass,
                                 CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
                                 CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                     FROM pg_catalog.pg_attribute b, pg_catalog.aclexplode(b.attacl) g
                    WHERE b.attrelid = c.oid AND b.attnum > 0 AND g.grantee <> c.relowner
                   UNION ALL
                   SELECT CASE d.objsubid WHEN 0 THEN pg_catalog.format('COMMENT ON VIEW %s IS %L', c.oid::regclass, d.description)
                          ELSE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, b.attname, d.description) END
                     FROM pg_catalog.pg_description d
                     LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = c.oid AND b.attnum = d.objsubid
                    WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid
                   UNION ALL
                   SELECT pg_catalog.format('ALTER VIEW %s SET (%s)', c.oid::regclass, pg_catalog.array_to_string(c.reloptions, ', '))
                    WHERE c.reloptions IS NOT NULL
                   UNION ALL
                   SELECT pg_catalog.format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, b.attname,
                                 pg_catalog.pg_get_expr(d.adbin, d.adrelid))
                     FROM pg_catalog.pg_attrdef d
                     JOIN pg_catalog.pg_attribute b ON b.attrelid = d.adrelid AND b.attnum = d.adnum
                    WHERE d.adrelid = c.oid) a
             WHERE c.relnamespace IN (SELECT oid FROM s) AND c.relkind = 'v'
             GROUP BY c.relname
            UNION ALL
            SELECT 'trigger', t.tgname, c.relname, pg_catalog.pg_get_triggerdef(t.oid)
              FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
             WHERE c.relnamespace IN (SELECT oid FROM s) AND NOT t.tgisinternal AND t.tgparentid = 0
            UNION ALL
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
                   p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', NULL,
                   CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END
              FROM pg_catalog.pg_proc p
             WHERE p.pronamespace IN (SELECT oid FROM s)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                               WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            UNION ALL
            SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'range type' END, t.typname, NULL,
                   CASE WHEN t.typtype = 'e' THEN
                     (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                        FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) END
              FROM pg_catalog.pg_type t
             WHERE t.typnamespace IN (SELECT oid FROM s) AND t.typtype IN ('e', 'd', 'r')
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                               WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'rule', r.rulename, c.relname,
                   pg_catalog.pg_get_ruledef(r.oid)
              FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
             WHERE c.relnamespace IN (SELECT oid FROM s) AND r.rulename <> '_RETURN'
            UNION ALL
            SELECT 'policy', p.polname, c.relname,
                   concat_ws(' ', 'USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')',
                             'WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')')
              FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
             WHERE c.relnamespace IN (SELECT oid FROM s)
            UNION ALL
            SELECT 'extended statistics', x.stxname, c.relname, pg_catalog.pg_get_statisticsobjdef(x.oid)
              FROM pg_catalog.pg_statistic_ext x JOIN pg_catalog.pg_class c ON c.oid = x.stxrelid
             WHERE x.stxnamespace IN (SELECT oid FROM s)
            UNION ALL
            SELECT 'extension', e.extname, NULL, NULL
              FROM pg_catalog.pg_extension e WHERE e.extnamespace IN (SELECT oid FROM s)
            ORDER BY 1, 2, 3
            """;

    private PostgresQueries() {}

    /** Of a server of that major version; a column that it does not have says no. */
    static String constraints(int version) {
        return CONSTRAINTS.formatted(
                since(15, version, "k.confdelsetcols IS NOT NULL"),
                since(18, version, "k.conperiod"),
                since(18, version, "NOT k.conenforced"),
                since(15, version, "x.indnullsnotdistinct"));
    }

    /** Of a server of that major version. */
    static String indexes(int version) {
        return INDEXES.formatted(since(15, version, "x.indnullsnotdistinct"));
    }

    private static String since(int first, int version, String condition) {
        return version >= first ? condition : "false";
    }
}
