package io.brickyard.stats.render.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes elements that are well-formed as HTML and as XML. Text and values of attributes are escaped here and nowhere else:
 * names out of files can say anything and stay text. Characters that browsers do not show, or that turn the direction of
 * what follows, become U+FFFD.
 */
final class Markup {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Set<String> BLOCKS = Set.of("html", "head", "meta", "title", "style", "body", "header", "main",
            "section", "nav", "footer", "h1", "h2", "h3", "p", "ol", "ul", "li", "table", "caption", "thead", "tbody",
            "tr",
            "figure", "div", "details", "dl");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element with attributes as pairs of name and value. */
    Markup open(String element, String... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Ends the element begun last. */
    Markup close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        if (BLOCKS.contains(element)) {
            out.append('\n');
        }
        return this;
    }

    /** An element without content. */
    Markup empty(String element, String... attributes) {
        tag(element, attributes);
        out.append("/>");
        if (BLOCKS.contains(element)) {
            out.append('\n');
        }
        return this;
    }

    /** A whole element with text in it. */
    Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Text of this program's own in which what stands between backquotes is to be typed. */
    Markup typed(String text) {
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                text(parts[i]);
            } else {
                leaf("code", parts[i]);
            }
        }
        return this;
    }

    /** What is no input and holds neither markup nor its signs, such as a style sheet. */
    Markup raw(String text) {
        out.append(text);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(' ');
                default -> out.appendCodePoint(isShown(point) ? point : REPLACEMENT);
            }
        }
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
