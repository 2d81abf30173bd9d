package io.brickyard.brickd.program;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NamePatternTest {
    @Test
    void shouldUnderstandRangesWhenTheyAreInOrder() {
        NamePattern pattern = NamePattern.parse("node[0-9][!a-c].example");
        assertTrue(pattern.matches("node7x.example"));
        assertFalse(pattern.matches("node7b.example"));
        assertFalse(pattern.matches("nodex7.example"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse("node[9-0]"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse("node[[:digit:]]"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(""));
    }
}
