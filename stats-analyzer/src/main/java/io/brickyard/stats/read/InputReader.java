package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. A new format is one class and one line in {@link Readers}. */
interface InputReader {
    /** A phrase for messages, such as {@code io-stats text dump}. */
    String title();

    /** Whether an input that starts so is of this format. The name of the file does not count. */
    boolean recognises(Head head);

    /**
     * Reads a whole input, streaming.
     *
     * @param file what to call it in messages
     * @throws InputException when the content is not what the format says
     */
    void read(String file, InputStream in, InputSink sink) throws IOException, InputException;
}
