package io.brickyard.posix;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackgroundTest {
    private static final int MUCH = 1 << 20;

    @Test
    void shouldDoInPiecesWhatIsInTheBackground() {
        assertEquals(MUCH, Background.piece(MUCH));
        assertTrue(Background.begin());
        try {
            assertEquals(Background.PIECE_BYTES, Background.piece(MUCH));
            assertEquals(4096, Background.piece(4096));
            Background.moved(Background.PIECE_BYTES);
        } finally {
            Background.end();
        }
        assertEquals(MUCH, Background.piece(MUCH));
    }

    @Test
    void shouldStayInTheBackgroundUntilItsEndWhenItBeginsAnew() {
        assertTrue(Background.begin());
        assertFalse(Background.begin());
        assertTrue(Background.isHere());
        Background.end();
        assertFalse(Background.isHere());
    }
}
