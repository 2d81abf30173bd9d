package io.brickyard.xlator;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.xlator.graph.Graph;
import io.brickyard.xlator.graph.TranslatorFactory;
import io.brickyard.xlator.graph.TranslatorTypes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text is either a graph, whose every part stands, or refused in one line that names one of its lines. */
class VolfileFuzzTest {
    private static final Translator BOTTOM = (call, up) -> up.unwind(call.failure(1));
    private static final TranslatorTypes TYPES = TranslatorTypes.shared().with(Volume.STORAGE_POSIX,
            TranslatorFactory.bottom((volume, own) -> BOTTOM));

    @FuzzTest
    void shouldSurviveAnyText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            Volfile volfile = Volfile.parse(text);
            check(volfile);
            Graph.build(volfile, TYPES).stop();
        } catch (VolfileException refused) {
            String message = String.valueOf(refused.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(refused.line() >= 1 && refused.line() <= text.split("\n", -1).length, message);
        }
    }

    private static void check(Volfile volfile) {
        List<Volume> volumes = volfile.volumes();
        assertSame(volumes.getLast(), volfile.top());
        for (Volume volume : volumes) {
            assertSame(volume, volfile.volume(volume.name()).orElseThrow());
            assertEquals(volume.subvolumes(), volfile.children(volume).stream().map(Volume::name).toList());
        }
        assertEquals(volumes, Volfile.of(volumes).volumes());
    }
}
