package io.whisperschema.sql.postgres;

import io.whisperschema.definition.relational.Identity;
import io.whisperschema.sql.PostgresColumn.Counting;
import io.whisperschema.sql.PostgresColumn.Generated;
import io.whisperschema.sql.PostgresColumn.Numbered;
import java.util.Optional;

/** A column while a script is read. */
final class ScriptColumn {
    String name;
    String type;
    boolean nullable = true;
    Optional<String> defaultText = Optional.empty();
    Optional<Numbered> identity = Optional.empty();
    Optional<Generated> generated = Optional.empty();
    Optional<String> collation = Optional.empty();
    Optional<String> comment = Optional.empty();

    ScriptColumn(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /** The same column of a partition, which keeps no comment and no numbering of its own. */
    ScriptColumn inherited() {
        var copy = new ScriptColumn(name, type);
        copy.nullable = nullable;
        copy.defaultText = defaultText;
        copy.generated = generated;
        copy.collation = collation;
        return copy;
    }

    Identity kind() {
        return identity.map(Numbered::kind).orElse(Identity.NONE);
    }

    boolean isNumberedInItsOwnWay() {
        return identity.filter(one -> one.counting() == Counting.OWN).isPresent();
    }
}
