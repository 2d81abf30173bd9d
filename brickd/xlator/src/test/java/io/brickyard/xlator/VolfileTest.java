package io.brickyard.xlator;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VolfileTest {
    private static final String TWO = """
            # a brick
            volume disk
                type storage/posix
                option directory "/srv/with blank"   # quoted
            end-volume

            volume top
                type debug/io-stats
                option unique-id /srv/left
                subvolumes disk
            end-volume
            """;

    @Test
    void shouldReadVolumesOptionsAndSubvolumes() throws VolfileException {
        Volfile graph = Volfile.parse(TWO);
        assertEquals(List.of("disk", "top"), graph.volumes().stream().map(Volume::name).toList());
        assertEquals("top", graph.top().name());
        assertEquals(Map.of("directory", "/srv/with blank"), graph.volume("disk").orElseThrow().options());
        assertEquals(List.of("disk"), graph.children(graph.top()).stream().map(Volume::name).toList());
        assertTrue(graph.has(Volume.STORAGE_POSIX));
        assertEquals(7, graph.top().line());
    }

    @Test
    void shouldAcceptWindowsLineEnds() throws VolfileException {
        assertEquals("storage/posix",
                Volfile.parse(TWO.replace("\n", "\r\n")).volume("disk").orElseThrow().type());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type x/y                                             | 1 | stands outside a volume
            volume a;volume b                                    | 2 | lacks its end-volume
            volume a;end-volume                                  | 2 | has no type
            volume a;type x/y;option k                           | 3 | wants a key and a value
            volume a;type x/y;subvolumes nope;end-volume         | 3 | 'nope' is not defined above
            volume a;type x/y;end-volume;volume a                | 4 | defined twice
            volume a;type x/y;option d `date`;end-volume         | 3 | runs no commands
            volume a;type x/y;option d "open;end-volume          | 3 | not closed
            volume a;type x/y;option d "a\tb";end-volume         | 3 | a control character
            volume a;tpye x/y                                    | 2 | is no volfile keyword
            volume a;type x/y                                    | 2 | lacks its end-volume
            # nothing                                            | 1 | no volume is defined
            """)
    void shouldNameLineAndFaultWhenTheGrammarIsBroken(String text, int line, String part) {
        VolfileException fault = assertThrows(VolfileException.class,
                () -> Volfile.parse(text.strip().replace(';', '\n')));
        assertEquals(line, fault.line());
        assertTrue(String.valueOf(fault.getMessage()).contains(part), fault::getMessage);
    }
}
