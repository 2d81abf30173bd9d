package io.brickyard.posix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** XATTROP against a table of what a stock brick did. */
class XattropArithmeticTest {
    private static List<String> rows() throws IOException {
        try (InputStream in = Objects
                .requireNonNull(XattropArithmeticTest.class.getResourceAsStream("xattrop-stock.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void shouldComputeAsAStockBrickWhateverIsStoredAndAsked() throws IOException {
        List<String> rows = rows();
        assertTrue(rows.size() > 300, () -> rows.size() + " rows");
        for (String row : rows) {
            String[] word = row.split(" ", -1);
            String asked = String.join(" ", word[0], word[1], word[2]);
            assertEquals(row, asked + " " + outcome(Integer.parseInt(word[0]), bytes(word[1]),
                    Objects.requireNonNull(bytes(word[2]))));
        }
    }

    private static String outcome(int op, byte @Nullable [] stored, byte[] operand) {
        try {
            XattropArithmetic.Result result = XattropArithmetic.apply(op, stored, operand);
            return text(result.reply()) + " " + text(result.store() == null ? stored : result.store());
        } catch (SysException e) {
            return "E" + e.errno() + " " + text(stored);
        }
    }

    private static byte @Nullable [] bytes(String word) {
        return switch (word) {
            case "-" -> null;
            case "." -> new byte[0];
            default -> HexFormat.of().parseHex(word);
        };
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : bytes.length == 0 ? "." : HexFormat.of().formatHex(bytes);
    }
}
