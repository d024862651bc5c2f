package io.whisperschema.postgres;

import io.whisperschema.internal.sql.TypeName;
import io.whisperschema.plan.PlanOptions.Rounding;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the values of a column become values of another type. PostgreSQL's own casts round, cut and guess without a word;
 * here a value that does not stay the same makes the statement fail.
 *
 * @param value the value in the new type
 * @param same when that is the same value; always when absent
 * @param care what may go wrong
 */
record PostgresConversion(String value, Optional<String> same, Care care) {
    private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);
    private static final Set<String> FLOATING = Set.of("real", "double precision");
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
    private static final String ZONED = "timestamp with time zone";
    private static final String UNZONED = "timestamp without time zone";
    private static final Set<String> MOMENTS = Set.of("date", ZONED, UNZONED);
    private static final int FINEST = 6;

    /** What may go wrong. */
    enum Care {
        /** Nothing. */
        NONE,
        /** The server itself refuses what does not fit. */
        BY_THE_SERVER,
        /** It may have to be rounded or cut. */
        ROUNDING,
        /** It may be something else altogether. */
        STRICT
    }

    private static PostgresConversion exact(String value) {
        return new PostgresConversion(value, Optional.empty(), Care.NONE);
    }

    private static PostgresConversion checked(String value) {
        return new PostgresConversion(value, Optional.empty(), Care.BY_THE_SERVER);
    }

    private static PostgresConversion rounding(String value, String same) {
        return new PostgresConversion(value, Optional.of(same), Care.ROUNDING);
    }

    private static PostgresConversion strict(String value, String same) {
        return new PostgresConversion(value, Optional.of(same), Care.STRICT);
    }

    /**
     * The conversion of that column.
     *
     * @param column its name as SQL has it
     * @param zone where the clocks went by which timestamps without a zone were written
     */
    static PostgresConversion of(String column, String before, String after, MomentZone zone) {
        Optional<TypeName> from = TypeName.of(before);
        Optional<TypeName> to = TypeName.of(after);
        return from.isEmpty()
                        || to.isEmpty()
                        || from.get().dimensions() + to.get().dimensions() > 0
                ? byText(column, after)
                : between(column, from.get(), to.get(), zone);
    }

    /** Whether only what the type is called changes. */
    static boolean keepsWhatIsStored(String before, String after) {
        Optional<TypeName> from = TypeName.of(before).filter(type -> type.dimensions() == 0);
        Optional<TypeName> to = TypeName.of(after).filter(type -> type.dimensions() == 0);
        return from.isPresent() && to.isPresent() && keepsWhatIsStored(from.get(), to.get());
    }

    private static boolean keepsWhatIsStored(TypeName from, TypeName to) {
        if (isVarying(from) && isVarying(to)) {
            return to.modifiers().isEmpty()
                    || (!from.modifiers().isEmpty()
                            && from.modifiers().get(0) <= to.modifiers().get(0));
        }
        if (!from.name().equals(to.name())) {
            return false;
        }
        return switch (from.name()) {
            case "numeric" -> to.modifiers().isEmpty() || (scale(from) == scale(to) && holdsNumeric(from, to));
            case UNZONED, ZONED -> fineness(from) <= fineness(to);
            default -> from.equals(to);
        };
    }

    private static boolean isVarying(TypeName type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static PostgresConversion between(String column, TypeName from, TypeName to, MomentZone zone) {
        if (keepsWhatIsStored(from, to)) {
            return exact(cast(column, to));
        }
        if (TEXTS.contains(to.name())) {
            return toText(column, from, to);
        }
        if (TEXTS.contains(from.name())) {
            return fromText(column + "::text", to);
        }
        if (isNumber(from) && isNumber(to)) {
            return number(column, from, to);
        }
        if (MOMENTS.contains(from.name()) && MOMENTS.contains(to.name())) {
            return moment(column, from, to, zone);
        }
        if (from.name().equals("boolean") && isNumber(to)) {
            return checked(cast(column + "::integer", to));
        }
        if (isNumber(from) && to.name().equals("boolean")) {
            return strict(column + " = 1", column + " IN (0, 1)");
        }
        return json(column, from, to);
    }

    private static boolean isNumber(TypeName type) {
        return WHOLE.contains(type.name())
                || FLOATING.contains(type.name())
                || type.name().equals("numeric");
    }

    private static String cast(String value, TypeName type) {
        return value + "::" + spelled(type);
    }

    /** The precision of a time stands within its name. */
    private static String spelled(TypeName type) {
        return type.name().startsWith("time")
                ? type.text().replaceFirst("^(timestamp|time)(.*?)([(][0-9]+[)])?$", "$1$3$2")
                : type.text();
    }

    private static PostgresConversion toText(String column, TypeName from, TypeName to) {
        String text = column + "::text";
        if (to.name().equals("character")) {
            String padded = cast(text, to);
            return rounding(padded, padded + "::text = " + text);
        }
        if (to.modifiers().isEmpty()) {
            return exact(to.name().equals("text") ? text : cast(text, to));
        }
        String fits = "char_length(" + text + ") <= " + to.modifiers().get(0);
        return TEXTS.contains(from.name()) ? rounding(cast(text, to), fits) : strict(cast(text, to), fits);
    }

    private static PostgresConversion fromText(String text, TypeName to) {
        return switch (to.name()) {
            case "smallint", "integer", "bigint", "boolean", "uuid", "json" -> checked(cast(text, to));
            case "jsonb" -> searchable(text, to);
            case "real", "double precision" ->
                rounding(cast(text, to), cast(text, to) + "::text::numeric = " + text + "::numeric");
            case "numeric" ->
                to.modifiers().isEmpty()
                        ? checked(cast(text, to))
                        : rounding(cast(text, to), cast(text, to) + " = " + text + "::numeric");
            case "date" ->
                dated(text, cast(text, to), "(" + text + "::timestamptz AT TIME ZONE 'UTC') = " + text + "::date");
            case UNZONED ->
                dated(text, cast(text, to), "(" + text + "::timestamptz AT TIME ZONE 'UTC') = " + cast(text, to));
            case ZONED -> dated(text, cast(text, to), text + "::timestamptz = " + cast(text, to));
            default -> byText(text, spelled(to));
        };
    }

    /** Only ISO 8601 is read: another order of day and month would be guessed, {@code now} would be today. */
    private static PostgresConversion dated(String text, String value, String same) {
        return strict(
                value,
                text + " ~ '^ *([0-9]{4,}-[0-9]{2}-[0-9]{2}|-?infinity)' AND " + text + " !~ '[.][0-9]{6}0*[1-9]' AND "
                        + same);
    }

    private static PostgresConversion number(String column, TypeName from, TypeName to) {
        if (to.name().equals("numeric")) {
            return numeric(column, from, to);
        }
        return FLOATING.contains(to.name()) ? floating(column, from, to) : whole(column, from, to);
    }

    private static PostgresConversion whole(String column, TypeName from, TypeName to) {
        String value = cast(column, to);
        if (!WHOLE.contains(from.name())) {
            return rounding(value, "trunc(" + column + ") = " + column);
        }
        return WHOLE.indexOf(from.name()) < WHOLE.indexOf(to.name()) ? exact(value) : checked(value);
    }

    private static PostgresConversion floating(String column, TypeName from, TypeName to) {
        String value = cast(column, to);
        if (from.name().equals("real") || from.name().equals("smallint")) {
            return exact(value);
        }
        return switch (from.name()) {
            case "double precision" -> rounding(value, value + "::double precision = " + column);
            case "numeric" -> rounding(value, value + "::text::numeric = " + column);
            default ->
                from.name().equals("integer") && to.name().equals("double precision")
                        ? exact(value)
                        : rounding(value, value + "::bigint = " + column);
        };
    }

    /** A number with a fraction goes over as it is written: the cast itself would keep 15 digits of it, or 6. */
    private static PostgresConversion numeric(String column, TypeName from, TypeName to) {
        String written = FLOATING.contains(from.name()) ? column + "::text" : column;
        String value = cast(written, to);
        if (to.modifiers().isEmpty() || holdsNumeric(from, to)) {
            return exact(value);
        }
        return WHOLE.contains(from.name())
                ? checked(value)
                : rounding(value, value + " = " + written + (written.equals(column) ? "" : "::numeric"));
    }

    private static boolean holdsNumeric(TypeName from, TypeName to) {
        int room = to.modifiers().get(0) - scale(to);
        if (from.name().equals("numeric")) {
            return !from.modifiers().isEmpty()
                    && scale(from) <= scale(to)
                    && from.modifiers().get(0) - scale(from) <= room;
        }
        return DIGITS.getOrDefault(from.name(), Integer.MAX_VALUE) <= room;
    }

    private static int scale(TypeName type) {
        return type.modifiers().size() > 1 ? type.modifiers().get(1) : 0;
    }

    private static PostgresConversion moment(String column, TypeName from, TypeName to, MomentZone zone) {
        if (to.name().equals("date")) {
            String unzoned = unzoned(column, from);
            return rounding(unzoned + "::date", unzoned + "::date = " + unzoned);
        }
        String fine = fine(column, from, to, zone);
        String value = cast(fine, to);
        if (!from.name().equals("date") && fineness(from) > fineness(to)) {
            return rounding(value, value + " = " + fine);
        }
        return fine.equals(column) || zone.isFixed() ? exact(value) : strict(value, zone.at(value) + " = " + column);
    }

    /** A day is one in UTC, whatever the session's zone is. */
    private static String unzoned(String column, TypeName from) {
        return from.name().equals(ZONED) ? MomentZone.UTC.at(column) : column + "::timestamp";
    }

    private static String fine(String column, TypeName from, TypeName to, MomentZone zone) {
        if (from.name().equals(to.name())) {
            return column;
        }
        if (from.name().equals("date")) {
            return to.name().equals(ZONED) ? MomentZone.UTC.at(column + "::timestamp") : column + "::timestamp";
        }
        return zone.at(column);
    }

    private static int fineness(TypeName type) {
        return type.modifiers().isEmpty() ? FINEST : type.modifiers().get(0);
    }

    private static PostgresConversion json(String column, TypeName from, TypeName to) {
        if (from.name().equals("json") && to.name().equals("jsonb")) {
            return searchable(column, to);
        }
        return from.name().equals("jsonb") && to.name().equals("json")
                ? exact(cast(column, to))
                : byText(column, spelled(to));
    }

    /** Of members with the same key jsonb keeps the last, so that there must be as many afterwards as before. */
    private static PostgresConversion searchable(String json, TypeName to) {
        String value = cast(json, to);
        return rounding(value, members(json) + " = " + members(value));
    }

    /** Each member has a colon, and outside of texts nothing else has. */
    private static String members(String json) {
        String text = json.endsWith("::text") ? json : json + "::text";
        return "length(regexp_replace(regexp_replace(" + text
                + ", E'\"([^\"\\\\\\\\]|\\\\\\\\.)*\"', '', 'g'), '[^:]', '', 'g'))";
    }

    /** What is written the same way in both types is the same value. */
    private static PostgresConversion byText(String column, String after) {
        String text = column.endsWith("::text") ? column : column + "::text";
        String value = text + "::" + after;
        return strict(value, value + "::text = " + text);
    }

    /**
     * The new value in the words of ALTER COLUMN … USING; it fails on a value that would not stay the same.
     *
     * <p>The server reads the words once for each partition and stumbles when it reads IS NOT FALSE or IS NULL again.
     */
    String using(String column, String after, Rounding rounding) {
        if (same.isEmpty() || loses(rounding)) {
            return value;
        }
        return "CASE WHEN coalesce(" + same.get() + ", TRUE) THEN " + value
                + " ELSE /* fails: it is not the same value */ pg_catalog.substr(" + column + "::text, 1, -1)::"
                + after + " END";
    }

    /** What it may cost on a table with rows. */
    Risk risk(Risk risk, Rounding rounding) {
        Risk rewriting = risk.with(Danger.REWRITES_TABLE);
        if (care == Care.NONE) {
            return rewriting;
        }
        Risk failing = rewriting.with(Danger.MAY_FAIL_ON_ROWS);
        return loses(rounding) ? failing.with(Danger.LOSES_DATA) : failing;
    }

    private boolean loses(Rounding rounding) {
        return care == Care.ROUNDING && rounding == Rounding.ALLOWED;
    }
}
