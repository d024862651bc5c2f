package io.whisperschema.vector.internal.export;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.Duplicates;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * What an export holds. A key that a later release adds is passed over: the file is never written again, so it stays there.
 *
 * @param server the version of the server
 * @param began when it began
 * @param ended when it ended
 * @param collections its collections, by name
 */
public record ExportManifest(String server, Instant began, Instant ended, List<ExportEntry> collections) {
    private static final String FORMAT = "whisper-schema/vector-export";
    private static final int VERSION = 1;

    public ExportManifest {
        collections = List.copyOf(collections);
        List<String> names = collections.stream().map(ExportEntry::name).toList();
        Duplicates.refuse("export", "collection", names);
        Duplicates.refuse(
                "export",
                "file",
                collections.stream().map(entry -> entry.file().name()).toList());
    }

    String json() {
        return Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("server", server)
                .put("began", began.toString())
                .put("ended", ended.toString())
                .put("collections", Json.items(collections, ExportEntry::json))
                .build()
                .pretty();
    }

    static ExportManifest read(String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            isThisFormat(members);
            var manifest = new ExportManifest(
                    members.text("server"),
                    moment(members.need("began")),
                    moment(members.need("ended")),
                    members.need("collections").list(ExportEntry::read));
            members.rest();
            return manifest;
        });
    }

    private static void isThisFormat(JsonMembers members) {
        String format = members.text("format");
        int version = members.integer("version");
        if (!format.equals(FORMAT) || version != VERSION) {
            throw new UnreadableDocument(
                    "$",
                    "this release reads " + FORMAT + " of version " + VERSION + ", this is " + format + " of version "
                            + version);
        }
    }

    private static Instant moment(JsonValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeException unlikeOurs) {
            throw value.refused("a moment is expected");
        }
    }
}
