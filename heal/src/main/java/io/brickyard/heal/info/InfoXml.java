package io.brickyard.heal.info;

import java.io.StringWriter;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Heal info in the elements of {@code gluster volume heal VOLUME info --xml}. For a brick that is not reached the summary
 * has dashes, where stock 10 runs its words together.
 */
public final class InfoXml {
    private final XMLStreamWriter out;
    private int depth;

    private InfoXml(XMLStreamWriter out) {
        this.out = out;
    }

    /** The document. */
    public static String of(List<BrickEntries> bricks, InfoForm form) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new InfoXml(writer).write(bricks, form);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + text + "\n";
    }

    private void write(List<BrickEntries> bricks, InfoForm form) throws XMLStreamException {
        open("cliOutput");
        open("healInfo");
        open("bricks");
        for (BrickEntries brick : bricks) {
            brick(brick, form);
        }
        close();
        close();
        element("opRet", "0");
        element("opErrno", "0");
        indent();
        out.writeEmptyElement("opErrstr");
        close();
        out.flush();
    }

    private void brick(BrickEntries brick, InfoForm form) throws XMLStreamException {
        open("brick");
        out.writeAttribute("hostUuid", brick.hostUuid());
        element("name", brick.brick());
        for (BrickEntries.Entry entry : brick.entries()) {
            boolean shown = form == InfoForm.ENTRIES
                    || (form == InfoForm.SPLIT_BRAIN && entry.state() == EntryState.SPLIT_BRAIN);
            if (shown) {
                indent();
                out.writeStartElement("file");
                out.writeAttribute("gfid", entry.gfid());
                out.writeCharacters(printable(entry.path()));
                out.writeEndElement();
            }
        }
        element("status", brick.status());
        switch (form) {
            case ENTRIES -> count("numberOfEntries", brick, brick.entries().size());
            case SPLIT_BRAIN -> count("numberOfEntries", brick, brick.count(EntryState.SPLIT_BRAIN));
            case SUMMARY -> {
                count("totalNumberOfEntries", brick, brick.total());
                count("numberOfEntriesInHealPending", brick, brick.totalOf(EntryState.PENDING));
                count("numberOfEntriesInSplitBrain", brick, brick.totalOf(EntryState.SPLIT_BRAIN));
                count("numberOfEntriesPossiblyHealing", brick, brick.totalOf(EntryState.HEALING));
            }
        }
        close();
    }

    private void count(String name, BrickEntries brick, long count) throws XMLStreamException {
        element(name, brick.isComplete() ? String.valueOf(count) : "-");
    }

    /** XML has no place for control characters and for bytes that are no text. */
    private static String printable(String path) {
        StringBuilder text = new StringBuilder(path.length());
        path.codePoints().forEach(c -> {
            boolean fits = c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
            text.appendCodePoint(fits || c == '\t' || c == '\n' ? c : '?');
        });
        return text.toString();
    }

    private void element(String name, String text) throws XMLStreamException {
        indent();
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private void open(String name) throws XMLStreamException {
        if (depth > 0) {
            indent();
        }
        out.writeStartElement(name);
        depth++;
    }

    private void close() throws XMLStreamException {
        depth--;
        indent();
        out.writeEndElement();
    }

    private void indent() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }
}
