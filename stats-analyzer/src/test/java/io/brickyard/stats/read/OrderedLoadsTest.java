package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.TextDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that are read side by side come out as if they were read one after the other. */
class OrderedLoadsTest {
    private static final int FILES = 600;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void shouldKeepTheOrderOfFilesWhateverTheirSizes() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve(String.format("dump.probe-%04d", i));
            String text = new TextDump().fop("READ", i + 1, 9000, 4000, 70_000).text();
            if (i % 7 == 0) {
                text = text.replace("COUNT:", "x\n".repeat(i * 20) + "COUNT:");
            }
            boolean broken = i % 10 == 3;
            Files.writeString(file, broken ? text.replace("9000.00", "9oo0.00") : text);
            wanted.add(file + (broken ? ":9 REFUSED" : " READ " + (i + 1)));
        }
        try (InputLoader loader = new InputLoader(InputStream.nullInputStream())) {
            loader.load(folder.toString());
            Inputs inputs = loader.inputs();
            List<String> read = new ArrayList<>();
            int dump = 0;
            for (InputReport report : inputs.reports()) {
                boolean isRead = report.status() == InputReport.Status.READ;
                read.add(report.source() + " " + report.status()
                        + (isRead ? " " + inputs.dumps().get(dump++).dump().latest().fop("READ").count() : ""));
            }
            assertEquals(String.join("\n", wanted), String.join("\n", read));
            assertEquals(inputs.dumps().size(), dump);
        }
    }

    @Test
    void shouldPutWhatIsNoFileInItsPlace() throws IOException {
        Path first = new TextDump().to(folder.resolve("first"));
        Path last = new TextDump().to(folder.resolve("last"));
        try (InputLoader loader = new InputLoader(InputStream.nullInputStream())) {
            loader.load(first.toString());
            loader.load(folder.resolve("gone").toString());
            loader.load(InputLoader.STDIN);
            loader.load(last.toString());
            loader.load(first.toString());
            List<String> names = loader.inputs().reports().stream().map(report -> report.source().file()).toList();
            assertEquals(List.of(first.toString(), folder.resolve("gone").toString(), "-", last.toString()), names);
            assertTrue(loader.inputs().reports().get(2).detail().startsWith("the file is empty"));
        }
    }
}
