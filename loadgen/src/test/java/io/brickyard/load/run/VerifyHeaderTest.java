package io.brickyard.load.run;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

class VerifyHeaderTest {

    @Test
    void shouldFindEachFlippedBit() {
        ByteBuffer block = ByteBuffer.allocateDirect(512);
        new BufferFill(false, false, 3).fill(block);
        VerifyHeader.put(block, 8192, 512, 77);
        assertNull(VerifyHeader.fault(block, 8192, 512));
        for (int bit = 0; bit < 512 * 8; bit++) {
            flip(block, bit);
            assertNotNull(VerifyHeader.fault(block, 8192, 512), "bit " + bit);
            flip(block, bit);
        }
        assertNull(VerifyHeader.fault(block, 8192, 512));
    }

    @Test
    void shouldTellABlockOfAnotherPlaceOrSize() {
        ByteBuffer block = ByteBuffer.allocateDirect(512);
        VerifyHeader.put(block, 8192, 512, 77);
        assertEquals("holds the block of offset 8192", VerifyHeader.fault(block, 4096, 512));
        assertEquals("written as a block of 512 bytes but read as one of 256", VerifyHeader.fault(block, 8192, 256));
    }

    private static void flip(ByteBuffer block, int bit) {
        block.put(bit / 8, (byte) (block.get(bit / 8) ^ (1 << bit % 8)));
    }
}
