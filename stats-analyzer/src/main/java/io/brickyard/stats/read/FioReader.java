package io.brickyard.stats.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Source;

/**
 * fio's results as {@code json} or {@code json+}, and those of {@code brickyard load}, which have the same keys: what the
 * application waited for, {@code clat}. All jobs of a file add up. With {@code --status-interval} fio prints a document
 * each time that holds all since the start, so the last one counts; messages may stand before the documents.
 */
final class FioReader implements InputReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(8192).maxStringLength(1 << 20).maxNestingDepth(64)
                            .build())
            .build();
    private static final String MARK = "\"fio version\"";

    @Override
    public String title() {
        return DumpFormat.FIO.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.text().contains(MARK) && head.lines().stream().anyMatch(line -> line.startsWith("{"));
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        try (JsonParser parser = JSON.createParser(withoutMessages(in))) {
            FioDocument last = null;
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new InputException(line(parser), "expected a document of fio's");
                }
                last = new FioDocument(parser);
                documents++;
            }
            if (last == null) {
                throw new InputException("no document of fio's in it");
            }
            if (documents > 1) {
                sink.note(new Source(file, 0), Note.Kind.INPUT,
                        "of " + documents + " documents, each since the start, the last counts");
            }
            last.deliver(file, sink);
        } catch (StreamConstraintsException tooLarge) {
            throw JsonFaults.tooLarge(tooLarge);
        } catch (StreamReadException broken) {
            throw JsonFaults.broken(broken);
        }
    }

    /** From the first line on that starts with a brace. */
    private static InputStream withoutMessages(InputStream in) throws IOException {
        boolean lineStart = true;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (lineStart && c == '{') {
                return new SequenceInputStream(new ByteArrayInputStream("{".getBytes(StandardCharsets.US_ASCII)), in);
            }
            lineStart = c == '\n';
        }
        return InputStream.nullInputStream();
    }

    static int line(JsonParser parser) {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }
}
