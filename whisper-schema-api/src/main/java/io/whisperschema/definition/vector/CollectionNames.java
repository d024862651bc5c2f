package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import java.nio.charset.StandardCharsets;

/** What Qdrant takes for a name. */
final class CollectionNames {
    private static final int LONGEST = 255;
    private static final String REFUSED = "<>:\"/\\|?*";

    private CollectionNames() {}

    static String name(String kind, String name) {
        String place = name.isEmpty() ? kind : kind + " " + name;
        Checks.text(place, name);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        Checks.that(!name.isBlank(), kind, "its name is empty", "Give it a name.");
        Checks.that(
                bytes <= LONGEST,
                place,
                "its name has " + bytes + " bytes",
                "Qdrant takes " + LONGEST + "; shorten it.");
        Checks.that(
                name.codePoints().allMatch(CollectionNames::takes),
                place,
                "its name holds a character that Qdrant refuses",
                "Leave out " + REFUSED + " and control characters.");
        return name;
    }

    static boolean takes(int character) {
        return character >= ' ' && character != 0x7f && REFUSED.indexOf(character) < 0;
    }
}
