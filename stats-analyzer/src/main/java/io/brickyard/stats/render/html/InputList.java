package io.brickyard.stats.render.html;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.brickyard.stats.read.InputReport;

/** What became of each file: those that cannot be used in view, all of them on request. */
final class InputList {
    private InputList() {
    }

    static void write(Markup page, List<InputReport> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        List<InputReport> refused = of(inputs, InputReport.Status.REFUSED);
        long read = of(inputs, InputReport.Status.READ).size();
        page.open("section", "class", "inputs", "aria-labelledby", "inputs");
        page.leaf("h2", "Inputs", "id", "inputs");
        if (!refused.isEmpty()) {
            page.open("p").leaf("strong", "Care:", "class", "care")
                    .text(" " + refused.size() + (refused.size() == 1 ? " input" : " inputs") + " could not be used.")
                    .close();
        }
        page.open("details").leaf("summary", read + " of " + inputs.size() + " files were read");
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", "inputs");
        page.open("table").leaf("caption", "Files, those that could not be used first");
        page.open("thead").open("tr");
        List.of("file", "status", "what it is, or why not").forEach(title -> page.leaf("th", title, "scope", "col"));
        page.close().close().open("tbody");
        inputs.stream().sorted(Comparator.comparing(one -> one.status() != InputReport.Status.REFUSED))
                .forEach(one -> {
                    page.open("tr").open("th", "scope", "row").leaf("bdi", one.source().toString()).close();
                    page.leaf("td", one.status().name().toLowerCase(Locale.ROOT));
                    page.open("td").leaf("bdi", one.detail()).close().close();
                });
        page.close().close().close().close().close();
    }

    private static List<InputReport> of(List<InputReport> inputs, InputReport.Status status) {
        return inputs.stream().filter(one -> one.status() == status).toList();
    }
}
