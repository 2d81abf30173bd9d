package io.brickyard.wire.program;

import io.brickyard.wire.fop.Fop;

/** What the program of file operations has besides the operations of {@link Fop}. */
public final class FopProgram {
    /** Does nothing; no stock client sends it. */
    public static final Procedure<NoArguments, DictReply> NULL = new Procedure<>(Fop.PROGRAM, Fop.VERSION, 0,
            NoArguments::decode, DictReply::decode);

    private FopProgram() {
    }
}
