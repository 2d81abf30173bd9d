package io.brickyard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.stats.advice.Advice;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every volume option that a report advises is one that stock glusterd knows. */
class TuningOptionsPeerIT {
    private static final Pattern OPTION = Pattern
            .compile("`((?:client|server|performance|cluster|features|network|storage|disperse|changelog)[.][a-z0-9.-]+)`");

    @Test
    void shouldAdviseOptionsThatGlusterdKnows() throws IOException {
        Peers.require(Peer.GLUSTERD);
        String glusterd = Files.readString(library(), StandardCharsets.ISO_8859_1);
        TreeSet<String> options = new TreeSet<>();
        Advice.all().forEach(tip -> OPTION.matcher(tip).results().forEach(it -> options.add(it.group(1))));
        assertTrue(options.size() > 20, options::toString);
        assertEquals(List.of(), options.stream().filter(option -> !glusterd.contains(option)).toList());
    }

    private static Path library() throws IOException {
        try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 6,
                (file, facts) -> file.endsWith("mgmt/glusterd.so"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
