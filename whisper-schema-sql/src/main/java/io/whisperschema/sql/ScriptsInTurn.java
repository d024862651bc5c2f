package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.spi.ScriptReader;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A reader of scripts one behind the other, each of whose statements is read once. */
public final class ScriptsInTurn implements ScriptReader {
    private final Function<String, List<ScriptStatement>> split;
    private final Consumer<ScriptStatement> reading;
    private final Supplier<ScriptReading> result;
    private int lines;

    /**
     * @param split cuts a script into statements
     * @param reading goes on with a statement from what those before it made
     * @param result what all of them make
     */
    public ScriptsInTurn(
            Function<String, List<ScriptStatement>> split,
            Consumer<ScriptStatement> reading,
            Supplier<ScriptReading> result) {
        this.split = split;
        this.reading = reading;
        this.result = result;
    }

    @Override
    public ScriptReading read(String script) {
        split.apply(script).forEach(statement -> reading.accept(statement.behind(lines)));
        lines += Math.toIntExact(script.lines().count());
        return result.get();
    }
}
