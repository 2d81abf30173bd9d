package io.brickyard.heal.cron;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/**
 * How far a crawl came, kept in a file so that the next run goes on there: a replica set and a path. Names are sorted, so
 * the place means the same after bricks restarted. The file is replaced at once or not at all.
 */
public final class Cursor {
    private static final int FIRST_PLAIN = 0x21;
    private static final int LAST_PLAIN = 0x7E;

    private final Path file;

    /** In a directory that exists, for one volume. */
    public Cursor(Path directory, String volume) {
        this.file = directory.resolve(volume + ".cursor");
    }

    /**
     * A place.
     *
     * @param set name of the replica set
     * @param path everything before it in the order of the crawl is done
     */
    public record Place(String set, String path) {}

    /** The place where the last run ended; empty if it came to its end. */
    public Optional<Place> load() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw noCursor(e);
        }
        String[] words = text.split(" ", -1);
        if (words.length != 2 || !words[1].startsWith("/")) {
            throw noCursor(null);
        }
        return Optional.of(new Place(decode(words[0]), decode(words[1])));
    }

    private IOException noCursor(@Nullable Exception why) {
        return new IOException(file + " is no cursor; remove it to begin anew", why);
    }

    /** Notes a place. */
    public void save(Place place) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(StandardCharsets.US_ASCII.encode(encode(place.set()) + " " + encode(place.path()) + "\n"));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The crawl came to its end. */
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : WireText.encode(text)) {
            int value = Byte.toUnsignedInt(b);
            if (value >= FIRST_PLAIN && value <= LAST_PLAIN && value != '%') {
                encoded.append((char) value);
            } else {
                encoded.append(String.format("%%%02x", value));
            }
        }
        return encoded.toString();
    }

    private String decode(String encoded) throws IOException {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        try {
            for (int i = 0; i < encoded.length(); i++) {
                char c = encoded.charAt(i);
                if (c == '%') {
                    bytes[length++] = (byte) Integer.parseInt(encoded.substring(i + 1, i + 3), 16);
                    i += 2;
                } else {
                    bytes[length++] = (byte) c;
                }
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw noCursor(e);
        }
        return WireText.decode(bytes, 0, length);
    }
}
