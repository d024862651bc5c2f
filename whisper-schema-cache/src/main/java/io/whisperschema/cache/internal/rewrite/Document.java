package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.FieldValues;
import io.whisperschema.cache.internal.codec.FlatForm;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.fields.FieldText;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one value while they are edited. Not thread-safe. */
final class Document {
    private static final String METADATA = "metadata";

    private final EntryKey key;
    private final Members top;
    private final Notes notes;
    private final Map<String, Optional<JsonMembers>> inner = new HashMap<>();

    /**
     * @param key the key of its entry
     * @param top its fields
     * @param notes takes what stays as it was
     */
    Document(EntryKey key, Members top, Notes notes) {
        this.key = key;
        this.top = top;
        this.notes = notes;
    }

    EntryKey key() {
        return key;
    }

    void apply(Edit edit) {
        try {
            if (edit instanceof Edit.Rename rename) {
                rename(rename.place(), rename.other());
            } else if (edit instanceof Edit.Retype retype) {
                retype(retype);
            } else if (edit instanceof Edit.Add add) {
                add(add);
            } else if (edit instanceof Edit.Drop drop) {
                drop(drop.place());
            }
        } catch (UnreadableValue none) {
            notes.stays(
                    key, "fields that can be read", "some that cannot", "They stay as they are. Look who writes them.");
        }
    }

    private void rename(Place place, String other) {
        moveInside(place);
        Optional<Members> holder = holder(place);
        if (holder.isEmpty()) {
            return;
        }
        Members members = holder.get();
        if (!members.has(other)) {
            members.rename(place.name(), other);
            inner.remove(other);
            written(place);
        } else if (members.areSame(place.name(), other)) {
            drop(place);
        } else {
            notes.stays(
                    key,
                    place.name(),
                    "to become " + other,
                    "values that have both, and say other things",
                    "Both stay. Say which is right, and drop the other.");
        }
    }

    private void drop(Place place) {
        holder(place).ifPresent(members -> {
            members.remove(place.name());
            written(place);
        });
    }

    /** What belongs into the metadata and stands beside it gets its place there, as whoever reads it sees it. */
    private void moveInside(Place place) {
        if (isBeside(place) && isReady(place) && top.has(place.name())) {
            JsonMembers inside = ready(place.within().orElseThrow());
            if (!inside.has(place.name())) {
                inside.putRaw(place.name(), ((JsonMembers) top).raw(place.name()));
                top.remove(place.name());
            }
        }
    }

    private void retype(Edit.Retype edit) {
        Place place = edit.place();
        Optional<Members> holder =
                holder(place).filter(members -> members.has(place.name()) && !members.isNothing(place.name()));
        if (holder.isPresent()) {
            Members members = holder.get();
            Optional<String> text = text(members, place).flatMap(is -> Retyped.text(is, edit.from(), edit.to()));
            if (text.isEmpty()) {
                notes.stays(
                        key,
                        place.name(),
                        "values that can be " + edit.to().text(),
                        "others",
                        "They stay as they are. Look who writes them, or compute them.");
            } else if (!members.standsAs(place.name(), edit.to())
                    || !members.text(place.name()).equals(text.get())) {
                members.put(place.name(), text.get(), edit.to());
                written(place);
            }
        }
    }

    private static Optional<String> text(Members members, Place place) {
        try {
            return Optional.of(members.text(place.name()));
        } catch (UnreadableValue none) {
            return Optional.empty();
        }
    }

    private void add(Edit.Add edit) {
        if (isReady(edit.place()) && holder(edit.place()).isEmpty()) {
            put(edit.place(), edit.text(), edit.type());
        }
    }

    private void put(Place place, String text, CacheFieldType type) {
        holder(place)
                .orElseGet(() -> place.within().<Members>map(this::ready).orElse(top))
                .put(place.name(), text, type);
        written(place);
    }

    /** What a field holds that is an object or not there; then it becomes one. */
    private JsonMembers ready(String outer) {
        if (inner(outer).isEmpty()) {
            top.putJson(outer, "{}");
            inner.remove(outer);
        }
        return inner(outer).orElseThrow();
    }

    /** Whether fields may be put there: what they travel in is an object or not there. */
    private boolean isReady(Place place) {
        return place.within()
                .map(outer -> inner(outer).isPresent() || isAbsent(outer))
                .orElse(true);
    }

    private boolean isAbsent(String outer) {
        return !top.has(outer) || top.isNothing(outer) || top.text(outer).isBlank();
    }

    /** Those among which a field is; absent if it is not there. */
    private Optional<Members> holder(Place place) {
        Optional<Members> members = place.within().isEmpty()
                ? Optional.of(top)
                : place.within().flatMap(this::inner).map(Members.class::cast);
        return members.filter(each -> each.has(place.name()))
                .or(() -> Optional.of(top).filter(beside -> isBeside(place) && beside.has(place.name())));
    }

    private boolean isBeside(Place place) {
        return top instanceof JsonMembers
                && place.within().equals(Optional.of(METADATA))
                && FlatForm.OF_METADATA.contains(place.name());
    }

    private Optional<JsonMembers> inner(String outer) {
        return inner.computeIfAbsent(outer, this::opened);
    }

    private Optional<JsonMembers> opened(String outer) {
        try {
            return isAbsent(outer)
                    ? Optional.empty()
                    : Optional.of(new JsonMembers(top.text(outer), JsonMembers.Values.TYPED));
        } catch (UnreadableValue none) {
            notes.stays(
                    key,
                    outer,
                    "a JSON object",
                    "values that are none",
                    "What is in them stays as it is. Look who writes them.");
            return Optional.empty();
        }
    }

    private void written(Place place) {
        if (place.within().isEmpty()) {
            inner.remove(place.name());
        } else {
            String outer = place.within().get();
            inner(outer).filter(JsonMembers::isChanged).ifPresent(members -> top.putJson(outer, members.json()));
        }
    }

    /** Its values of these fields. */
    FieldValues values(List<CacheField> fields) {
        var values = new LinkedHashMap<String, Object>();
        var unreadable = new ArrayList<String>();
        for (CacheField field : fields) {
            Place place = new Place(field.name(), field.within());
            holder(place).filter(members -> !members.isNothing(place.name())).ifPresent(members -> {
                try {
                    values.put(field.name(), FieldText.read(field.type(), members.text(field.name())));
                } catch (UnreadableValue none) {
                    unreadable.add("field " + field.name() + ", " + field.type().text() + ": " + none.getMessage());
                }
            });
        }
        return new FieldValues(values, unreadable);
    }

    /** Gives a field a value, unless what it travels in is no object. */
    void put(CacheField field, Object value) {
        String text = FieldText.write(field.type(), value);
        Place place = new Place(field.name(), field.within());
        if (isReady(place)) {
            put(place, text, field.type());
        }
    }
}
