package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.whisperschema.cache.internal.entry.ServerSettings;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** How a server is set up: as CONFIG GET tells where this client may use it, or else as INFO does, or else not at all. */
final class SettingsReading {
    private static final String MEMORY = "maxmemory";
    private static final String POLICY = "maxmemory-policy";
    private static final String APPENDS = "appendonly";
    private static final String SAVES = "save";

    private SettingsReading() {}

    static ServerSettings of(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        Map<String, String> info = info(server);
        Map<String, String> config = config(server);
        return new ServerSettings(
                Optional.ofNullable(info.get("redis_version")),
                told(config, MEMORY).or(() -> told(info, MEMORY)),
                told(config, POLICY).or(() -> told(info, "maxmemory_policy")),
                told(config, APPENDS)
                        .map("yes"::equals)
                        .or(() -> told(info, "aof_enabled").map("1"::equals)),
                told(config, SAVES).map(points -> !points.isBlank()));
    }

    private static Optional<String> told(Map<String, String> settings, String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private static Map<String, String> info(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        var told = new HashMap<String, String>();
        ifAllowed(server, server.async().info(), "").lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                told.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return told;
    }

    private static Map<String, String> config(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        return ifAllowed(server, server.async().configGet(MEMORY, POLICY, APPENDS, SAVES), Map.of());
    }

    private static <T> T ifAllowed(
            StatefulRedisConnection<byte[], byte[]> server, CompletionStage<T> asked, T otherwise) throws Refused {
        server.flushCommands();
        try {
            return ServerAnswers.answer(server, asked);
        } catch (Refused refused) {
            if (refused.isAnswer()) {
                return otherwise;
            }
            throw refused;
        }
    }
}
