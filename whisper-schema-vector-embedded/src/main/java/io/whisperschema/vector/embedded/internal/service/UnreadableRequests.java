package io.whisperschema.vector.embedded.internal.service;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Refuses bytes that are no message as a server does; gRPC itself would take them for a failure of the service. */
final class UnreadableRequests implements ServerInterceptor {

    private UnreadableRequests() {}

    static ServerServiceDefinition refused(ServerServiceDefinition service) {
        return ServerInterceptors.intercept(
                ServerInterceptors.useInputStreamMessages(service), new UnreadableRequests());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                try {
                    super.onMessage(message);
                } catch (StatusRuntimeException e) {
                    refused = true;
                    call.close(
                            Status.INTERNAL.withDescription("failed to decode Protobuf message: " + reason(e)),
                            new Metadata());
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }

    /** The reader tells its reasons apart in words only. */
    private static String reason(StatusRuntimeException e) {
        String said = e.getCause() instanceof InvalidProtocolBufferException cause
                ? String.valueOf(cause.getMessage())
                : String.valueOf(e.getMessage());
        if (said.contains("invalid UTF-8")) {
            return "invalid string value: data is not UTF-8 encoded";
        }
        return said.contains("too many levels of nesting") ? "recursion limit reached" : said;
    }
}
