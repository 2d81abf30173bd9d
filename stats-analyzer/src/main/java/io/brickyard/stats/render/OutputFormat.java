package io.brickyard.stats.render;

import java.util.Locale;

import io.brickyard.stats.render.html.HtmlRenderer;

/** The output formats. */
public enum OutputFormat {
    /** Aligned columns for a terminal. */
    TEXT,
    /** A GitHub-flavoured Markdown table. */
    MARKDOWN,
    /** RFC 4180, a header and a line a position. */
    CSV,
    /** One document, see brickyard-stats(1). */
    JSON,
    /** One page for a browser, with drawings and advice. */
    HTML;

    /**
     * The renderer.
     *
     * @param colour for a terminal that knows it; the others have none
     * @param series show each step of repeated dumps too; JSON and HTML always do
     */
    public Renderer renderer(boolean colour, boolean series) {
        return switch (this) {
            case TEXT -> new TextRenderer(colour, series);
            case MARKDOWN -> new MarkdownRenderer(series);
            case CSV -> new CsvRenderer(series);
            case JSON -> new JsonRenderer();
            case HTML -> new HtmlRenderer();
        };
    }

    /** As it is typed on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
