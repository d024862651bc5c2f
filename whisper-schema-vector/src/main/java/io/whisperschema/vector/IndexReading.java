package io.whisperschema.vector;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadIndex.Casing;
import io.whisperschema.definition.vector.PayloadIndex.Option;
import io.whisperschema.definition.vector.PayloadIndex.TextAnalysis;
import io.whisperschema.definition.vector.PayloadIndex.Tokenizer;
import io.whisperschema.definition.vector.PayloadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads an index over a payload field.
 *
 * @param info what the server tells of it
 */
record IndexReading(PayloadSchemaInfo info) {
    private static final Set<String> UNDERSTOOD = Set.of(
            "on_disk",
            "is_principal",
            "is_tenant",
            "lookup",
            "range",
            "tokenizer",
            "lowercase",
            "min_token_len",
            "max_token_len");

    /** It; none where a definition has no word for its type. */
    Optional<PayloadIndex> index() {
        return type().map(type -> new PayloadIndex(type, options(), analysis()));
    }

    private Optional<PayloadType> type() {
        return switch (info.getDataType()) {
            case Keyword -> Optional.of(PayloadType.KEYWORD);
            case Integer -> Optional.of(PayloadType.INTEGER);
            case Float -> Optional.of(PayloadType.FLOAT);
            case Geo -> Optional.of(PayloadType.GEO);
            case Text -> Optional.of(PayloadType.TEXT);
            case Bool -> Optional.of(PayloadType.BOOL);
            case Datetime -> Optional.of(PayloadType.DATETIME);
            case Uuid -> Optional.of(PayloadType.UUID);
            case UnknownType, UNRECOGNIZED -> Optional.empty();
        };
    }

    private List<Option> options() {
        var options = new ArrayList<Option>();
        if (isSet("on_disk", true)) {
            options.add(Option.ON_DISK);
        }
        if (isSet("is_principal", true)) {
            options.add(Option.PRINCIPAL);
        }
        if (isSet("is_tenant", true)) {
            options.add(Option.TENANT);
        }
        if (isSet("lookup", false)) {
            options.add(Option.WITHOUT_LOOKUP);
        }
        if (isSet("range", false)) {
            options.add(Option.WITHOUT_RANGE);
        }
        return options;
    }

    /** The types of indexes name what they have in common alike. */
    private boolean isSet(String name, boolean value) {
        return params().filter(params -> {
                    FieldDescriptor field = params.getDescriptorForType().findFieldByName(name);
                    return field != null
                            && params.hasField(field)
                            && params.getField(field).equals(value);
                })
                .isPresent();
    }

    private Optional<Message> params() {
        PayloadIndexParams params = info.getParams();
        return params.getAllFields().values().stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .findFirst();
    }

    private Optional<TextAnalysis> analysis() {
        if (!info.getParams().hasTextIndexParams()) {
            return Optional.empty();
        }
        TextIndexParams text = info.getParams().getTextIndexParams();
        return tokenizer(text)
                .map(tokenizer -> new TextAnalysis(
                        tokenizer,
                        length(text.hasMinTokenLen(), text.getMinTokenLen()),
                        length(text.hasMaxTokenLen(), text.getMaxTokenLen()),
                        text.hasLowercase()
                                ? Optional.of(text.getLowercase() ? Casing.LOWERCASE : Casing.AS_WRITTEN)
                                : Optional.empty()));
    }

    private static OptionalInt length(boolean known, long length) {
        return known && length > 0 ? OptionalInt.of((int) Math.min(length, Integer.MAX_VALUE)) : OptionalInt.empty();
    }

    private static Optional<Tokenizer> tokenizer(TextIndexParams text) {
        return switch (text.getTokenizer()) {
            case Prefix -> Optional.of(Tokenizer.PREFIX);
            case Whitespace -> Optional.of(Tokenizer.WHITESPACE);
            case Word -> Optional.of(Tokenizer.WORD);
            case Multilingual -> Optional.of(Tokenizer.MULTILINGUAL);
            case Unknown, UNRECOGNIZED -> Optional.empty();
        };
    }

    /** What is set beyond what {@link #index} tells; none where that is all. */
    Optional<Message> beyond() {
        return params().map(params -> {
                    Message.Builder rest = params.toBuilder();
                    for (FieldDescriptor field : params.getAllFields().keySet()) {
                        if (UNDERSTOOD.contains(field.getName()) || isUsual(field, params)) {
                            rest.clearField(field);
                        }
                    }
                    return rest.build();
                })
                .filter(rest -> rest.getSerializedSize() > 0);
    }

    /** Servers build links of the vectors' index for a field unless told otherwise. */
    private static boolean isUsual(FieldDescriptor field, Message params) {
        return field.getName().equals("enable_hnsw") && params.getField(field).equals(true);
    }
}
