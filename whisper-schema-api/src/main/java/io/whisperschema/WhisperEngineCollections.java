package io.whisperschema;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;

/** {@link WhisperEngine}'s collections. */
final class WhisperEngineCollections {
    /** The names of the collections that hold one character's memories each. */
    static final String MEMORIES = "whisperengine_memory_<name>";

    private static final int SIZE = 384;
    private static final String MODEL = "all-MiniLM-L6-v2";

    private WhisperEngineCollections() {}

    static VectorCollection[] all() {
        return new VectorCollection[] {userMemories(), globalFacts(), emotionalContexts()};
    }

    static CollectionFamily memories() {
        FamilyVersion first = memoriesInThreeVectors();
        return family(MEMORIES, first, memoriesByChannel(first));
    }

    private static VectorCollection userMemories() {
        return collection(
                        "user_memories",
                        meaning(),
                        payload("user_id").keyword().required(),
                        payload("timestamp").datetime().required(),
                        payload("message_type").keyword(),
                        payload("channel_id").keyword(),
                        payload("importance_score").floating(),
                        payload("emotional_context").keyword(),
                        payload("conversation_thread").keyword())
                .describedAs("What users said and what was said to them");
    }

    private static VectorCollection globalFacts() {
        return collection(
                        "global_facts",
                        meaning(),
                        payload("fact_type").keyword().required(),
                        payload("knowledge_domain").keyword(),
                        payload("confidence_score").floating(),
                        payload("source").keyword(),
                        payload("timestamp").datetime().required(),
                        payload("verified").bool(),
                        payload("language").keyword())
                .describedAs("What is known of the world, whoever asks");
    }

    private static VectorCollection emotionalContexts() {
        return collection(
                        "emotional_contexts",
                        meaning(),
                        payload("user_id").keyword().required(),
                        payload("detected_emotion").keyword().required(),
                        payload("confidence").floating(),
                        payload("triggers").keyword(),
                        payload("response_strategy").keyword(),
                        payload("timestamp").datetime().required())
                .describedAs("What users felt, why, and how to answer that");
    }

    private static FamilyVersion memoriesInThreeVectors() {
        return version(
                        "3.0",
                        named("content").indexed(hnsw(32, 256).fullScanUpTo(20_000)),
                        named("emotion").indexed(hnsw(16, 128)),
                        named("semantic").indexed(hnsw(16, 128)),
                        payload("user_id").keyword().required().indexed(),
                        payload("memory_type").keyword().required().indexed(),
                        payload("content").text().required(),
                        payload("timestamp").datetime().required(),
                        payload("timestamp_unix").floating().required().indexed(),
                        payload("confidence").floating(),
                        payload("source").keyword(),
                        payload("memory_tier").keyword(),
                        payload("tier_promotion_date").datetime(),
                        payload("tier_demotion_date").datetime(),
                        payload("decay_protection").bool(),
                        payload("content_hash").integer().indexed(),
                        payload("emotional_context").keyword().indexed(),
                        payload("emotional_intensity").floating(),
                        payload("semantic_key").keyword().indexed(),
                        payload("keywords").keyword().list(),
                        payload("word_count").integer(),
                        payload("char_count").integer(),
                        payload("channel_id").keyword(),
                        payload("channel_type").keyword(),
                        payload("original_message_id").keyword(),
                        payload("chunk_index").integer(),
                        payload("total_chunks").integer(),
                        payload("is_chunked").bool())
                .describedAs("What one character remembers");
    }

    private static FamilyVersion memoriesByChannel(FamilyVersion before) {
        return before.next(
                "3.1",
                payload("channel_id").keyword().indexed(),
                payload("channel_type").keyword().indexed());
    }

    private static VectorSpace meaning() {
        return unnamed(SIZE, Distance.COSINE).embeddedBy(MODEL);
    }

    private static VectorSpace named(String name) {
        return vector(name, SIZE, Distance.COSINE).embeddedBy(MODEL);
    }
}
