package io.whisperschema.cache.internal.look;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.cache.internal.entry.ServerSettings;
import io.whisperschema.cache.internal.look.Dangers.Survival;
import io.whisperschema.cache.internal.move.FamilyKeys;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a cache: its servers, the entries of each family, and keys that begin as those of a family.
 *
 * @param entries the cache
 * @param model the families
 */
public record CacheLook(Entries entries, CacheModel model) {
    /** All that is found, in so many entries of each family. */
    public List<Finding> findings(long atMost, Survival survival) {
        var findings = new ArrayList<Finding>();
        List<ServerSettings> servers = entries.servers();
        for (int i = 0; i < servers.size(); i++) {
            String server = servers.size() == 1 ? "the server" : "server " + (i + 1) + " of " + servers.size();
            findings.addAll(new Dangers(server, servers.get(i)).findings(survival));
        }
        for (KeyFamily family : model.families()) {
            findings.addAll(new FamilyLook(entries, family).findings(atMost));
        }
        model.families().stream()
                .map(family -> family.pattern().prefix())
                .filter(prefix -> !prefix.isEmpty())
                .distinct()
                .forEach(prefix -> alike(prefix, atMost).ifPresent(findings::add));
        return findings;
    }

    private Optional<Finding> alike(String prefix, long atMost) {
        var families = new FamilyKeys(model.families());
        var keys = new SomeKeys();
        var looked = new long[1];
        EntryScope scope = families.others().matching(KeyGlob.literal(prefix) + "*");
        entries.keys(scope, listed -> {
            keys.add(listed.key().toString());
            return ++looked[0] < atMost;
        });
        if (looked[0] == 0) {
            return Optional.empty();
        }
        return Optional.of(keys.of(
                Finding.warning(
                        "keys that begin with " + prefix,
                        "keys of a key family",
                        "keys that fit no pattern",
                        "Nobody who goes by the definition finds them. Look who writes them: a value with a colon or"
                                + " another sign of its own is to be escaped."),
                looked[0]));
    }
}
