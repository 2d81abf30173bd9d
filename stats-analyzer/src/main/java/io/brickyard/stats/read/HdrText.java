package io.brickyard.stats.read;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.brickyard.stats.dump.Distribution;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Histograms as HdrHistogram logs and brickyard's dumps have them: its compressed V2 encoding in base64. What the header
 * promises is checked before the library makes room for it.
 */
final class HdrText {
    private static final int COMPRESSED_COOKIE = 0x1c849304;
    private static final int COOKIE = 0x1c849303;
    private static final int COOKIE_MASK = ~0xf0;
    private static final int COMPRESSED_HEADER = 8;
    private static final int HEADER = 40;
    private static final int DIGITS_AT = 12;
    private static final int HIGHEST_AT = 24;
    private static final int MOST_DIGITS = 3;
    /** A day in nanoseconds. */
    private static final long HIGHEST = 86_400_000_000_000L;
    /** More than the counts of such a histogram ever take. */
    private static final int LONGEST = 1 << 19;

    private HdrText() {
    }

    /** The calls in it. */
    static Distribution decode(String base64, int line) throws InputException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(inflate(Base64.getDecoder().decode(base64)));
            if ((bytes.getInt(0) & COOKIE_MASK) != (COOKIE & COOKIE_MASK) || bytes.getInt(DIGITS_AT) < 0
                    || bytes.getInt(DIGITS_AT) > MOST_DIGITS || bytes.getLong(HIGHEST_AT) > HIGHEST) {
                throw new InputException(line, "a histogram of another encoding or range");
            }
            Distribution.Builder calls = new Distribution.Builder();
            Histogram histogram = Histogram.decodeFromByteBuffer(bytes, 0);
            for (HistogramIterationValue value : histogram.recordedValues()) {
                calls.add((double) histogram.medianEquivalentValue(value.getValueIteratedTo()),
                        value.getCountAtValueIteratedTo());
            }
            return calls.build();
        } catch (DataFormatException | RuntimeException broken) {
            // The library throws whatever a broken histogram makes it stumble over.
            throw new InputException(line, "a broken histogram");
        }
    }

    private static byte[] inflate(byte[] compressed) throws DataFormatException {
        if (compressed.length < COMPRESSED_HEADER
                || (ByteBuffer.wrap(compressed).getInt() & COOKIE_MASK) != (COMPRESSED_COOKIE & COOKIE_MASK)) {
            throw new DataFormatException("no compressed histogram");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed, COMPRESSED_HEADER, compressed.length - COMPRESSED_HEADER);
            byte[] bytes = new byte[LONGEST];
            int length = inflater.inflate(bytes);
            if (length < HEADER || !inflater.finished()) {
                throw new DataFormatException("too short or too long");
            }
            return Arrays.copyOf(bytes, length);
        } finally {
            inflater.end();
        }
    }
}
