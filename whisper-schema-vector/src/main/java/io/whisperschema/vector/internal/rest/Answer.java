package io.whisperschema.vector.internal.rest;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status the status
 * @param body the body
 */
public record Answer(int status, String body) {
    private static final int LONGEST = 500;

    /** Whether the server did it. */
    public boolean isOk() {
        return status == 200;
    }

    /** A value of the result that is true or false, if there is one. */
    public Optional<Boolean> truth(String key) {
        return member(member(tree(), "result"), key)
                .filter(Json.Truth.class::isInstance)
                .map(value -> ((Json.Truth) value).value());
    }

    /** Whether the result is just true. */
    public boolean isTrue() {
        return member(tree(), "result").filter(Json.of(true)::equals).isPresent();
    }

    /** What the server said of an error, in a line. */
    public String said() {
        String text = member(member(tree(), "status"), "error")
                .filter(Json.Text.class::isInstance)
                .map(error -> ((Json.Text) error).value())
                .orElse(body)
                .strip()
                .replaceAll("\\s+", " ");
        return "status " + status + ": " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private Optional<Json> tree() {
        try {
            return Optional.of(Json.parse(body));
        } catch (UnreadableDocument noJson) {
            return Optional.empty();
        }
    }

    private static Optional<Json> member(Optional<Json> json, String key) {
        return json.filter(Json.Members.class::isInstance)
                .flatMap(object ->
                        Optional.ofNullable(((Json.Members) object).members().get(key)));
    }
}
