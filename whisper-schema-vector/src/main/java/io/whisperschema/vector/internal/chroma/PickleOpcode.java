package io.whisperschema.vector.internal.chroma;

import java.util.Locale;

/** The names of what a pickle can ask for and {@link PlainPickle} does not do, but for the one frame it takes off. */
enum PickleOpcode {
    GLOBAL('c'),
    STACK_GLOBAL(0x93),
    REDUCE('R'),
    BUILD('b'),
    INST('i'),
    OBJ('o'),
    NEWOBJ(0x81),
    NEWOBJ_EX(0x92),
    PERSID('P'),
    BINPERSID('Q'),
    EXT1(0x82),
    EXT2(0x83),
    EXT4(0x84),
    NEXT_BUFFER(0x97),
    READONLY_BUFFER(0x98);

    private final int code;

    PickleOpcode(int code) {
        this.code = code;
    }

    /** What that byte asks for, as a reader of errors would look it up. */
    static String nameOf(int code) {
        for (PickleOpcode opcode : values()) {
            if (opcode.code == code) {
                return opcode.name();
            }
        }
        return String.format(Locale.ROOT, "opcode 0x%02x", code);
    }
}
