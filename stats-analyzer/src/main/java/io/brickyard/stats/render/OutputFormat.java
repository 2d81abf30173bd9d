package io.brickyard.stats.render;

import java.util.Locale;

/** The output formats. */
public enum OutputFormat {
    /** Aligned columns for a terminal. */
    TEXT,
    /** A GitHub-flavoured Markdown table. */
    MARKDOWN,
    /** RFC 4180, a header and a line a position. */
    CSV,
    /** One document, see brickyard-stats(1). */
    JSON;

    /** The renderer; only text knows colours. */
    public Renderer renderer(boolean colour) {
        return switch (this) {
            case TEXT -> new TextRenderer(colour);
            case MARKDOWN -> new MarkdownRenderer();
            case CSV -> new CsvRenderer();
            case JSON -> new JsonRenderer();
        };
    }

    /** As it is typed on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
