package io.brickyard.load.option;

/** Which way data go. */
public enum Direction {
    READ("read", 0), WRITE("write", 1);

    private final String text;
    private final int index;

    Direction(String text, int index) {
        this.text = text;
        this.index = index;
    }

    /** How results call it. */
    public String text() {
        return text;
    }

    /** Its number in logs: reads 0, writes 1. */
    public int index() {
        return index;
    }
}
