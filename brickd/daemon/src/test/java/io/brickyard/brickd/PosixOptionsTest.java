package io.brickyard.brickd;

import java.nio.file.Path;

import io.brickyard.posix.BrickOptions;
import io.brickyard.posix.KeySpace;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PosixOptionsTest {
    private static final BrickOptions DEFAULTS = BrickOptions.defaults(Path.of("/b"), Gfid.ROOT, KeySpace.TRUSTED);

    private static BrickOptions of(String options) throws VolfileException {
        return PosixOptions.of(Volfile.parse("volume v-posix\ntype storage/posix\n" + options + "end-volume\n"),
                DEFAULTS);
    }

    @Test
    void shouldTakeWhatGlusterdSets() throws VolfileException {
        BrickOptions options = of("""
                option shared-brick-count 3
                option fips-mode-rchecksum on
                option reserve 5
                option max-hardlinks 7
                option ctime off
                """);
        assertEquals(3, options.sharedBrickCount());
        assertTrue(options.sha256Rchecksum());
        assertEquals(5, options.reserve());
        assertEquals(7, options.maxHardlinks());
        assertFalse(options.ctime());
    }

    @Test
    void shouldBeAsStockWhenAnOldVolumeSetsNothing() throws VolfileException {
        BrickOptions options = of("");
        assertFalse(options.sha256Rchecksum(), "volumes from before GlusterFS 10 hash with MD5");
        assertEquals(DEFAULTS.reserve(), options.reserve());
        assertEquals(DEFAULTS.maxHardlinks(), options.maxHardlinks());
        assertTrue(options.ctime());
    }

    @Test
    void shouldReadSizesAndRefuseWhatIsNone() throws VolfileException {
        assertEquals(10L << 30, of("option reserve 10GB\n").reserve());
        assertEquals(2, of("option reserve 2%\n").reserve());
        assertTrue(String.valueOf(assertThrows(VolfileException.class, () -> of("option reserve much\n"))
                .getMessage()).contains("expected a percentage such as 1, or a size such as 10GB"));
    }
}
