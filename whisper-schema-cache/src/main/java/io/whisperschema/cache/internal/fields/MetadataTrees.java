package io.whisperschema.cache.internal.fields;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnreadableValue;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON values of fields as text. */
final class MetadataTrees {
    private MetadataTrees() {}

    static String text(MetadataValue value) {
        return json(value).compact();
    }

    static MetadataValue value(String text) {
        try {
            return value(Json.parse(text));
        } catch (UnreadableDocument e) {
            throw new UnreadableValue("this is no JSON", e);
        }
    }

    private static Json json(MetadataValue value) {
        if (value instanceof MetadataValue.Truth truth) {
            return Json.of(truth.value());
        } else if (value instanceof MetadataValue.Whole whole) {
            return Json.of(whole.value());
        } else if (value instanceof MetadataValue.Huge huge) {
            return Json.of(new BigDecimal(huge.value()));
        } else if (value instanceof MetadataValue.Real real) {
            return Json.of(new BigDecimal(Numerals.real(real.value())));
        } else if (value instanceof MetadataValue.Text text) {
            return Json.of(text.value());
        } else if (value instanceof MetadataValue.Items items) {
            return Json.items(items.values(), MetadataTrees::json);
        } else if (value instanceof MetadataValue.Members members) {
            Map<String, Json> named = new LinkedHashMap<>();
            members.values().forEach((name, member) -> named.put(name, json(member)));
            return new Json.Members(named);
        }
        return new Json.Nothing();
    }

    private static MetadataValue value(Json json) {
        if (json instanceof Json.Truth truth) {
            return new MetadataValue.Truth(truth.value());
        } else if (json instanceof Json.Numeric number) {
            return number(number.value());
        } else if (json instanceof Json.Text text) {
            return new MetadataValue.Text(text.value());
        } else if (json instanceof Json.Items items) {
            return new MetadataValue.Items(
                    items.items().stream().map(MetadataTrees::value).toList());
        } else if (json instanceof Json.Members members) {
            Map<String, MetadataValue> named = new LinkedHashMap<>();
            members.members().forEach((name, member) -> named.put(name, value(member)));
            return new MetadataValue.Members(named);
        }
        return MetadataValue.Nothing.NOTHING;
    }

    private static MetadataValue number(BigDecimal number) {
        if (number.scale() != 0) {
            return new MetadataValue.Real(number.doubleValue());
        }
        BigInteger whole = number.unscaledValue();
        return whole.bitLength() < Long.SIZE
                ? new MetadataValue.Whole(whole.longValueExact())
                : new MetadataValue.Huge(whole);
    }
}
