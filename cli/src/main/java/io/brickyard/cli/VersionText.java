package io.brickyard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version first, then what a bug report needs to know. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[]{
                "brickyard " + build().getProperty("version"),
                "build " + resource("revision").strip() + ", Java " + System.getProperty("java.runtime.version") + " ("
                        + System.getProperty("java.vendor") + "), " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
        };
    }

    /** The version alone. */
    static String version() {
        try {
            return build().getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties build() throws IOException {
        var build = new Properties();
        build.load(new StringReader(resource("build.properties")));
        return build;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(VersionText.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
