package io.whisperschema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.Component;
import io.whisperschema.definition.Link;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.graph.GraphProperty;
import io.whisperschema.definition.graph.RelationshipType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ready schema, column by column, against what the installs in the field have. */
class WhisperEngineTest {
    private static final SchemaDefinition SCHEMA = WhisperEngine.schema();

    @Test
    void tablesHaveTheseColumns() {
        // Per column: type, N where it is not null, the default.
        assertThat(SCHEMA.relational().tables().stream()
                        .map(WhisperEngineTest::columns)
                        .collect(joining("\n")))
                .isEqualToIgnoringNewLines("""
                users
                  user_id text
                  username text N
                  display_name text
                  created_at timestamp =now
                  last_seen timestamp =now
                  message_count integer =0
                  preferences json ='{}'
                  privacy_settings json ='{}'
                conversations
                  id integer N serial
                  user_id text N
                  channel_id text N
                  message_content text N
                  bot_response text
                  timestamp timestamp =now
                  context_used text
                  response_time_ms integer
                  ai_model_used text
                memory_entries
                  id integer N serial
                  user_id text N
                  memory_type text N
                  content text N
                  importance_score real =0.5
                  created_at timestamp =now
                  last_accessed timestamp =now
                  access_count integer =0
                  tags json ='[]'
                  metadata json ='{}'
                facts
                  id integer N serial
                  user_id text
                  fact_type text N
                  subject text N
                  content text N
                  confidence_score real =0.8
                  source text
                  created_at timestamp =now
                  verified boolean =false
                  global_fact boolean =false
                emotions
                  id integer N serial
                  user_id text N
                  detected_emotion text N
                  confidence real N
                  context text
                  timestamp timestamp =now
                  response_adapted boolean =false
                relationships
                  id integer N serial
                  user_id text N
                  relationship_type text N
                  strength real =0.5
                  last_interaction timestamp =now
                  interaction_count integer =0
                  notes text
                  target_type text N
                  target_id text N
                  properties json ='{}'
                  created_at timestamp =now
                  source_type text N ='user'
                  source_id text
                graph_nodes
                  label text N
                  node_id text N
                  properties json ='{}'
                system_settings
                  key text
                  value text N
                  description text
                  updated_at timestamp =now
                performance_metrics
                  id integer N serial
                  metric_name text N
                  metric_value real N
                  timestamp timestamp =now
                  tags json ='{}'
                banned_users
                  id integer N serial
                  discord_user_id text N
                  banned_by text N
                  ban_reason text
                  banned_at timestamp =now
                  expires_at timestamp
                  is_active boolean =true
                  notes text
                """);
    }

    @Test
    void indexesAreTheseAndPlain() {
        List<Index> indexes = SCHEMA.relational().tables().stream()
                .flatMap(table -> table.indexes().stream())
                .toList();
        assertThat(SCHEMA.relational().tables().stream().flatMap(WhisperEngineTest::indexesOf))
                .containsExactlyInAnyOrder(
                        "idx_conversations_user_id conversations(user_id)",
                        "idx_conversations_timestamp conversations(timestamp)",
                        "idx_memory_entries_user_id memory_entries(user_id)",
                        "idx_facts_user_id facts(user_id)",
                        "idx_emotions_user_id emotions(user_id)",
                        "idx_relationships_user_type relationships(user_id, relationship_type)",
                        "idx_relationships_target relationships(target_type, target_id)",
                        "idx_banned_users_discord_id banned_users(discord_user_id)",
                        "idx_banned_users_active banned_users(is_active)");
        assertThat(indexes).allSatisfy(index -> {
            assertThat(index.uniqueness()).isEqualTo(Index.Uniqueness.REPEATING);
            assertThat(index.where()).isEmpty();
            assertThat(index.methods()).isEmpty();
        });
    }

    @Test
    void usersHaveANaturalKeyBesideASerialNumber() {
        assertThat(table("users").primaryKey())
                .contains(new PrimaryKey(
                        Optional.empty(),
                        List.of("user_id"),
                        Optional.of(new PrimaryKey.Surrogate("id", ScalarType.INTEGER, Identity.SERIAL))));
    }

    @Test
    void systemSettingsKeepTheirTextKey() {
        assertThat(table("system_settings").primaryKey()).contains(PrimaryKey.of("key"));
    }

    @Test
    void whatBelongsToAUserGoesWithTheUserOnPostgresOnly() {
        List<String> referring = SCHEMA.relational().tables().stream()
                .filter(table -> !table.foreignKeys().isEmpty())
                .map(Table::name)
                .toList();
        assertThat(referring).containsExactly("conversations", "memory_entries", "facts", "emotions", "relationships");
        for (String name : referring) {
            ForeignKey key = table(name).foreignKeys().get(0);
            assertThat(key.columns()).containsExactly("user_id");
            assertThat(key.table()).isEqualTo("users");
            assertThat(key.references()).containsExactly("user_id");
            assertThat(key.actionsOn(DialectName.POSTGRES).onDelete()).isEqualTo(ReferentialAction.CASCADE);
            assertThat(key.actionsOn(DialectName.SQLITE)).isEqualTo(ForeignKey.Actions.NONE);
            assertThat(table(name).foreignKeys()).hasSize(1);
        }
    }

    @Test
    void uniqueAreBannedUsersAndGraphNodes() {
        assertThat(SCHEMA.relational().tables().stream()
                        .flatMap(table -> table.uniques().stream().map(unique -> table.name() + unique.columns())))
                .containsExactly("graph_nodes[label, node_id]", "banned_users[discord_user_id]");
    }

    @Test
    void installsHaveNoChecksAndNoViews() {
        assertThat(SCHEMA.relational().tables())
                .allSatisfy(table -> assertThat(table.checks()).isEmpty());
        assertThat(SCHEMA.relational().views()).isEmpty();
    }

    @Test
    void collectionsHaveOneUnnamedVector() {
        assertThat(SCHEMA.vectors().collections())
                .extracting(VectorCollection::name)
                .containsExactly("user_memories", "global_facts", "emotional_contexts");
        assertThat(SCHEMA.vectors().collections()).allSatisfy(collection -> {
            assertThat(collection.description()).isPresent();
            assertThat(collection.spaces()).hasSize(1);
            VectorSpace space = collection.spaces().get(0);
            assertThat(space.name()).isEqualTo(VectorSpace.UNNAMED);
            assertThat(space.size()).isEqualTo(384);
            assertThat(space.distance()).isEqualTo(Distance.COSINE);
            assertThat(space.model()).contains(EmbeddingModel.of("all-MiniLM-L6-v2"));
        });
    }

    @Test
    void pointsOfTheFirstGenerationCarryTheseFields() {
        assertThat(fields("user_memories"))
                .isEqualTo("user_id! keyword, timestamp! datetime, message_type keyword, channel_id keyword,"
                        + " importance_score float, emotional_context keyword, conversation_thread keyword");
        assertThat(fields("global_facts"))
                .isEqualTo("fact_type! keyword, knowledge_domain keyword, confidence_score float, source keyword,"
                        + " timestamp! datetime, verified bool, language keyword");
        assertThat(fields("emotional_contexts"))
                .isEqualTo("user_id! keyword, detected_emotion! keyword, confidence float, triggers keyword,"
                        + " response_strategy keyword, timestamp! datetime");
    }

    @Test
    void memoriesOfACharacterHaveThreeVectors() {
        VectorCollection collection = memories().collection("elena");
        assertThat(collection.name()).isEqualTo("whisperengine_memory_elena");
        assertThat(collection.version()).contains("3.1");
        assertThat(collection.spaces())
                .extracting(
                        VectorSpace::name,
                        VectorSpace::size,
                        VectorSpace::distance,
                        space -> space.hnsw().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "content",
                                384,
                                Distance.COSINE,
                                Hnsw.of(32, 256).fullScanUpTo(20_000)),
                        org.assertj.core.groups.Tuple.tuple("emotion", 384, Distance.COSINE, Hnsw.of(16, 128)),
                        org.assertj.core.groups.Tuple.tuple("semantic", 384, Distance.COSINE, Hnsw.of(16, 128)));
    }

    @Test
    void memoriesAreIndexedBySixFieldsAndThenByEight() {
        String six = "user_id keyword, memory_type keyword, timestamp_unix float, content_hash integer,"
                + " emotional_context keyword, semantic_key keyword";
        assertThat(indexedFields("3.0")).isEqualTo(six);
        assertThat(indexedFields("3.1")).isEqualTo(six + ", channel_id keyword, channel_type keyword");
        assertThat(memories().head()).isEqualTo("3.1");
    }

    @Test
    void memoriesCarryAllThatIsInTheField() {
        assertThat(memories().collection("elena").payload())
                .extracting(PayloadField::name)
                .containsExactlyInAnyOrder(
                        "user_id",
                        "memory_type",
                        "content",
                        "timestamp",
                        "timestamp_unix",
                        "confidence",
                        "source",
                        "memory_tier",
                        "tier_promotion_date",
                        "tier_demotion_date",
                        "decay_protection",
                        "content_hash",
                        "emotional_context",
                        "emotional_intensity",
                        "semantic_key",
                        "keywords",
                        "word_count",
                        "char_count",
                        "channel_id",
                        "channel_type",
                        "original_message_id",
                        "chunk_index",
                        "total_chunks",
                        "is_chunked");
    }

    @Test
    void cacheKeysHoldTheseForSoLong() {
        assertThat(SCHEMA.cache().families().stream()
                        .map(WhisperEngineTest::text)
                        .collect(joining("\n")))
                .isEqualToIgnoringNewLines("""
                messages discord_cache:messages:<channel_id> list PT30M 50
                  message_id! string, user_id! string, content! string, timestamp! datetime, channel_id! string, \
                metadata json, author_name string in metadata, response_quality float in metadata
                meta discord_cache:meta:<channel_id> hash PT1H
                  last_message_time datetime, message_count integer, active_users string_set, \
                conversation_quality float, last_update epoch_seconds
                session discord_cache:session:<user_id> hash PT2H
                  last_seen datetime, current_mood string, conversation_context string, preferences json
                bootstrap_lock discord_cache:bootstrap_lock:<channel_id> string PT30S
                """);
    }

    @Test
    void theGraphHasTheseLabelsRelationshipsAndConstraints() {
        assertThat(SCHEMA.graph().nodes().stream()
                        .map(node -> node.name()
                                + node.properties().stream()
                                        .map(GraphProperty::name)
                                        .toList()))
                .containsExactly(
                        "User[id, discord_id]",
                        "Memory[id]",
                        "Topic[id]",
                        "GlobalFact[id, chromadb_id]",
                        "EmotionContext[]",
                        "KnowledgeDomain[]");
        assertThat(SCHEMA.graph().relationships())
                .extracting(RelationshipType::text)
                .containsExactly(
                        "(:User)-[:REMEMBERS]->(:Memory)",
                        "(:User)-[:INTERESTED_IN]->(:Topic)",
                        "(:User)-[:KNOWS]->(:GlobalFact)",
                        "(:Memory)-[:RELATES_TO]->(:Topic)",
                        "(:Memory)-[:TRIGGERED_BY]->(:EmotionContext)",
                        "(:GlobalFact)-[:BELONGS_TO]->(:KnowledgeDomain)",
                        "(:Topic)-[:SUBTOPIC_OF]->(:Topic)");
        assertThat(SCHEMA.graph().uniqueness().stream()
                        .map(unique -> unique.name() + " " + unique.label() + "." + unique.property()))
                .containsExactly(
                        "user_id_unique User.id",
                        "user_discord_id_unique User.discord_id",
                        "memory_id_unique Memory.id",
                        "topic_id_unique Topic.id",
                        "global_fact_id_unique GlobalFact.id",
                        "global_fact_chromadb_id_unique GlobalFact.chromadb_id");
    }

    @Test
    void kindsAreLinked() {
        assertThat(SCHEMA.links())
                .extracting(Link::text)
                .containsExactly(
                        "payload user_memories.user_id → column users.user_id",
                        "payload emotional_contexts.user_id → column users.user_id",
                        "payload whisperengine_memory_<name>.user_id → column users.user_id",
                        "cache field messages.user_id → column users.user_id",
                        "placeholder <user_id> of session → column users.user_id",
                        "property User.id → column users.user_id",
                        "property GlobalFact.chromadb_id → point id of global_facts");
    }

    @Test
    void everyTableHasOneOwner() {
        assertThat(WhisperEngine.components())
                .extracting(Component::name)
                .containsExactly("core", "enrichment", "advanced");
        assertThat(SCHEMA.components()).isEqualTo(WhisperEngine.components());
        for (Table table : SCHEMA.relational().tables()) {
            assertThat(WhisperEngine.components())
                    .as(table.name())
                    .filteredOn(component -> component.ownsTable(table.name()))
                    .hasSize(1);
        }
        assertThat(owner("character_traits")).isEqualTo("core");
        assertThat(owner("entity_relationships")).isEqualTo("enrichment");
        assertThat(owner("roleplay_scenes")).isEqualTo("advanced");
        assertThat(owner("memory_entries")).isEqualTo("advanced");
    }

    @Test
    void theSchemaIsTheSameEachTime() {
        assertThat(WhisperEngine.schema()).isEqualTo(SCHEMA).hasSameHashCodeAs(SCHEMA);
    }

    private static Table table(String name) {
        return SCHEMA.relational().table(name).orElseThrow();
    }

    private static CollectionFamily memories() {
        return SCHEMA.vectors().family("whisperengine_memory_<name>").orElseThrow();
    }

    private static String owner(String table) {
        return WhisperEngine.components().stream()
                .filter(component -> component.ownsTable(table))
                .map(Component::name)
                .collect(joining(" "));
    }

    private static String columns(Table table) {
        return table.name() + "\n"
                + table.columns().stream().map(WhisperEngineTest::text).collect(joining("\n"));
    }

    private static String text(Column column) {
        return "  " + column.name() + " " + column.type().text() + (column.nullable() ? "" : " N")
                + (column.identity() == Identity.SERIAL ? " serial" : "")
                + column.defaultValue().map(WhisperEngineTest::text).orElse("");
    }

    private static String text(Expression value) {
        if (value instanceof Expression.Now) {
            return " =now";
        }
        if (value instanceof Expression.Text text) {
            return " ='" + text.value() + "'";
        }
        if (value instanceof Expression.Number number) {
            return " =" + number.value();
        }
        return " =" + ((Expression.Truth) value).value();
    }

    private static java.util.stream.Stream<String> indexesOf(Table table) {
        return table.indexes().stream()
                .map(index -> index.name() + " " + table.name() + "("
                        + index.keys().stream()
                                .map(key -> ((Expression.Column) key.expression()).name()
                                        + (key.order() == Index.Order.ASCENDING ? "" : " descending"))
                                .collect(joining(", "))
                        + ")");
    }

    private static String fields(String collection) {
        return SCHEMA.vectors().collection(collection).orElseThrow().payload().stream()
                .map(field -> field.name()
                        + (field.presence() == PayloadField.Presence.REQUIRED ? "! " : " ")
                        + field.type().text())
                .collect(joining(", "));
    }

    private static String indexedFields(String version) {
        return memories().collectionAt(version, "elena").payload().stream()
                .flatMap(field -> field.index().stream()
                        .map(index -> field.name() + " " + index.type().text()))
                .collect(joining(", "));
    }

    private static String text(KeyFamily family) {
        String head = family.name() + " " + family.pattern() + " "
                + family.valueType().text() + " " + family.ttl().orElseThrow()
                + (family.longest().isPresent() ? " " + family.longest().getAsInt() : "");
        return family.fields().isEmpty()
                ? head
                : head + "\n  "
                        + family.fields().stream().map(WhisperEngineTest::text).collect(joining(", "));
    }

    private static String text(CacheField field) {
        return field.name()
                + (field.presence() == CacheField.Presence.REQUIRED ? "! " : " ")
                + field.type().text()
                + field.within().map(outer -> " in " + outer).orElse("");
    }
}
