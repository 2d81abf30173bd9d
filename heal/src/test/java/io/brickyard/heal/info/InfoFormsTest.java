package io.brickyard.heal.info;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import io.brickyard.heal.info.BrickEntries.Entry;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** XML and JSON of names of every kind and of a brick that is away. */
class InfoFormsTest {
    private static final List<BrickEntries> BRICKS = List.of(
            new BrickEntries("h:/b0", "u-u-i-d", "", true,
                    List.of(new Entry("g1", "/a <&> \u00e4 \u0001\udc80", EntryState.PENDING),
                            new Entry("g2", "/sb", EntryState.SPLIT_BRAIN)),
                    List.of()),
            new BrickEntries("h:/b1", "-", "connection refused", false, List.of(), List.of()));

    private static Document xml(InfoForm form) throws Exception {
        byte[] text = InfoXml.of(BRICKS, form).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text));
    }

    private static String text(Document document, String element, int index) {
        return document.getElementsByTagName(element).item(index).getTextContent();
    }

    @Test
    void shouldWriteXmlThatParsersReadWhateverNamesHold() throws Exception {
        Document document = xml(InfoForm.ENTRIES);
        assertEquals("/a <&> \u00e4 ??", text(document, "file", 0));
        assertEquals("2", text(document, "numberOfEntries", 0));
        assertEquals("-", text(document, "numberOfEntries", 1));
        assertEquals("Transport endpoint is not connected", text(document, "status", 1));
        assertEquals("0", text(document, "opRet", 0));
        assertEquals("/sb", text(xml(InfoForm.SPLIT_BRAIN), "file", 0));
        Document summary = xml(InfoForm.SUMMARY);
        assertEquals("1", text(summary, "numberOfEntriesInSplitBrain", 0));
        assertEquals("-", text(summary, "totalNumberOfEntries", 1));
    }

    @Test
    void shouldWriteWhyABrickIsAwayIntoJson() {
        String json = InfoJson.of(BRICKS, InfoForm.SUMMARY);
        assertTrue(json.contains("\"status\" : \"connection refused\"") && json.contains("\"split_brain\" : 1"), json);
        assertTrue(InfoJson.of(BRICKS, InfoForm.ENTRIES).contains("\"state\" : \"split_brain\""));
    }
}
