package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

/** Volfiles, which give the graph. */
final class VolfileReader implements InputReader {
    /** The largest that glusterd makes are some hundred KiB (thousands of bricks). */
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final Pattern VOLUME = Pattern.compile("volume[ \\t]+\\S+");

    @Override
    public String title() {
        return "volfile";
    }

    @Override
    public boolean recognises(Head head) {
        List<String> statements = head.lines().stream().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).limit(2).toList();
        return !statements.isEmpty() && VOLUME.matcher(statements.getFirst()).matches()
                && (statements.size() < 2 || !statements.get(1).contains(","));
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new InputException("longer than 16 MiB: no volfile");
        }
        try {
            sink.graph(new Source(file, 0), Volfile.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (VolfileException fault) {
            throw new InputException(fault.line(), String.valueOf(fault.getMessage()));
        }
    }
}
