package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.brickyard.stats.dump.DumpFormat;

/** The same as {@link ProfileTextReader} by {@code gluster --xml}, which says neither
 * units nor the numbers of intervals. */
final class ProfileXmlReader implements InputReader {
    private static final Set<String> LEAVES = Set.of("opRet", "opErrstr", "brickName", "name", "hits", "avgLatency",
            "minLatency", "maxLatency", "duration");
    private static final int LONGEST = 4096;

    @Override
    public String title() {
        return DumpFormat.VOLUME_PROFILE.title() + ", XML";
    }

    @Override
    public boolean recognises(Head head) {
        return head.text().contains("<cliOutput>") && head.text().contains("<volProfile>");
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Document document = new Document(new ProfileBricks(file, sink));
        try {
            // Bytes that are no UTF-8 make the parser write to standard error if it decodes them itself.
            XMLStreamReader xml = factory.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            while (xml.hasNext()) {
                int line = Math.max(0, xml.getLocation().getLineNumber());
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> document.start(xml.getLocalName(), line);
                    case XMLStreamConstants.CHARACTERS -> document.text(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> document.end(xml.getLocalName(), line);
                    default -> {
                        // declarations and comments say nothing
                    }
                }
            }
            document.finish(Math.max(0, xml.getLocation().getLineNumber()));
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException io) {
                throw io;
            }
            int line = broken.getLocation() == null ? 0 : Math.max(0, broken.getLocation().getLineNumber());
            throw new InputException(line, "broken or truncated XML");
        }
    }

    /** The document as far as it is read. */
    private static final class Document {
        private final ProfileBricks bricks;
        private final Map<String, String> leaves = new HashMap<>();
        private final StringBuilder text = new StringBuilder();

        Document(ProfileBricks bricks) {
            this.bricks = bricks;
        }

        void start(String element, int line) throws InputException {
            text.setLength(0);
            switch (element) {
                case "cumulativeStats" -> bricks.cumulative(line);
                case "intervalStats" -> bricks.interval(-1, line);
                case "fop" -> leaves.keySet().removeAll(Set.of("name", "hits", "avgLatency", "minLatency",
                        "maxLatency"));
                default -> {
                    // block sizes and totals are not of interest
                }
            }
        }

        void text(String part) {
            if (text.length() + part.length() <= LONGEST) {
                text.append(part);
            }
        }

        void end(String element, int line) throws InputException {
            if (LEAVES.contains(element)) {
                leaves.put(element, text.toString().strip());
            }
            switch (element) {
                case "opErrstr" -> refuse(line);
                case "brickName" -> bricks.brick(leaf("brickName", line), line);
                case "fop" -> bricks.row(leaf("name", line), Numbers.count(leaf("hits", line), line),
                        leaf("avgLatency", line), leaf("minLatency", line), leaf("maxLatency", line), null, line);
                case "duration" -> bricks.duration(Numbers.latency(leaf("duration", line), line));
                case "cumulativeStats", "intervalStats" -> bricks.endOfSection();
                default -> {
                    // not of interest
                }
            }
        }

        private void refuse(int line) throws InputException {
            String error = leaf("opErrstr", line);
            if (leaf("opRet", line).startsWith("-") && !error.isEmpty()) {
                throw new InputException(line, "gluster says '" + Numbers.shown(error) + "': no statistics in it");
            }
        }

        private String leaf(String name, int line) throws InputException {
            String value = leaves.get(name);
            if (value == null) {
                throw new InputException(line, "an element <" + name + "> is missing");
            }
            return value;
        }

        void finish(int line) throws InputException {
            bricks.finish(line);
        }
    }
}
