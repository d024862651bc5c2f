package io.whisperschema.cache.internal.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;

/** What our connections are opened by. */
final class OwnClient {
    private OwnClient() {}

    /**
     * One on the threads of a host's client, as that is set up, but for what would let half of a transaction through: limits of
     * time and number for single commands. Ours are for a batch as a whole, and it is we who connect again.
     */
    static RedisClient like(ClientResources resources, ClientOptions options) {
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options.mutate()
                .autoReconnect(false)
                .requestQueueSize(Integer.MAX_VALUE)
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .build());
        return client;
    }
}
