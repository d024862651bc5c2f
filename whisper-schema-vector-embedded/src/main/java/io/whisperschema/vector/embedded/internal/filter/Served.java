package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A condition as an index understands it, which may differ from what it means without one.
 *
 * @param test says of one payload what the index says of its slot
 */
record Served(Predicate<Map<String, Value>> test, Lookup lookup) {}
