package io.whisperschema.vector.embedded.internal.service;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The servers of one store, in process and on ports, and all threads that they run on. Thread-safe. */
public final class Host implements AutoCloseable {

    /** Many wait for the disk at the same time, so that they share its one write. */
    private static final int THREADS = 32;

    private static final int IDLE_SECONDS = 10;
    private static final int GRACE_SECONDS = 5;

    private final List<ServerServiceDefinition> services;
    private final Optional<String> apiKey;
    private final ExecutorService executor;
    private final ExecutorService callbacks;
    private final ScheduledExecutorService timer;
    private final Server inProcess;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private @Nullable NioEventLoopGroup sockets;

    private Host(List<BindableService> services, Optional<String> apiKey) {
        this.services = services.stream().map(BindableService::bindService).toList();
        this.apiKey = apiKey;
        this.executor = executor();
        this.callbacks = callbacks();
        this.timer = new ScheduledThreadPoolExecutor(1, threads("embedded-qdrant-timer-"));
        this.inProcess = startInProcess();
    }

    /** Starts the server in process. */
    public static Host start(List<BindableService> services, Optional<String> apiKey) {
        return new Host(services, apiKey);
    }

    /** What comes once it has ended is done by who asked: a client then hears that its channel is closed. */
    private static ExecutorService executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads("embedded-qdrant-"),
                (late, ended) -> late.run());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** A callback may wait for another call, so that it must not take a thread that calls are waiting for. */
    private static ExecutorService callbacks() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads("embedded-qdrant-callback-"),
                (late, ended) -> late.run());
    }

    /** Daemons: a host that forgets to close shall still be able to end. */
    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private Server startInProcess() {
        InProcessServerBuilder builder = InProcessServerBuilder.forName(InProcessServerBuilder.generateName())
                .executor(executor)
                .scheduledExecutorService(timer);
        services.forEach(builder::addService);
        try {
            return builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A channel to the server in process. */
    public ManagedChannel newChannel() {
        ManagedChannel channel = InProcessChannelBuilder.forAddress(
                        inProcess.getListenSockets().get(0))
                .executor(callbacks)
                .scheduledExecutorService(timer)
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        synchronized (channels) {
            channels.removeIf(ManagedChannel::isTerminated);
            channels.add(channel);
        }
        return channel;
    }

    /** A server that listens on the loopback address. */
    public Server serve(int port) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(sockets())
                .workerEventLoopGroup(sockets())
                .executor(executor)
                .maxInboundMessageSize(Integer.MAX_VALUE);
        for (ServerServiceDefinition service : services) {
            ServerServiceDefinition readable = UnreadableRequests.refused(service);
            builder.addService(apiKey.map(key -> ServerInterceptors.intercept(readable, new ApiKeys(key)))
                    .orElse(readable));
        }
        try {
            return builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of the loopback address cannot be listened on", e);
        }
    }

    private synchronized NioEventLoopGroup sockets() {
        if (sockets == null) {
            sockets = new NioEventLoopGroup(2, threads("embedded-qdrant-socket-"));
        }
        return sockets;
    }

    @Override
    public void close() {
        synchronized (channels) {
            channels.forEach(ManagedChannel::shutdown);
        }
        inProcess.shutdown();
        try {
            if (!inProcess.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                inProcess.shutdownNow();
            }
            synchronized (channels) {
                channels.forEach(ManagedChannel::shutdownNow);
            }
            executor.shutdown();
            callbacks.shutdown();
            timer.shutdownNow();
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
            if (!callbacks.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                callbacks.shutdownNow();
            }
            closeSockets();
        } catch (InterruptedException e) {
            executor.shutdownNow();
            callbacks.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeSockets() throws InterruptedException {
        if (sockets != null) {
            Future<?> end = sockets.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS);
            end.await(2L * GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
