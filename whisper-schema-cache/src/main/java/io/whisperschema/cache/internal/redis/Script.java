package io.whisperschema.cache.internal.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a server does with a key in one go because what it writes follows from what it reads. Each answers with a number;
 * {@link #CANNOT_TELL} where it did nothing because it takes more than beginnings to know an entry.
 */
public enum Script {
    /** Replaces the newest entry that begins in one of some ways: own form's beginning, life, entry, beginnings… */
    REPLACE("""
            local entries = redis.call('LRANGE', KEYS[1], 0, -1)
            for place, entry in ipairs(entries) do
              for i = 4, #ARGV do
                if string.sub(entry, 1, #ARGV[i]) == ARGV[i] then
                  redis.call('LSET', KEYS[1], place - 1, ARGV[3])
                  if ARGV[2] ~= '' then
                    redis.call('PEXPIRE', KEYS[1], ARGV[2])
                  end
                  return 1
                end
              end
              if string.sub(entry, 1, #ARGV[1]) ~= ARGV[1] then
                return -1
              end
            end
            return 0
            """),

    /** Removes all entries that begin in one of some ways: own form's beginning, beginnings… */
    REMOVE("""
            local entries = redis.call('LRANGE', KEYS[1], 0, -1)
            local found = {}
            for _, entry in ipairs(entries) do
              local hit = false
              for i = 2, #ARGV do
                hit = hit or string.sub(entry, 1, #ARGV[i]) == ARGV[i]
              end
              if hit then
                found[#found + 1] = entry
              elseif string.sub(entry, 1, #ARGV[1]) ~= ARGV[1] then
                return -1
              end
            end
            for _, entry in ipairs(found) do
              redis.call('LREM', KEYS[1], 0, entry)
            end
            return #found
            """),

    /** Lets a lock live on if it is that holder's: holder, life. */
    EXTEND("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            end
            return 0
            """),

    /** Deletes a lock if it is that holder's: holder. */
    RELEASE("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              return redis.call('DEL', KEYS[1])
            end
            return 0
            """);

    /** Nothing was done. */
    public static final long CANNOT_TELL = -1;

    private final String text;
    private final String digest;

    Script(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    String text() {
        return text;
    }

    String digest() {
        return digest;
    }
}
