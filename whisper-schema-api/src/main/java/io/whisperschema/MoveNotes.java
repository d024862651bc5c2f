package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import java.util.Optional;

/**
 * What a move remembers of its target.
 *
 * @param found how the target was found
 * @param full what it holds without a move, once that is made
 */
record MoveNotes(Found found, Optional<RelationalCatalog> full) {
    /** How a target is found. */
    enum Found {
        /** Nothing was in it, so all that it holds comes from its making. */
        EMPTY,
        /** Somebody had made it. */
        MADE
    }

    static MoveNotes of(RelationalCatalog found) {
        return new MoveNotes(found.isEmpty() ? Found.EMPTY : Found.MADE, Optional.empty());
    }

    MoveNotes with(RelationalCatalog made) {
        return new MoveNotes(found, Optional.of(made));
    }

    String text() {
        var json = Json.object().put("found", found);
        full.ifPresent(catalog -> json.put("full", Json.parse(catalog.toJson())));
        return json.build().compact();
    }

    static MoveNotes of(String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            var notes = new MoveNotes(
                    members.need("found").word(Found.class),
                    members.may("full")
                            .map(full -> RelationalCatalog.fromJson(full.json().compact())));
            members.rest();
            return notes;
        });
    }
}
