package io.brickyard.heal.info;

import java.util.List;

/** Heal info as {@code gluster volume heal VOLUME info} prints it, to the letter. */
public final class InfoText {
    private InfoText() {
    }

    /** All bricks. */
    public static String of(List<BrickEntries> bricks, InfoForm form) {
        StringBuilder text = new StringBuilder();
        for (BrickEntries brick : bricks) {
            text.append("Brick ").append(brick.brick()).append('\n');
            switch (form) {
                case ENTRIES -> entries(brick, text);
                case SPLIT_BRAIN -> splitBrains(brick, text);
                case SUMMARY -> summary(brick, text);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void entries(BrickEntries brick, StringBuilder text) {
        for (BrickEntries.Entry entry : brick.entries()) {
            text.append(entry.path()).append(switch (entry.state()) {
                case SPLIT_BRAIN -> " - Is in split-brain";
                case HEALING -> " - Possibly undergoing heal";
                default -> " ";
            }).append('\n');
        }
        status(brick, text);
        line("Number of entries", brick, brick.entries().size(), text);
    }

    private static void splitBrains(BrickEntries brick, StringBuilder text) {
        brick.entries().stream().filter(it -> it.state() == EntryState.SPLIT_BRAIN)
                .forEach(it -> text.append(it.path()).append('\n'));
        status(brick, text);
        line("Number of entries in split-brain", brick, brick.count(EntryState.SPLIT_BRAIN), text);
    }

    private static void summary(BrickEntries brick, StringBuilder text) {
        status(brick, text);
        line("Total Number of entries", brick, brick.total(), text);
        line("Number of entries in heal pending", brick, brick.totalOf(EntryState.PENDING), text);
        line("Number of entries in split-brain", brick, brick.totalOf(EntryState.SPLIT_BRAIN), text);
        line("Number of entries possibly healing", brick, brick.totalOf(EntryState.HEALING), text);
    }

    private static void status(BrickEntries brick, StringBuilder text) {
        text.append("Status: ").append(brick.status()).append('\n');
    }

    private static void line(String label, BrickEntries brick, long count, StringBuilder text) {
        text.append(label).append(": ").append(brick.isComplete() ? String.valueOf(count) : "-").append('\n');
    }
}
