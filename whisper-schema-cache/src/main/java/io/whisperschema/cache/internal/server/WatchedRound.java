package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Rewriter.Outcome;
import io.whisperschema.cache.internal.entry.Rewriter.Rewrite;
import io.whisperschema.cache.internal.server.PieceCommands.Look;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Pieces that are written in one transaction, those that are still as they were read. */
final class WatchedRound {
    private final StatefulRedisConnection<byte[], byte[]> server;
    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final PieceCommands pieces;
    private final byte[] prefix;
    private final List<Rewrite> group;
    private final Predicate<Piece> moveAlong;

    WatchedRound(
            StatefulRedisConnection<byte[], byte[]> server,
            PieceCommands pieces,
            byte[] prefix,
            List<Rewrite> group,
            Predicate<Piece> moveAlong) {
        this.server = server;
        this.pieces = pieces;
        this.prefix = prefix;
        this.group = group;
        this.moveAlong = moveAlong;
        commands = server.async();
    }

    private byte[] key(Rewrite rewrite) {
        return rewrite.piece().key().prefixed(prefix).bytes();
    }

    private Optional<byte[]> goal(Rewrite rewrite) {
        return rewrite.piece()
                .goal()
                .filter(goal -> moveAlong.test(rewrite.piece()))
                .map(goal -> goal.prefixed(prefix).bytes());
    }

    List<Outcome> outcomes() throws Refused {
        List<Outcome> looked;
        try {
            looked = looked();
        } catch (Refused refused) {
            unwatch();
            throw refused;
        }
        if (!looked.contains(Outcome.DONE) && !looked.contains(Outcome.TO_BE_MOVED)) {
            unwatch();
            return looked;
        }
        return written(looked);
    }

    /** Of pieces that are watched since they were read. */
    List<Outcome> outcomesOfWatched() throws Refused {
        return written(group.stream().map(this::written).toList());
    }

    private List<Outcome> written(List<Outcome> looked) throws Refused {
        return isWritten(looked)
                ? looked
                : group.stream().map(any -> Outcome.CHANGED).toList();
    }

    private Outcome written(Rewrite rewrite) {
        boolean staysBehind =
                rewrite.piece().goal().isPresent() && goal(rewrite).isEmpty();
        return staysBehind ? Outcome.TO_BE_MOVED : Outcome.DONE;
    }

    private void unwatch() {
        var unused = commands.unwatch();
        server.flushCommands();
    }

    private record Asked(Rewrite rewrite, CompletionStage<Long> there, Look look, CompletionStage<Long> taken) {}

    /** What comes of each, if it is written now. */
    private List<Outcome> looked() throws Refused {
        var keys = new ArrayList<byte[]>();
        for (Rewrite each : group) {
            keys.add(key(each));
            goal(each).ifPresent(keys::add);
        }
        var watched = commands.watch(keys.toArray(new byte[0][]));
        var asked = new ArrayList<Asked>();
        for (Rewrite each : group) {
            byte[] key = key(each);
            asked.add(new Asked(
                    each,
                    commands.exists(key),
                    pieces.look(commands, key, each),
                    commands.exists(goal(each).orElse(key))));
        }
        server.flushCommands();
        ServerAnswers.answer(server, watched);
        var outcomes = new ArrayList<Outcome>();
        for (Asked each : asked) {
            outcomes.add(outcome(each));
        }
        return outcomes;
    }

    private Outcome outcome(Asked asked) throws Refused {
        Rewrite rewrite = asked.rewrite();
        boolean isThere = ServerAnswers.answer(server, asked.there()) > 0;
        boolean isTaken =
                ServerAnswers.answer(server, asked.taken()) > 0 && goal(rewrite).isPresent();
        List<byte[]> lost;
        List<byte[]> found;
        try {
            lost = ServerAnswers.answer(server, asked.look().lost());
            found = ServerAnswers.answer(server, asked.look().found());
        } catch (Refused refused) {
            if (refused.isOfAnotherType()) {
                return Outcome.CHANGED;
            }
            throw refused;
        }
        if (!isThere || !pieces.isUnchanged(rewrite, lost)) {
            return Outcome.CHANGED;
        }
        if (pieces.meetsOthers(rewrite, found)) {
            return rewrite.piece().extent() == Piece.Extent.WHOLE ? Outcome.CHANGED : Outcome.KEPT;
        }
        if (isTaken) {
            return Outcome.TAKEN;
        }
        return written(rewrite);
    }

    private boolean isWritten(List<Outcome> looked) throws Refused {
        var queued = new ArrayList<CompletionStage<?>>();
        queued.add(commands.multi());
        for (int i = 0; i < group.size(); i++) {
            Rewrite each = group.get(i);
            if (looked.get(i) == Outcome.DONE || looked.get(i) == Outcome.TO_BE_MOVED) {
                queued.addAll(pieces.write(commands, key(each), each));
                goal(each).ifPresent(goal -> queued.add(commands.rename(key(each), goal)));
            }
        }
        return ServerAnswers.executed(server, queued);
    }
}
