package io.brickyard.wire.rpc;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordReaderTest {
    /** Gives a stream in portions that a network might make. */
    static final class Dribble implements ReadableByteChannel {
        private final ByteBuffer bytes;
        private final Random random;
        private final int maxPortion;

        Dribble(byte[] bytes, Random random, int maxPortion) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.random = random;
            this.maxPortion = maxPortion;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(1 + random.nextInt(maxPortion), Math.min(target.remaining(), bytes.remaining()));
            target.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to let go
        }
    }

    private static RecordReader over(byte[] stream, int maxRecordBytes) {
        return new RecordReader(new Dribble(stream, new Random(1), 1 << 20), 8192, maxRecordBytes);
    }

    private static byte[] take(XdrReader record) {
        return record.getBytes(record.remaining());
    }

    @Test
    void shouldCutAnyStreamOfRecordsAndFragments() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 400; i++) {
            byte[] record = new byte[random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(300)];
            random.nextBytes(record);
            sent.add(record);
            writeFragments(record, random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 1, stream);
        }
        RecordReader reader = new RecordReader(new Dribble(stream.toByteArray(), random, 20_000), 8192, 1 << 20);
        XdrReader record = new XdrReader();
        List<ByteBuffer> kept = new ArrayList<>();
        List<byte[]> keptContent = new ArrayList<>();
        for (byte[] expected : sent) {
            assertTrue(reader.next(record), () -> "seed " + seed);
            if (random.nextInt(4) == 0) {
                reader.retain();
                kept.add(record.getRest());
                keptContent.add(expected);
            } else {
                assertArrayEquals(expected, take(record), () -> "seed " + seed);
            }
        }
        assertFalse(reader.next(record));
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(ByteBuffer.wrap(keptContent.get(i)), kept.get(i), () -> "retained record, seed " + seed);
        }
    }

    private static void writeFragments(byte[] record, int fragments, ByteArrayOutputStream stream) {
        int from = 0;
        for (int i = 0; i < fragments; i++) {
            boolean last = i == fragments - 1;
            int length = last ? record.length - from : (record.length - from) / 2;
            stream.writeBytes(ByteBuffer.allocate(4).putInt(length | (last ? 0x80000000 : 0)).array());
            stream.write(record, from, length);
            from += length;
        }
    }

    @Test
    void shouldRefuseARecordWhenItIsLongerThanAllowed() {
        byte[] single = {(byte) 0x80, 0x10, 0, 0, 0};
        assertThrows(MalformedMessageException.class, () -> over(single, 4096).next(new XdrReader()));
        byte[] sum = {0, 0, 0, 3, 1, 2, 3, (byte) 0x80, 0, 0, 2, 1, 2};
        assertThrows(MalformedMessageException.class, () -> over(sum, 4).next(new XdrReader()));
    }

    @Test
    void shouldTakeMemoryOnlyAsBytesArriveWhenARecordClaimsMuch() {
        byte[] liar = {(byte) 0xBF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1, 2, 3};
        List<Integer> allocations = new ArrayList<>();
        RecordReader reader = new RecordReader(new Dribble(liar, new Random(1), 100), 8192, Integer.MAX_VALUE, size -> {
            allocations.add(size);
            return ByteBuffer.allocate(size);
        });
        assertThrows(EOFException.class, () -> reader.next(new XdrReader()));
        assertTrue(allocations.stream().allMatch(size -> size <= 4 << 20), allocations::toString);
    }

    @Test
    void shouldTellAnEndWithinARecordFromOneBetween() throws IOException {
        assertFalse(over(new byte[0], 100).next(new XdrReader()));
        assertThrows(EOFException.class, () -> over(new byte[]{(byte) 0x80, 0}, 100).next(new XdrReader()));
        byte[] cut = {(byte) 0x80, 0, 0, 5, 1};
        assertThrows(EOFException.class, () -> over(cut, 100).next(new XdrReader()));
    }

    @Test
    void shouldKnowWhetherAnotherRecordIsThereAlready() throws IOException {
        byte[] two = {(byte) 0x80, 0, 0, 1, 7, (byte) 0x80, 0, 0, 1, 8};
        RecordReader reader = over(two, 100);
        assertFalse(reader.hasNext());
        assertTrue(reader.next(new XdrReader()));
        assertTrue(reader.hasNext());
        assertTrue(reader.next(new XdrReader()));
        assertFalse(reader.hasNext());
    }

    @Test
    void shouldGatherPayloadsInOrderWhenABatchIsWritten() throws IOException {
        RecordBatch batch = new RecordBatch(new XdrWriter(), 4);
        for (int i = 0; i < 20; i++) {
            batch.begin().putInt(i);
            batch.end(ByteBuffer.wrap(new byte[i]));
        }
        batch.begin().putInt(99);
        batch.abandon();
        long size = batch.sizeBytes();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        batch.writeTo(stream);
        assertEquals(size, stream.size());
        assertTrue(batch.isEmpty());
        RecordReader reader = over(stream.toByteArray(), 100);
        XdrReader record = new XdrReader();
        for (int i = 0; i < 20; i++) {
            assertTrue(reader.next(record));
            assertEquals(i, record.getInt());
            assertEquals(i, record.remaining());
        }
        assertFalse(reader.next(record));
    }

    @Test
    void shouldBeTheSameRecordWhenDataWasReadInPlace() {
        byte[] data = {1, 2, 3, 4, 5};
        Iatt stat = Iatt.builder().gfid(Gfid.ROOT).size(5).build();
        XdrWriter copied = new XdrWriter();
        new RecordBatch(copied, 100).addReply(7, new ReadReply(5, 2, stat, 5, Dict.NULL, ByteBuffer.wrap(data)));
        XdrWriter inPlace = new XdrWriter(ByteBuffer.allocate(16));
        RecordBatch batch = new RecordBatch(inPlace, 100);
        batch.reserveReadData(4096).put(data);
        batch.addReadInPlace(7, new ReadReply(5, 2, stat, 5, Dict.NULL, ByteBuffer.allocate(0)), data.length);
        assertArrayEquals(copied.toByteArray(), inPlace.toByteArray());
    }
}
