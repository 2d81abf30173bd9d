package io.brickyard.xlator;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class VolfileTextTest {
    @Test
    void shouldReadBackAsTheSameGraphWithoutSecrets() throws VolfileException {
        Volfile volfile = Volfile.parse("""
                volume bottom
                  type storage/posix
                end-volume
                volume "a probe"
                  type debug/io-stats
                  option unique-id "one #1"
                  option auth.login.jo.password secret
                  subvolumes bottom
                end-volume
                """);
        String text = VolfileText.of(volfile, Set.of("unique-id"));
        assertFalse(text.contains("secret"), text);
        Volfile again = Volfile.parse(text);
        assertEquals(volfile.volumes().stream().map(Volume::name).toList(),
                again.volumes().stream().map(Volume::name).toList());
        assertEquals("one #1", again.top().options().get("unique-id"));
        assertEquals(volfile.top().subvolumes(), again.top().subvolumes());
    }
}
