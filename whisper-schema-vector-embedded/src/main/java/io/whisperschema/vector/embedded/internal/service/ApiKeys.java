package io.whisperschema.vector.embedded.internal.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.MessageDigest;

/** Lets those in who show the key. */
final class ApiKeys implements ServerInterceptor {

    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";
    private static final String HEALTH = "qdrant.Qdrant/HealthCheck";

    private final String key;

    ApiKeys(String key) {
        this.key = key;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (call.getMethodDescriptor().getFullMethodName().equals(HEALTH)) {
            return next.startCall(call, headers);
        }
        String shown = shown(headers);
        if (shown.isEmpty()) {
            return refuse(call, "Must provide an API key or an Authorization bearer token");
        }
        return MessageDigest.isEqual(shown.getBytes(UTF_8), key.getBytes(UTF_8))
                ? next.startCall(call, headers)
                : refuse(call, "Invalid API key or JWT");
    }

    private static String shown(Metadata headers) {
        String shown = headers.get(API_KEY);
        String authorization = headers.get(AUTHORIZATION);
        if (shown == null && authorization != null && authorization.startsWith(BEARER)) {
            return authorization.substring(BEARER.length());
        }
        return shown == null ? "" : shown;
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String sentence) {
        call.close(Status.UNAUTHENTICATED.withDescription(sentence), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
