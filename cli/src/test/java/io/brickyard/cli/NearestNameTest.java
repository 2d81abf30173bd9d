package io.brickyard.cli;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class NearestNameTest {
    private static final List<String> COMMANDS = List.of("stats", "load", "heal", "brickd", "help");

    @ParameterizedTest
    @CsvSource({"stat,stats", "STATS,stats", "laod,load", "hael,heal", "brick,brickd", "br,brickd", "hlep,help", "s,"})
    void shouldOfferTheNameThatWasMeant(String typed, String meant) {
        assertEquals(Optional.ofNullable(meant), NearestName.of(typed, COMMANDS));
    }

    @Test
    void shouldOfferNothingWhenNothingIsNear() {
        assertEquals(Optional.empty(), NearestName.of("frobnicate", COMMANDS));
        assertEquals(Optional.empty(), NearestName.of("stats", List.of()));
    }

    @ParameterizedTest
    @CsvSource({"'',abc,3", "abc,'',3", "abc,abc,0", "abc,acb,1", "abc,abd,1", "kitten,sitting,3", "ca,abc,3"})
    void shouldCountEdits(String a, String b, int edits) {
        assertEquals(edits, NearestName.distance(a, b));
    }
}
