package io.whisperschema.property;

import io.whisperschema.report.ReplayReport;
import io.whisperschema.spi.RelationalStore;
import java.nio.file.Path;
import java.util.List;

/** A host in a process of its own that writes rejected rows after all, counting the moments at which it may be killed. */
final class ReplayingProgram {
    private ReplayingProgram() {}

    /** As {@link MovingProgram#main}. */
    public static void main(String[] arguments) {
        var move = RandomMove.of(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        Path rejects = Path.of(arguments[2]);
        List<String> places = List.of(arguments).subList(3, arguments.length);
        MovingProgram.between(places, (source, target) -> replay(move, source, target, rejects, Moments.said()));
        System.out.println("replayed");
    }

    static ReplayReport replay(
            RandomMove move, RelationalStore source, RelationalStore target, Path rejects, Moments moments) {
        return move.host(source).replayRejects(target, move.options(rejects, Runnable::run, moments));
    }
}
