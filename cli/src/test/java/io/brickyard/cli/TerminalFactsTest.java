package io.brickyard.cli;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TerminalFactsTest {

    @ParameterizedTest
    @CsvSource({
            "true,'',xterm,true",
            "false,'',xterm,false",
            "true,1,xterm,false",
            "true,'',dumb,false",
            "true,'','',false",
    })
    void shouldColorOnlyTerminalsThatWantIt(boolean terminal, String noColor, String term, boolean colors) {
        assertEquals(colors, TerminalFacts.of(terminal, false, noColor, term).colorsOnOutput());
        assertEquals(colors, TerminalFacts.of(false, terminal, noColor, term).colorsOnError());
    }
}
