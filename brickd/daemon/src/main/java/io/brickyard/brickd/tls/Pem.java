package io.brickyard.brickd.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The textual encoding of keys and certificates (RFC 7468, and RFC 1421's headers as OpenSSL still writes them). What stands
 * outside of blocks is not looked at.
 */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {
    }

    /**
     * One block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param line where it begins, from 1
     * @param encrypted whether headers say so
     * @param bytes what it holds
     */
    record Block(String label, int line, boolean encrypted, byte[] bytes) {}

    /** All blocks of a text; an IllegalArgumentException says on which line it is none. */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next);
            next++;
            if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length()) {
                String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                int end = lines.subList(next, lines.size()).indexOf(END + label + DASHES);
                if (end < 0) {
                    throw new IllegalArgumentException("line " + next + ": '" + line + "' has no end");
                }
                blocks.add(block(label, next, lines.subList(next, next + end)));
                next += end + 1;
            }
        }
        return blocks;
    }

    private static Block block(String label, int line, List<String> body) {
        boolean encrypted = false;
        StringBuilder base64 = new StringBuilder();
        for (String part : body) {
            if (part.indexOf(':') < 0) {
                base64.append(part);
            } else {
                encrypted |= part.toUpperCase(Locale.ROOT).contains("ENCRYPTED");
                // A header's value may go on for lines, up to an empty one; only DEK-Info follows, on one.
            }
        }
        try {
            return new Block(label, line, encrypted, encrypted ? new byte[0]
                    : Base64.getDecoder().decode(base64
                            .toString()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": what follows is no base64: " + e.getMessage(), e);
        }
    }
}
