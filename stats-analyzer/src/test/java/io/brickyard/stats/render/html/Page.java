package io.brickyard.stats.render.html;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.render.OutputFormat;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report as a parser sees it; one that is not well-formed is an error. */
final class Page {
    private final String source;
    private final Document document;

    private Page(String source, Document document) {
        this.source = source;
        this.document = document;
    }

    static Page of(StatsReport report) {
        StringBuilder out = new StringBuilder();
        try {
            OutputFormat.HTML.renderer(false, false).render(report, out);
            var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return new Page(out.toString(), parser.parse(new InputSource(new StringReader(out.toString()))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (ParserConfigurationException | SAXException wrong) {
            throw new AssertionError(out.toString(), wrong);
        }
    }

    String source() {
        return source;
    }

    /** All elements of a name, {@code *} for any. */
    List<Element> elements(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The texts of all elements of a class. */
    List<String> texts(String style) {
        return elements("*").stream().filter(it -> List.of(it.getAttribute("class").split(" ", -1)).contains(style))
                .map(Page::text).toList();
    }

    /** What an element says, without the words of its drawings. */
    static String text(Element element) {
        Element copy = (Element) element.cloneNode(true);
        NodeList drawings = copy.getElementsByTagName("svg");
        while (drawings.getLength() > 0) {
            drawings.item(0).getParentNode().removeChild(drawings.item(0));
        }
        return copy.getTextContent().replaceAll("\\s+", " ").strip();
    }

    /** The names of all elements and attributes. */
    Set<String> vocabulary() {
        Set<String> names = new TreeSet<>();
        for (Element element : elements("*")) {
            names.add(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add("@" + element.getAttributes().item(i).getNodeName());
            }
        }
        return names;
    }
}
