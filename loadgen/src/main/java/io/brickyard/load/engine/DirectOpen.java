package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.file.OpenOption;

/**
 * The option that opens a file with O_DIRECT. The JDK has it only in {@code com.sun.nio.file}, which the compiler refuses
 * to be quiet about, so this goes by reflection.
 */
final class DirectOpen {
    private DirectOpen() {
    }

    static OpenOption option() throws IOException {
        try {
            for (Object one : Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (one instanceof OpenOption option && one.toString().equals("DIRECT")) {
                    return option;
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IOException("this Java has no O_DIRECT; leave --direct out", e);
        }
        throw new IOException("this Java has no O_DIRECT; leave --direct out");
    }
}
