package io.whisperschema.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.Golden;
import io.whisperschema.WhisperEngine;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.UnreadableDocument;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionJsonTest {
    private static final String GOLDEN = "definition-v1.json";

    @Test
    void theReadySchemaComesBackAsItWas() {
        SchemaDefinition schema = WhisperEngine.schema();
        assertThat(SchemaDefinition.fromJson(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void everyFeatureComesBackAsItWas() {
        SchemaDefinition schema = EveryFeature.schema();
        assertThat(SchemaDefinition.fromJson(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void anEmptyDefinitionComesBackAsItWas() {
        SchemaDefinition schema = SchemaDefinition.named("empty");
        assertThat(SchemaDefinition.fromJson(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void versionOneIsWrittenByteForByteAsBefore() {
        Golden.isAsWrittenBefore(GOLDEN, EveryFeature.schema().toJson());
    }

    @Test
    void versionOneIsReadForEver() {
        assertThat(SchemaDefinition.fromJson(Golden.read(GOLDEN))).isEqualTo(EveryFeature.schema());
    }

    @Test
    void theLocalePlaysNoPart() {
        String english = EveryFeature.schema().toJson();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(EveryFeature.schema().toJson()).isEqualTo(english);
            assertThat(SchemaDefinition.fromJson(english)).isEqualTo(EveryFeature.schema());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "version": 1,                       | "version": 2,                          | $.version                    | this release reads version 1
            "version": 1,                       | "version": 1.5,                        | $.version                    | a whole number
            whisper-schema/definition           | whisper-schema/plan                    | $.format                     | format 'whisper-schema/plan'
            "format": "whisper-schema/definition", | NOTHING                             | $                            | it has no format
            "name": "every feature",            | "name": "every feature", "colour": 1,  | $.colour                     | nothing is dropped
            "name": "every feature",            | "name": "a", "name": "b",              | $.name                       | it is there twice
            "name": "every feature",            | "name": 7,                             | $.name                       | a string is expected
            "name": "every feature",            | NOTHING                                | $                            | it has no name
            "type": "decimal(30,10)"            | "type": "money"                        | $.tables[1].columns[6].type  | does not know type 'money'
            "distance": "dot"                   | "distance": "hamming"                  | $.collections[0].vectors[0].distance | does not know 'hamming'
            "size": 512                         | "size": "512"                          | $.collections[0].vectors[0].size | a number is expected
            "ttl": "PT1M30.5S"                  | "ttl": "soon"                          | $.keyFamilies[0].ttl         | a duration
            "bytes": "00ff"                     | "bytes": "0"                           | $.tables[1].columns[12].default.bytes | hexadecimal
            "now": true                         | "tomorrow": true                       | $.tables[1].columns[8].default.tomorrow | that kind of expression
            "kind": "point_id"                  | "kind": "row"                          | $.links[1].to.kind           | that kind of link end
            """)
    void whatThisReleaseDoesNotKnowIsRefusedWithItsPlace(String there, String instead, String place, String problem) {
        String json = EveryFeature.schema().toJson();
        assertThat(json).contains(there);
        int at = json.indexOf(there);
        String changed = json.substring(0, at) + instead.replace("NOTHING", "") + json.substring(at + there.length());

        UnreadableDocument error =
                catchThrowableOfType(UnreadableDocument.class, () -> SchemaDefinition.fromJson(changed));
        assertThat(error).isNotNull();
        assertThat(error.path()).isEqualTo(place);
        assertThat(error).hasMessageContaining(problem);
    }

    @Test
    void aDocumentThatContradictsItselfIsAnInvalidDefinition() {
        String json = EveryFeature.schema().toJson().replace("\"table\": \"left\"", "\"table\": \"nowhere\"");
        assertThat(catchThrowableOfType(InvalidDefinition.class, () -> SchemaDefinition.fromJson(json)))
                .hasMessageContaining("nowhere, which is not defined");
    }
}
