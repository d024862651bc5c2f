package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FacetValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An index on a field: it finds nothing faster here, but it changes what some conditions mean. */
record FieldIndex(Path path, PayloadSchemaType type, PayloadIndexParams params) {
    /** What texts of one array are kept apart by. */
    private static final String BETWEEN = " ";

    static FieldIndex of(CreateFieldIndexCollection request) {
        Path path = Path.of(request.getFieldName());
        if (!request.hasFieldType()) {
            throw Refusal.invalid("cannot convert field_type");
        }
        var index = new FieldIndex(
                path,
                PayloadSchemaType.forNumber(request.getFieldType().getNumber() + 1),
                request.getFieldIndexParams());
        index.check();
        return index;
    }

    private void check() {
        if (params.getIndexParamsCase() != PayloadIndexParams.IndexParamsCase.INDEXPARAMS_NOT_SET
                && params.getIndexParamsCase().getNumber() != kind()) {
            throw Refusal.invalid("field_type (" + type + ") and field_index_params do not match");
        }
        if (params.hasTextIndexParams() && params.getTextIndexParams().getTokenizer() == TokenizerType.Unknown) {
            throw Refusal.invalid("unknown tokenizer type");
        }
    }

    /** The number of the field that its parameters are in. */
    private int kind() {
        return switch (type) {
            case Text -> PayloadIndexParams.TEXT_INDEX_PARAMS_FIELD_NUMBER;
            case Integer -> PayloadIndexParams.INTEGER_INDEX_PARAMS_FIELD_NUMBER;
            case Keyword -> PayloadIndexParams.KEYWORD_INDEX_PARAMS_FIELD_NUMBER;
            case Float -> PayloadIndexParams.FLOAT_INDEX_PARAMS_FIELD_NUMBER;
            case Geo -> PayloadIndexParams.GEO_INDEX_PARAMS_FIELD_NUMBER;
            case Bool -> PayloadIndexParams.BOOL_INDEX_PARAMS_FIELD_NUMBER;
            case Datetime -> PayloadIndexParams.DATETIME_INDEX_PARAMS_FIELD_NUMBER;
            case Uuid -> PayloadIndexParams.UUID_INDEX_PARAMS_FIELD_NUMBER;
            default -> 0;
        };
    }

    /** What breaks a rule, whatever the type. */
    static List<String> complaints(IntegerIndexParams params) {
        return params.hasLookup() && !params.getLookup() && params.hasRange() && !params.getRange()
                ? List.of("field_index_params.index_params.lookup: Validation error:"
                        + " the 'lookup' and 'range' capabilities can't be both disabled [{}]")
                : List.of();
    }

    private boolean hasLookups() {
        IntegerIndexParams integer = params.getIntegerIndexParams();
        return type == PayloadSchemaType.Integer && (!integer.hasLookup() || integer.getLookup());
    }

    /** Whether it has an order. */
    boolean hasRanges() {
        IntegerIndexParams integer = params.getIntegerIndexParams();
        return switch (type) {
            case Integer -> !integer.hasRange() || integer.getRange();
            case Float, Datetime -> true;
            default -> false;
        };
    }

    PayloadSchemaInfo info(Collection<Point> points) {
        var info = PayloadSchemaInfo.newBuilder()
                .setDataType(type)
                .setPoints(points.stream()
                        .filter(point -> elements(point.payload).anyMatch(this::isKnown))
                        .count());
        return params.equals(PayloadIndexParams.getDefaultInstance())
                ? info.build()
                : info.setParams(params).build();
    }

    private Stream<Object> elements(Map<String, Object> payload) {
        return Fields.elements(path.values(payload));
    }

    private boolean isKnown(Object element) {
        return switch (type) {
            case Keyword, Text -> element instanceof String;
            case Uuid -> element instanceof String text && Key.isUuid(text);
            case Bool -> element instanceof Boolean;
            case Geo -> Earth.place(element).filter(Earth::isReal).isPresent();
            default -> number(element).isPresent();
        };
    }

    /** The values that a point is counted by. */
    Set<FacetValue> facets(Point point) {
        return elements(point.payload)
                .filter(this::isKnown)
                .map(this::facet)
                .map(FacetValue.Builder::build)
                .collect(Collectors.toSet());
    }

    boolean hasFacets() {
        return switch (type) {
            case Keyword, Uuid, Bool -> true;
            default -> hasLookups();
        };
    }

    private FacetValue.Builder facet(Object element) {
        var facet = FacetValue.newBuilder();
        return switch (type) {
            case Keyword -> facet.setStringValue((String) element);
            case Uuid -> facet.setStringValue(new Key(Key.Kind.UUID, Key.uuid((String) element)).toString());
            case Bool -> facet.setBoolValue((Boolean) element);
            default -> facet.setIntegerValue(number(element).orElseThrow().longValue());
        };
    }

    /** What an index with an order makes of a value. */
    Optional<Number> number(Object element) {
        return switch (type) {
            case Integer -> whole(element);
            case Float -> element instanceof Number number ? Optional.of(number.doubleValue() + 0.0) : Optional.empty();
            default -> Moments.parse(element).map(Moments::micros);
        };
    }

    /** 5.0 is 5. */
    private static Optional<Number> whole(Object element) {
        if (element instanceof Double number) {
            return number == Math.rint(number) ? Optional.of(number.longValue()) : Optional.empty();
        }
        return element instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** All numbers of a point, each once. */
    List<Number> numbers(Point point) {
        return elements(point.payload)
                .map(this::number)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Whether a payload matches, if the index has a say in it. */
    Optional<Boolean> matches(FieldCondition condition, Map<String, Object> payload) {
        List<Object> values = path.values(payload);
        List<Object> elements = elements(payload).toList();
        return byValue(condition, elements).or(() -> byPresence(condition, values));
    }

    private Optional<Boolean> byPresence(FieldCondition condition, List<Object> values) {
        if (condition.hasIsEmpty()) {
            return Optional.of(condition.getIsEmpty() == values.stream().allMatch(Fields::isEmpty));
        }
        return condition.hasIsNull()
                ? Optional.of(condition.getIsNull() == values.stream().anyMatch(Fields::holdsNull))
                : Optional.empty();
    }

    private Optional<Boolean> byValue(FieldCondition condition, List<Object> elements) {
        Match match = condition.getMatch();
        return switch (type) {
            case Keyword -> texts(match).map(wanted -> any(elements, String.class::isInstance, match, wanted));
            case Uuid ->
                texts(match)
                        .filter(wanted -> wanted.stream().allMatch(text -> Key.isUuid((String) text)))
                        .map(wanted -> any(uuids(elements), uuid -> true, match, uuids(wanted)));
            case Text -> byWords(match, elements);
            case Geo ->
                condition.hasGeoRadius() || condition.hasGeoBoundingBox() || condition.hasGeoPolygon()
                        ? Optional.of(elements.stream()
                                .flatMap(element -> Earth.place(element).stream())
                                .anyMatch(place -> place.isReal() && place.isInFirst(condition)))
                        : Optional.empty();
            case Integer, Float, Datetime -> byNumber(condition, elements);
            default -> Optional.empty();
        };
    }

    private static Optional<List<Object>> texts(Match match) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> Optional.of(List.of(match.getKeyword()));
            case KEYWORDS -> Optional.of(List.copyOf(match.getKeywords().getStringsList()));
            case EXCEPT_KEYWORDS ->
                Optional.of(List.copyOf(match.getExceptKeywords().getStringsList()));
            default -> Optional.empty();
        };
    }

    private static List<Object> uuids(List<Object> texts) {
        return texts.stream()
                .filter(text -> text instanceof String uuid && Key.isUuid(uuid))
                .map(uuid -> (Object) Key.uuid((String) uuid))
                .toList();
    }

    /** Whether an element of the index's type is wanted, or is none of the unwanted. */
    private static boolean any(List<Object> elements, Predicate<Object> typed, Match match, List<Object> named) {
        boolean except = match.hasExceptKeywords() || match.hasExceptIntegers();
        return elements.stream().filter(typed).anyMatch(element -> named.contains(element) != except);
    }

    private Optional<Boolean> byNumber(FieldCondition condition, List<Object> elements) {
        List<Object> numbers = elements.stream()
                .flatMap(element -> number(element).stream().map(number -> (Object) number))
                .toList();
        Match match = condition.getMatch();
        Optional<List<Object>> wanted = switch (match.getMatchValueCase()) {
            case INTEGER -> Optional.of(List.of(match.getInteger()));
            case INTEGERS -> Optional.of(List.copyOf(match.getIntegers().getIntegersList()));
            case EXCEPT_INTEGERS ->
                Optional.of(List.copyOf(match.getExceptIntegers().getIntegersList()));
            default -> Optional.empty();
        };
        if (wanted.isPresent() && hasLookups()) {
            return Optional.of(any(numbers, any -> true, match, wanted.get()));
        }
        return range(condition)
                .filter(range -> hasRanges())
                .map(range ->
                        numbers.stream().anyMatch(number -> Fields.isWithin(range, ((Number) number).doubleValue())));
    }

    /** A range of time among numbers is one of microseconds. */
    private static Optional<Range> range(FieldCondition condition) {
        if (condition.hasRange() || !condition.hasDatetimeRange()) {
            return condition.hasRange() ? Optional.of(condition.getRange()) : Optional.empty();
        }
        DatetimeRange moments = condition.getDatetimeRange();
        var range = Range.newBuilder();
        if (moments.hasLt()) {
            range.setLt(Moments.micros(Moments.of(moments.getLt())));
        }
        if (moments.hasGt()) {
            range.setGt(Moments.micros(Moments.of(moments.getGt())));
        }
        if (moments.hasLte()) {
            range.setLte(Moments.micros(Moments.of(moments.getLte())));
        }
        if (moments.hasGte()) {
            range.setGte(Moments.micros(Moments.of(moments.getGte())));
        }
        return Optional.of(range.build());
    }

    private Words words() {
        TextIndexParams text = params.getTextIndexParams();
        return new Words(text, params.hasTextIndexParams() ? text.getTokenizer() : TokenizerType.Word);
    }

    private Optional<Boolean> byWords(Match match, List<Object> elements) {
        boolean phrases = params.getTextIndexParams().getPhraseMatching();
        return match.hasPhrase() && !phrases ? Optional.of(false) : words(match, List.copyOf(elements));
    }

    /** What a match asks of the words of an element, within objects of an array too, where phrases are always read. */
    Optional<Boolean> words(Match match, List<Object> elements) {
        Words words = words();
        List<String> found = new ArrayList<>();
        elements.stream().filter(String.class::isInstance).forEach(text -> {
            found.add(BETWEEN);
            found.addAll(words.ofText((String) text));
        });
        return switch (match.getMatchValueCase()) {
            case TEXT -> {
                List<String> wanted = words.ofQuery(match.getText());
                yield Optional.of(!wanted.isEmpty() && found.containsAll(wanted));
            }
            case TEXT_ANY -> Optional.of(!Collections.disjoint(found, words.ofQuery(match.getTextAny())));
            case PHRASE -> {
                List<String> wanted = words.ofText(match.getPhrase());
                yield Optional.of(!wanted.isEmpty() && Collections.indexOfSubList(found, wanted) >= 0);
            }
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return Stream.of(path, type, params).map(Object::toString).collect(Collectors.joining(" "));
    }
}
