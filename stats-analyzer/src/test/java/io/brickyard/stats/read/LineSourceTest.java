package io.brickyard.stats.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines and their numbers, wherever the blocks that they are read in end. */
class LineSourceTest {
    private static final int SMALLEST_BLOCK = Head.BYTES;

    private static LineSource lines(String text, int blockBytes) throws IOException {
        Content content = new Content(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                new byte[blockBytes]);
        assertEquals(text.substring(0, Math.min(Head.BYTES, text.length())), content.head().text());
        return new LineSource(content, StandardCharsets.ISO_8859_1);
    }

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int width = random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(60);
            for (int i = 0; i < width; i++) {
                text.append((char) (random.nextInt(10) == 0 ? '=' : 1 + random.nextInt(255)));
            }
            text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        return text.substring(0, length);
    }

    private static List<String> expected(String text) {
        List<String> lines = new ArrayList<>();
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            String line = parts[i].endsWith("\r") ? parts[i].substring(0, parts[i].length() - 1) : parts[i];
            if (i < parts.length - 1 || !parts[i].isEmpty()) {
                lines.add(i + 1 + ":" + line);
            }
        }
        return lines;
    }

    @Test
    void shouldGiveEveryLineItsNumber() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            String text = random(random, random.nextInt(100_000));
            LineSource lines = lines(text, SMALLEST_BLOCK + random.nextInt(20_000));
            List<String> read = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                read.add(lines.number() + ":" + line);
            }
            assertEquals(expected(text), read, "seed " + seed);
        }
    }

    @Test
    void shouldPassOverLinesThatStartOtherwise() throws IOException {
        LineSource.FirstBytes starts = new LineSource.FirstBytes("=C");
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            String text = random(random, random.nextInt(100_000));
            LineSource lines = lines(text, SMALLEST_BLOCK + random.nextInt(20_000));
            List<String> read = new ArrayList<>();
            while (lines.advance(starts)) {
                assertTrue(lines.startsWith("=") || lines.startsWith("C"));
                read.add(lines.number() + ":" + lines.text());
            }
            List<String> wanted = expected(text).stream().filter(line -> line.matches("(?s)\\d+:[=C].*")).toList();
            assertEquals(wanted, read, "seed " + seed);
        }
    }

    @Test
    void shouldCutLinesThatNobodyWrote() throws IOException {
        String endless = "x".repeat(3 * LineSource.LONGEST);
        LineSource lines = lines(endless + "\nnext", SMALLEST_BLOCK);
        assertEquals(LineSource.LONGEST, String.valueOf(lines.next()).length());
        assertEquals("next", lines.next());
        assertEquals(2, lines.number());
        assertFalse(lines.advance());
    }
}
