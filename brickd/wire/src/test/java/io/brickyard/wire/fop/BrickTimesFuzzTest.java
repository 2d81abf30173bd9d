package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BrickTimesFuzzTest {
    private static final BrickTimes TIMES = new BrickTimes(1, 2, 3, 1L << 40, 5);

    @Test
    void shouldSayWhatWasSaidAndKeepTheRest() {
        ByteBuffer data = ByteBuffer.wrap(new byte[]{1, 2, 3});
        var plain = new ReadReply(3, 0, Iatt.NONE, 3, Dict.of("other", new DictValue.Int(1)), data);
        FopReply reply = TIMES.addTo(plain);
        assertEquals(TIMES, BrickTimes.of(reply.xdata()));
        assertEquals(1, reply.xdata().getLong("other", 0));
        assertEquals(3, reply.payload().remaining());
        assertTrue(TIMES.fitIn((1L << 40) + 11));
        assertFalse(TIMES.fitIn((1L << 40) + 10));
        assertFalse(new BrickTimes(Long.MAX_VALUE, 1, 0, 0, 0).fitIn(Long.MAX_VALUE));
        assertNull(BrickTimes.of(plain.xdata()));
        assertNull(BrickTimes.of(Dict.NULL));
    }

    @Test
    void shouldAskInReadsAndWritesOnly() {
        var read = new Read(Gfid.ROOT, 7, 8, 9, 10, Dict.NULL);
        assertFalse(BrickTimes.areIn(read.xdata()));
        FopRequest asking = BrickTimes.ask(read);
        assertTrue(BrickTimes.areIn(asking.xdata()));
        assertEquals(new Read(Gfid.ROOT, 7, 8, 9, 10, asking.xdata()), asking);
        var write = new Write(Gfid.ROOT, 7, 8, 3, 10, Dict.of("k", new DictValue.Int(1)), ByteBuffer.allocate(3));
        assertTrue(BrickTimes.areIn(BrickTimes.ask(write).xdata()));
        assertEquals(2, BrickTimes.ask(write).xdata().size());
        assertEquals(3, BrickTimes.ask(write).payload().remaining());
    }

    @FuzzTest
    void shouldTakeAnyBytesFromABrick(byte[] bytes) {
        Dict xdata = Dict.builder().putRaw(BrickTimes.KEY, bytes).build();
        BrickTimes times = BrickTimes.of(xdata);
        if (times == null) {
            return;
        }
        assertTrue(times.turnNanos() >= 0 && times.decodeNanos() >= 0 && times.waitNanos() >= 0
                && times.storageNanos() >= 0 && times.stackNanos() >= 0, times::toString);
    }
}
