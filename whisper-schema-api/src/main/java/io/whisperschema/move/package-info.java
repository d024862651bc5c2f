/**
 * What a move from one store to another is told, finds and reports: {@link io.whisperschema.move.MoveOptions}, the
 * {@linkplain io.whisperschema.move.Flaw flaws} of values and what {@linkplain io.whisperschema.move.Treatment becomes} of
 * them, and the {@linkplain io.whisperschema.move.Checkpoint checkpoint} from which it goes on.
 *
 * <pre>{@code
 * MoveOptions.cautious()
 *         .treating(Flaw.MOMENT_SPELLING, Treatment.coerce(Rule.EPOCH_SECONDS))
 *         .treating(Flaw.NUL_IN_TEXT, "conversations", "message_content", Treatment.reject())
 *         .rejectingTo(Path.of("rejects"));
 * }</pre>
 */
package io.whisperschema.move;
