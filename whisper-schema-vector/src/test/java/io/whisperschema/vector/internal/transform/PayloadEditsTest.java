package io.whisperschema.vector.internal.transform;

import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.vector.internal.transform.Recipes.applied;
import static io.whisperschema.vector.internal.transform.Recipes.point;
import static io.whisperschema.vector.internal.transform.Recipes.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import io.whisperschema.vector.PointBatch.Wanted;
import io.whisperschema.vector.PointCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadEditsTest {
    private static final VectorCollection TARGET = collection("new", Vectors.unnamed(1, Distance.DOT));

    private static Map<String, Value> edited(Map<String, Value> payload, PayloadEdit... edits) throws TransformFailed {
        return applied(Transform.of(Recipes.payload(TARGET, edits), Recipes::noCode), point(5, unnamed(1), payload))
                .getPayloadMap();
    }

    private static String failure(Map<String, Value> payload, PayloadEdit... edits) {
        return catchThrowableOfType(TransformFailed.class, () -> edited(payload, edits))
                .sentence();
    }

    @Test
    void aFieldIsRenamedWhereItIs() throws Exception {
        var rename = new PayloadEdit.Rename("user", "user_id");

        assertThat(edited(Map.of("user", value("x")), rename)).isEqualTo(Map.of("user_id", value("x")));
        assertThat(edited(Map.of("user_id", value("x")), rename)).isEqualTo(Map.of("user_id", value("x")));
    }

    @Test
    void aPointThatHasBothNamesStops() {
        assertThat(failure(
                        Map.of("user", value("secret"), "user_id", value("secret")),
                        new PayloadEdit.Rename("user", "user_id")))
                .isEqualTo("point 5 has payload field user_id beside user, which is to be renamed to it");
    }

    @Test
    void editsAreDoneOneAfterTheOther() throws Exception {
        assertThat(edited(
                        Map.of("a", value("1"), "b", value("2")),
                        new PayloadEdit.Drop("b"),
                        new PayloadEdit.Rename("a", "b"),
                        new PayloadEdit.Retype("b", PayloadType.INTEGER),
                        new PayloadEdit.Add("a", "new")))
                .isEqualTo(Map.of("a", value("new"), "b", value(1)));
    }

    @Test
    void aDefaultIsAddedWhereAValueIsMissing() throws Exception {
        var add = new PayloadEdit.Add("a", List.of(1L, "x", true, 2.5));
        Value added = list(List.of(value(1), value("x"), value(true), value(2.5)));

        assertThat(edited(Map.of(), add)).isEqualTo(Map.of("a", added));
        assertThat(edited(Map.of("a", nullValue()), add)).isEqualTo(Map.of("a", added));
        assertThat(edited(Map.of("a", value("")), add)).isEqualTo(Map.of("a", value("")));
    }

    static Stream<Arguments> losslessly() {
        return Stream.of(
                Arguments.of(PayloadType.INTEGER, value("12"), value(12)),
                Arguments.of(PayloadType.INTEGER, value("-9223372036854775808"), value(Long.MIN_VALUE)),
                Arguments.of(PayloadType.INTEGER, value(5.0), value(5)),
                Arguments.of(PayloadType.INTEGER, value(5), value(5)),
                Arguments.of(PayloadType.INTEGER, nullValue(), nullValue()),
                Arguments.of(
                        PayloadType.INTEGER,
                        list(List.of(value("1"), nullValue(), value(2.0))),
                        list(List.of(value(1), nullValue(), value(2)))),
                Arguments.of(PayloadType.FLOAT, value(1L << 53), value(0x1p53)),
                Arguments.of(PayloadType.FLOAT, value("0.1"), value(0.1)),
                Arguments.of(PayloadType.FLOAT, value("-1.50e3"), value(-1500.0)),
                Arguments.of(PayloadType.FLOAT, value(0.5), value(0.5)),
                Arguments.of(PayloadType.KEYWORD, value(12), value("12")),
                Arguments.of(PayloadType.TEXT, value(0.1), value("0.1")),
                Arguments.of(PayloadType.KEYWORD, value(true), value("true")),
                Arguments.of(PayloadType.KEYWORD, value("x"), value("x")),
                Arguments.of(PayloadType.BOOL, value("false"), value(false)),
                Arguments.of(PayloadType.BOOL, value(1), value(true)),
                Arguments.of(PayloadType.DATETIME, value("2024-02-29T10:00:00Z"), value("2024-02-29T10:00:00Z")),
                Arguments.of(PayloadType.DATETIME, value("2024-02-29"), value("2024-02-29")),
                Arguments.of(
                        PayloadType.UUID,
                        value("6f2b52a0-5d3c-4b56-9c0b-0a6c7a0d1a11"),
                        value("6f2b52a0-5d3c-4b56-9c0b-0a6c7a0d1a11")));
    }

    @ParameterizedTest
    @MethodSource("losslessly")
    void aValueBecomesOneOfAnotherTypeWithoutLoss(PayloadType type, Value before, Value after) throws Exception {
        assertThat(edited(Map.of("f", before), new PayloadEdit.Retype("f", type)))
                .isEqualTo(Map.of("f", after));
    }

    static Stream<Arguments> withLoss() {
        return Stream.of(
                Arguments.of(PayloadType.INTEGER, value("012"), "a text"),
                Arguments.of(PayloadType.INTEGER, value("-0"), "a text"),
                Arguments.of(PayloadType.INTEGER, value("9223372036854775808"), "a text"),
                Arguments.of(PayloadType.INTEGER, value("١٢"), "a text"),
                Arguments.of(PayloadType.INTEGER, value(5.5), "a float"),
                Arguments.of(PayloadType.INTEGER, value(-0.0), "a float"),
                Arguments.of(PayloadType.INTEGER, value(0x1p63), "a float"),
                Arguments.of(PayloadType.INTEGER, value(true), "a bool"),
                Arguments.of(PayloadType.INTEGER, list(List.of(value(1), value("x"))), "a list"),
                Arguments.of(PayloadType.FLOAT, value((1L << 53) + 1), "an integer"),
                Arguments.of(PayloadType.FLOAT, value(Long.MAX_VALUE), "an integer"),
                Arguments.of(PayloadType.FLOAT, value("0.12345678901234567891"), "a text"),
                Arguments.of(PayloadType.FLOAT, value("1e999"), "a text"),
                Arguments.of(PayloadType.FLOAT, value("NaN"), "a text"),
                Arguments.of(PayloadType.KEYWORD, value(Map.of("a", value(1))), "an object"),
                Arguments.of(PayloadType.BOOL, value("TRUE"), "a text"),
                Arguments.of(PayloadType.BOOL, value(2), "an integer"),
                Arguments.of(PayloadType.DATETIME, value("yesterday"), "a text"),
                Arguments.of(PayloadType.DATETIME, value(1_700_000_000), "an integer"),
                Arguments.of(PayloadType.UUID, value("1-1-1-1-1"), "a text"),
                Arguments.of(PayloadType.OBJECT, value("x"), "a text"),
                Arguments.of(PayloadType.GEO, value("13,52"), "a text"));
    }

    @ParameterizedTest
    @MethodSource("withLoss")
    void aValueThatWouldLoseStopsAndIsNotTold(PayloadType type, Value before, String kind) {
        assertThat(failure(Map.of("f", before), new PayloadEdit.Retype("f", type)))
                .isEqualTo("point 5 holds " + kind + " in payload field f that cannot become " + type.text()
                        + " without loss");
    }

    @Test
    void codeComputesAFieldOfThePayloadAsItIsThen() throws Exception {
        var edits = Recipes.payload(
                TARGET, new PayloadEdit.Rename("first", "name"), new PayloadEdit.Compute("length", Recipes.CODE));
        var code = PointCode.field("code", "1", one -> one.text("name").map(name -> (long) name.length()));

        assertThat(Transform.of(edits, name -> code)
                        .apply(List.of(
                                point(1, unnamed(1), Map.of("first", value("ada"))),
                                point(2, unnamed(1), Map.of("length", value(9))))))
                .extracting(after -> after.point().getPayloadMap())
                .containsExactly(Map.of("name", value("ada"), "length", value(3)), Map.of());
    }

    @Test
    void codeThatSaysNothingOfAPointStops() {
        var edits = Recipes.payload(TARGET, new PayloadEdit.Compute("length", Recipes.CODE));

        assertThat(catchThrowableOfType(
                                TransformFailed.class,
                                () -> Transform.of(edits, name -> PointCode.points("code", "1", one -> {}))
                                        .apply(List.of(point(7, unnamed(1), Map.of()))))
                        .sentence())
                .isEqualTo("point 7 got no word of its payload field length from code code (version 1)");
    }

    @Test
    void codeThatGivesAnotherFieldThanItIsAskedForStops() {
        var edits = Recipes.payload(TARGET, new PayloadEdit.Compute("length", Recipes.CODE));

        assertThat(catchThrowableOfType(
                                TransformFailed.class,
                                () -> Transform.of(
                                                edits,
                                                name -> PointCode.points("code", "1", one -> one.put("other", 1L)))
                                        .apply(List.of(point(7, unnamed(1), Map.of()))))
                        .sentence())
                .isEqualTo("point 7 is changed in payload field other, where the code is asked for payload field"
                        + " length, says code code (version 1)");
    }

    @Test
    void whatCodeComputesIsFollowedThroughTheEditsBehindIt() {
        var edits = new PayloadEdits(List.of(
                new PayloadEdit.Compute("a", Recipes.CODE),
                new PayloadEdit.Compute("b", Recipes.CODE),
                new PayloadEdit.Rename("a", "c"),
                new PayloadEdit.Rename("x", "y"),
                new PayloadEdit.Drop("b")));

        assertThat(edits.computed()).containsExactly("c");
    }

    @Test
    void withoutCodeWhatItComputesIsLeftOut() throws Exception {
        var edits =
                Recipes.payload(TARGET, new PayloadEdit.Compute("a", Recipes.CODE), new PayloadEdit.Rename("b", "c"));

        assertThat(applied(
                                Transform.of(edits, Recipes::noCode).withoutCode(),
                                point(5, unnamed(1), Map.of("a", value(1), "b", value(2))))
                        .getPayloadMap())
                .isEqualTo(Map.of("c", value(2)));
    }

    @Test
    void aPointIsChangedInWhatCodeLikes() throws Exception {
        var before = point(5, unnamed(1), Map.of("a", nullValue(), "b", value(Map.of("c", value(1)))));
        var code = PointCode.points("code", "1", one -> {
            assertThat(one.id()).isEqualTo("5");
            assertThat(one.payload()).containsEntry("a", null).containsEntry("b", Map.of("c", 1L));
            assertThat(one.vector("").map(vector -> vector[0])).contains(1f);
            one.remove("b");
            one.put("d", Map.of("e", List.of(1.5, "x")));
            one.putVector("", new float[] {2});
        });

        var after = applied(Transform.of(Recipes.changing(TARGET), name -> code), before);

        assertThat(after.getPayloadMap())
                .isEqualTo(Map.of("a", nullValue(), "d", value(Map.of("e", list(List.of(value(1.5), value("x")))))));
        assertThat(after.getVectors()).isEqualTo(vectors(2f));
        assertThat(after.getId()).isEqualTo(before.getId());
    }

    @Test
    void aValueThatNoPayloadCanHoldStops() {
        for (Object value : List.of(Double.NaN, new Object(), Map.of(1, 1), List.of(Optional.empty()))) {
            assertThat(catchThrowableOfType(
                                    TransformFailed.class,
                                    () -> Transform.of(
                                                    Recipes.changing(TARGET),
                                                    name -> PointCode.points("code", "1", one -> one.put("f", value)))
                                            .apply(List.of(point(7, unnamed(1), Map.of()))))
                            .sentence())
                    .startsWith("point 7 is given a value in payload field f that no payload can hold");
        }
    }

    @Test
    void codeThatFailsIsToldOfWithoutItsWords() {
        TransformFailed failure = catchThrowableOfType(
                TransformFailed.class,
                () -> Transform.of(
                                Recipes.changing(TARGET),
                                name -> PointCode.points("code", "1", one -> {
                                    throw new IOException("secret");
                                }))
                        .apply(List.of(point(1, unnamed(1), Map.of()), point(2, unnamed(1), Map.of()))));

        assertThat(failure.sentence())
                .isEqualTo("code code (version 1) failed on point 1 and 1 behind it with java.io.IOException");
        assertThat(failure.id()).isEmpty();
        assertThat(failure).hasCauseInstanceOf(IOException.class);
    }

    private record Asked(List<Wanted> asked) implements CodeStep<PointBatch> {
        @Override
        public String name() {
            return "code";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Class<PointBatch> context() {
            return PointBatch.class;
        }

        @Override
        public void run(PointBatch batch) {
            asked.add(batch.wanted());
            batch.points().forEach(one -> one.put("f", 1));
        }
    }

    @Test
    void codeIsToldWhatItIsAskedFor() throws Exception {
        var edits = Recipes.with(
                Recipes.payload(TARGET),
                List.of(new PayloadEdit.Compute("f", Recipes.CODE)),
                Optional.of(Recipes.CODE));
        var asked = new ArrayList<Wanted>();

        applied(Transform.of(edits, name -> new Asked(asked)), point(5, unnamed(1), Map.of()));

        assertThat(asked).containsExactly(new Wanted.Field("f"), new Wanted.Anything("new"));
    }
}
