package io.whisperschema.vector.embedded.internal.score;

/** A slot and its similarity. */
public record Hit(int slot, float similarity) {}
