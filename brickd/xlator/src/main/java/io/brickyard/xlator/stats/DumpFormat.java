package io.brickyard.xlator.stats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The layouts of dump files, by their names in the option {@code ios-dump-format}. A new one is one class and one line. */
public enum DumpFormat {
    /** GlusterFS's tables; see {@link TextDump}. */
    TEXT("text", TextDump::write),
    /** All that is known, for programs; see {@link JsonDump}. */
    JSON("json", JsonDump::write);

    /** Writes one dump. */
    @FunctionalInterface
    private interface Writer {
        void write(ProbeDump dump, OutputStream out) throws IOException;
    }

    private final String option;
    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Writer writer;

    DumpFormat(String option, Writer writer) {
        this.option = option;
        this.writer = writer;
    }

    /** Its name in the option. */
    public String option() {
        return option;
    }

    /** The format of that name. */
    public static Optional<DumpFormat> ofOption(String option) {
        return Arrays.stream(values()).filter(format -> format.option.equals(option)).findFirst();
    }

    /** As the option has it, for messages. */
    @Override
    public String toString() {
        return option;
    }

    /** Writes {@code dump} and flushes; {@code out} stays open. */
    public void write(ProbeDump dump, OutputStream out) throws IOException {
        writer.write(dump, out);
        out.flush();
    }
}
