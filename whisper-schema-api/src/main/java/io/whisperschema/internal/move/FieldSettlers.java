package io.whisperschema.internal.move;

import io.whisperschema.move.Limits;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Array;
import io.whisperschema.move.ValueKind.Decimal;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.Meaning;
import io.whisperschema.move.ValueKind.Plain;
import java.time.ZoneId;

/** Which settler a kind of value has. */
final class FieldSettlers {
    private final ZoneId zone;
    private final Limits limits;
    private final Json json;

    /** What is asked of JSON that is kept as text. */
    enum Json {
        /** That it is JSON. */
        LOOKED_AT,
        /** Nothing but that it is text. */
        AS_TEXT
    }

    FieldSettlers(ZoneId zone, Limits limits, Json json) {
        this.zone = zone;
        this.limits = limits;
        this.json = json;
    }

    /** A settler of its own for values of that kind. */
    FieldSettler of(ValueKind kind) {
        if (kind instanceof Plain plain) {
            return of(plain);
        }
        if (kind instanceof Meaning meaning) {
            return of(meaning.kind());
        }
        if (kind instanceof Decimal decimal) {
            return DecimalSettler.of(decimal, limits);
        }
        if (kind instanceof LimitedText text) {
            return TextSettler.of(text);
        }
        return kind instanceof Array array ? new ArraySettler(array.element(), of(array.element())) : new AsItIs();
    }

    private FieldSettler of(Plain kind) {
        return switch (kind) {
            case INTEGER_16 -> IntegerSettler.ofBits(16);
            case INTEGER_32 -> IntegerSettler.ofBits(32);
            case BIGINT -> IntegerSettler.ofBits(64);
            case FLOAT -> new RealSettler(RealSettler.Width.SINGLE, limits);
            case REAL -> new RealSettler(RealSettler.Width.DOUBLE, limits);
            case NUMERIC -> DecimalSettler.unlimited(limits);
            case BOOLEAN -> new BooleanSettler();
            case TEXT -> TextSettler.unlimited();
            case JSON ->
                json == Json.LOOKED_AT ? new JsonSettler(JsonSettler.Form.TEXT, limits) : TextSettler.unlimited();
            case JSONB -> new JsonSettler(JsonSettler.Form.CANONICAL, limits);
            case BYTES -> new BytesSettler();
            case MOMENT -> MomentSettler.inZone(zone, limits);
            case LOCAL_MOMENT -> MomentSettler.local(zone, limits);
            case DATE -> new DateSettler(zone, limits);
            case UUID -> new UuidSettler();
            case VERBATIM -> new AsItIs();
            case OPAQUE -> new AsItIs.Opaque();
        };
    }
}
