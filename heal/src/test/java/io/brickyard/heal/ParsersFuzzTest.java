package io.brickyard.heal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.DailyWindow;
import io.brickyard.heal.cron.Durations;
import io.brickyard.heal.pace.RateText;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.PathFilter;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is given to heal's parsers, they read it or refuse it in words. */
class ParsersFuzzTest {
    @TempDir
    private static Path directory;

    private interface Parser {
        Object parse(String text);
    }

    private static void reads(Parser parser, String text) {
        try {
            assertFalse(parser.parse(text).toString().isEmpty());
        } catch (IllegalArgumentException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
        }
    }

    @FuzzTest
    void shouldReadOptionsOrRefuseThemInWords(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        reads(VolumeSource.OfDaemon::parse, text);
        reads(DailyWindow::parse, text);
        reads(Durations::parse, text);
        reads(RateText::rates, text);
        reads(RateText::adaptive, text);
        reads(it -> new PathFilter(it, List.of(it), List.of()), text);
    }

    @FuzzTest
    void shouldReadVolumeFilesOrRefuseThemInWords(byte[] data) {
        try {
            for (ReplicaSpec set : ReplicaSpec.in(Volfile.parse(new String(data, StandardCharsets.UTF_8)))) {
                assertEquals(set.count(), set.pendingKeys().length);
                assertTrue(set.options().blockBytes() > 0);
            }
        } catch (IOException | VolfileException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
        }
    }

    @FuzzTest
    void shouldReadCursorsOrRefuseThemInWords(byte[] data) throws IOException {
        Files.write(directory.resolve("v.cursor"), data);
        Cursor cursor = new Cursor(directory, "v");
        try {
            var place = cursor.load();
            if (place.isPresent()) {
                cursor.save(place.get());
                assertEquals(place, cursor.load());
            }
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("v.cursor"), e::toString);
        }
    }
}
