package io.brickyard.stats.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class NanTolerantStreamTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"a": -nan}           | {"a": null}
            {"a": nan,"b": inf}   | {"a": null,"b": null}
            {"a":-inf}            | {"a":null}
            {"nan": "-nan inf"}   | {"nan": "-nan inf"}
            {"a\\"nan": nan}      | {"a\\"nan": null}
            [null, true, -1, na]  | [null, true, -1, na]
            banana                | banana
            na                    | na
            -                     | -
            """)
    void shouldReplaceBareWordsOnly(String in, String expected) throws IOException {
        byte[] out = new NanTolerantStream(new ByteArrayInputStream(in.strip().getBytes(StandardCharsets.UTF_8)))
                .readAllBytes();
        assertEquals(expected.strip(), new String(out, StandardCharsets.UTF_8));
    }
}
