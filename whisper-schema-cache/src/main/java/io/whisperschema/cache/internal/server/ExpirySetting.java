package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Sets when entries are over, many at a time. */
final class ExpirySetting {
    private final Link link;
    private final byte[] prefix;

    ExpirySetting(Link link, byte[] prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    /** Sets it where it is otherwise, and no more than that many milliseconds away; of how many. */
    long setWithin(Map<EntryKey, Long> moments, long within) throws Refused {
        Map<EntryKey, Long> now = answers(moments.keySet(), (commands, key, address) -> commands.pexpiretime(address));
        Map<EntryKey, Long> other = new LinkedHashMap<>(moments);
        other.entrySet().removeIf(each -> !isShifted(each.getValue(), now.getOrDefault(each.getKey(), -1L), within));
        answers(other.keySet(), (commands, key, address) -> commands.pexpireat(address, other.getOrDefault(key, 0L)));
        return other.size();
    }

    private static boolean isShifted(long moment, long now, long within) {
        return now >= 0 && now != moment && Math.abs(now - moment) <= within;
    }

    /** What a server was asked of a key. */
    private record Asked<T>(EntryKey key, StatefulRedisConnection<byte[], byte[]> server, CompletionStage<T> command) {}

    private <T> Map<EntryKey, T> answers(Set<EntryKey> keys, Asking<T> asking) throws Refused {
        List<Asked<T>> asked = new ArrayList<>();
        for (EntryKey key : keys) {
            EntryKey address = key.prefixed(prefix);
            StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
            asked.add(new Asked<>(key, server, asking.ask(server.async(), key, address.bytes())));
        }
        asked.stream().map(Asked::server).distinct().forEach(StatefulRedisConnection::flushCommands);
        Map<EntryKey, T> answers = new LinkedHashMap<>();
        for (Asked<T> each : asked) {
            answers.put(each.key(), ServerAnswers.answer(each.server(), each.command()));
        }
        return answers;
    }

    private interface Asking<T> {
        CompletionStage<T> ask(RedisAsyncCommands<byte[], byte[]> commands, EntryKey key, byte[] address);
    }
}
