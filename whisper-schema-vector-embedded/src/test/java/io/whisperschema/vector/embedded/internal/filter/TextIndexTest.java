package io.whisperschema.vector.embedded.internal.filter;

import static io.whisperschema.vector.embedded.internal.filter.Conditions.all;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.nested;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.phrase;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.text;
import static io.whisperschema.vector.embedded.internal.filter.Conditions.textAny;
import static io.whisperschema.vector.embedded.internal.filter.Schemas.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SnowballParams;
import io.qdrant.client.grpc.Collections.StemmingAlgorithm;
import io.qdrant.client.grpc.Collections.StopwordsSet;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextIndexTest {
    private static TextIndexParams.Builder tokenizer(TokenizerType type) {
        return TextIndexParams.newBuilder().setTokenizer(type);
    }

    /** Of a payload, and of the slot that holds it. */
    private static boolean matches(FieldSchema schema, String payload, Condition condition) {
        var indexes = Schemas.on("a", schema);
        indexes.add(0, Payload.of(payload));
        var filter = Filters.compile(all(condition), indexes);
        boolean matches = filter.test(Point.with(payload));
        Candidates candidates = filter.candidates(9).orElseThrow();
        assertThat(candidates.slots().contains(0) || !matches).isTrue();
        assertThat(candidates.certainty() == Candidates.Certainty.EXACT
                        && candidates.slots().contains(0))
                .matches(exact -> !exact || matches);
        return matches;
    }

    private static boolean matches(TextIndexParams.Builder params, String payload, Condition condition) {
        return matches(Schemas.text(params), payload, condition);
    }

    @ParameterizedTest
    @CsvSource({
        "WORLD hello, true",
        "'hello, world!', true",
        "hell, false",
        "hello moon, false",
        "'', false",
        "'!?', false",
        "мир, true"
    })
    void allWordsMustBeThereInAnyOrderAndCase(String query, boolean expected) {
        assertThat(matches(words(), "{a: 'Hello (world), привет-Мир'}", text("a", query)))
                .isEqualTo(expected);
    }

    @Test
    void aFieldWithoutParametersIsReadInWords() {
        assertThat(matches(Schemas.of(PayloadSchemaType.Text), "{a: 'Hello-world'}", text("a", "world")))
                .isTrue();
    }

    @Test
    void wordsMayBeSpreadOverTheTextsOfAnArray() {
        assertThat(matches(words(), "{a: ['hello', 1, 'world']}", text("a", "hello world")))
                .isTrue();
    }

    @Test
    void oneOfTheWordsIsEnoughWhereOneIsAskedFor() {
        assertThat(matches(words(), "{a: 'hello world'}", textAny("a", "moon World")))
                .isTrue();
        assertThat(matches(words(), "{a: 'hello world'}", textAny("a", "moon"))).isFalse();
        assertThat(matches(words(), "{a: 'hello world'}", textAny("a", ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "quick brown, true",
        "Brown-fox, true",
        "quick fox, false",
        "brown quick, false",
        "fox over, false",
        "'', false"
    })
    void aPhraseStandsInOneTextInItsOrder(String phrase, boolean expected) {
        assertThat(matches(
                        words().setPhraseMatching(true), "{a: ['The quick brown fox', 'over']}", phrase("a", phrase)))
                .isEqualTo(expected);
    }

    @Test
    void withoutPhraseMatchingNoPhraseIsFound() {
        assertThat(matches(words(), "{a: 'quick brown'}", phrase("a", "quick brown")))
                .isFalse();
    }

    @Test
    void whitespaceTokensKeepTheirPunctuation() {
        var params = tokenizer(TokenizerType.Whitespace).setLowercase(false);
        assertThat(matches(params, "{a: 'Hello, world'}", text("a", "Hello,"))).isTrue();
        assertThat(matches(params, "{a: 'Hello, world'}", text("a", "Hello"))).isFalse();
        assertThat(matches(params, "{a: 'Hello, world'}", text("a", "hello,"))).isFalse();
        assertThat(matches(params, "{a: 'Hello,\u3000world'}", text("a", "world")))
                .isTrue();
    }

    @Test
    void prefixesAreFoundFromTheShortestToTheLongest() {
        var params = tokenizer(TokenizerType.Prefix).setMinTokenLen(2).setMaxTokenLen(4);
        assertThat(matches(params, "{a: 'theory x'}", text("a", "th"))).isTrue();
        assertThat(matches(params, "{a: 'theory x'}", text("a", "THEO"))).isTrue();
        assertThat(matches(params, "{a: 'theory x'}", text("a", "theoretical"))).isTrue();
        assertThat(matches(params, "{a: 'theory x'}", text("a", "eory"))).isFalse();
        assertThat(matches(params, "{a: 'theory x'}", text("a", "t"))).isFalse();
        assertThat(matches(params, "{a: 'theory x'}", text("a", "theory x"))).isTrue();
        assertThat(matches(tokenizer(TokenizerType.Prefix), "{a: '漢字😀'}", text("a", "漢字")))
                .isTrue();
    }

    @Test
    void tokensHaveALengthInLetters() {
        var params = words().setMinTokenLen(2).setMaxTokenLen(4);
        assertThat(matches(params, "{a: 'a 𝒜𝒜𝒜 longer'}", text("a", "𝒜𝒜𝒜")))
                .isTrue();
        assertThat(matches(params, "{a: 'a word longer'}", text("a", "longer"))).isFalse();
        assertThat(matches(params, "{a: 'a word longer'}", text("a", "a word longer")))
                .isTrue();
    }

    @Test
    void stopwordsAreNeitherFoundNorSearchedFor() {
        var params = words().setStopwords(StopwordsSet.newBuilder().addCustom("The"));
        assertThat(matches(params, "{a: 'the fox'}", text("a", "the"))).isFalse();
        assertThat(matches(params, "{a: 'a fox'}", text("a", "THE fox"))).isTrue();
    }

    @Test
    void aPrefixThatIsAStopwordIsSearchedFor() {
        var params = tokenizer(TokenizerType.Prefix)
                .setStopwords(StopwordsSet.newBuilder().addCustom("the"));
        assertThat(matches(params, "{a: 'theory'}", text("a", "the"))).isTrue();
        assertThat(matches(params, "{a: 'the'}", text("a", "the"))).isFalse();
    }

    @Test
    void foldedLettersAreFoundWithoutTheirMarks() {
        var params = words().setAsciiFolding(true);
        assertThat(matches(params, "{a: 'Crème brûlée, Straße, Øre'}", text("a", "creme BRÛLEE strasse ore")))
                .isTrue();
        assertThat(matches(words(), "{a: 'Crème'}", text("a", "creme"))).isFalse();
    }

    @Test
    void withinObjectsTheIndexDecidesWhatWordsAre() {
        var indexes = Schemas.on("a[].b", Schemas.text(words()));
        String payload = "{a: [{b: 'Hello world'}, {b: 'moon'}]}";
        indexes.add(0, Payload.of(payload));
        assertThat(nestedMatches(indexes, payload, text("b", "WORLD hello"))).isTrue();
        assertThat(nestedMatches(indexes, payload, text("b", "hello moon"))).isFalse();
        assertThat(nestedMatches(indexes, payload, text("b", "ell"))).isFalse();
        assertThat(nestedMatches(indexes, payload, textAny("b", "x moon"))).isTrue();
        assertThat(nestedMatches(indexes, payload, phrase("b", "hello World"))).isTrue();
        assertThat(nestedMatches(new Indexes(), payload, text("b", "ell"))).isTrue();
    }

    @Test
    void withinObjectsOfObjectsToo() {
        var indexes = Schemas.on("a[].b[].c", Schemas.text(words()));
        var point = Point.with("{a: [{b: [{c: 'Hello world'}]}]}");
        assertThat(Filters.compile(all(nested("a", all(nested("b", all(text("c", "WORLD")))))), indexes)
                        .test(point))
                .isTrue();
    }

    private static boolean nestedMatches(Indexes indexes, String payload, Condition condition) {
        return Filters.compile(all(nested("a", all(condition))), indexes).test(Point.with(payload));
    }

    @Test
    void refusesWhatItCannotDo() {
        var stemmer = StemmingAlgorithm.newBuilder()
                .setSnowball(SnowballParams.newBuilder().setLanguage("english"));
        Stream.of(
                        words().setStemmer(stemmer),
                        words().setStopwords(StopwordsSet.newBuilder().addLanguages("english")))
                .forEach(params -> assertThatThrownBy(() -> FieldSchema.of(request(FieldType.FieldTypeText, params)))
                        .isInstanceOf(Refused.class)
                        .hasMessageStartingWith("EmbeddedQdrant has no st"));
        assertThatThrownBy(() -> FieldSchema.of(request(FieldType.FieldTypeText, TextIndexParams.newBuilder())))
                .hasMessage("unknown tokenizer type");
        assertThatThrownBy(() -> FieldSchema.of(request(FieldType.FieldTypeKeyword, words())))
                .hasMessage("field_type (Keyword) and field_index_params do not match");
        assertThatThrownBy(() -> FieldSchema.of(CreateFieldIndexCollection.getDefaultInstance()))
                .hasMessage("cannot convert field_type");
    }

    @Test
    void aSchemaIsShownAsItWasGiven() {
        FieldSchema schema = FieldSchema.of(request(FieldType.FieldTypeText, words()));
        assertThat(schema).isEqualTo(Schemas.text(words()));
        assertThat(schema.toProto(7).getPoints()).isEqualTo(7);
        assertThat(schema.toProto(7).getParams().getTextIndexParams()).isEqualTo(words().build());
        assertThat(Schemas.of(PayloadSchemaType.Uuid).toProto(0).hasParams()).isFalse();
    }

    private static CreateFieldIndexCollection request(FieldType type, TextIndexParams.Builder params) {
        return CreateFieldIndexCollection.newBuilder()
                .setFieldType(type)
                .setFieldIndexParams(PayloadIndexParams.newBuilder().setTextIndexParams(params))
                .build();
    }
}
