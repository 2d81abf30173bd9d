package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BrickdCommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--volume a/b            | --volume: 'a/b' is no volume name; use letters, digits, - and _",
            "--volume v --port 70000 | --port: 70000 is no port; use 0 to 65535",
            "--volume v --mgmt-port -1 | --mgmt-port: -1 is no port; use 0 to 65535",
            "--volume v --io-threads 0 | --io-threads: 0 is not between 1 and 64",
            "--volume v --volume-id 12 | --volume-id: '12' is no UUID such as 0b6f3c1e-1d0c-4bd8-9f0e-6f3a1c8a9d21",
            "--volume v --auth-ssl-allow a | --auth-ssl-allow wants --tls: without it clients have no certificate",
            "--volume v --tls-depth -1 | --tls-depth: -1 is not between 0 and 100",
            "--volume v --replica 3 | --replica 3 wants a multiple of 3 bricks, not 1: name each with --brick or --peer",
            "--volume v --replica 0 | --replica: 0 is no number of copies",
            "--volume v --brick /b | --brick /b is named twice",
            "--volume v --arbiter 1 | --arbiter: only --replica 3 --arbiter 1 is possible: the third brick of each set "
                    + "then holds no data",
            "--volume v --stats-interval 9 | --stats-interval wants --stats-dir, where the dumps go",
            "--volume v --glusterd localhost --port 49152 | --port does not go with --glusterd, where glusterd says it; leave it out",
            "--volume v --glusterd localhost --volfile f | --volfile does not go with --glusterd, where glusterd says it; leave it out",
            "--volume v --glusterd-dir /d | --glusterd-dir wants --glusterd, which says where glusterd listens",
    })
    void shouldRefuseAndSayTheWayOutWhenAnOptionIsWrong(String args, String message) {
        CommandRun run = CommandRun.of(("brickd --brick /b " + args.strip()).split(" ", -1));
        assertEquals(new CommandRun(2, "", "brickyard: " + message + "; try 'brickyard brickd --help'\n"), run);
    }

    @Test
    void shouldRefuseWhenAnAddressPatternIsWrong() {
        CommandRun run = CommandRun.of("brickd", "--brick", "/b", "--volume", "v", "--auth-allow", "10.0.0.0/40");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("10.0.0.0/40"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--metrics=9a          | '9a' is no port; use 0 to 65535",
            "--metrics=70000       | '70000' is no port; use 0 to 65535",
            "--metrics=:9189       | there is no address before the colon; 0.0.0.0 stands for all",
            "--metrics=::1:9189    | write an IPv6 address in brackets, such as [::1]:9189",
            "--glusterd=:24007     | there is no host before the colon; write localhost for this one",
            "--glusterd=127.0.0.1:0 | '0' is no port; use 1 to 65535",
            "--glusterd=[::1]:x    | 'x' is no port; use 1 to 65535",
            "--stats-format=xml    | 'xml' is none of text, json",
            "--peer=two:/b         | this is not HOST:PORT/DIR, such as server2:49152/srv/brick",
            "--peer=two:70000/b    | 70000 is no port; use 1 to 65535",
            "--mgmt-tls=perhaps    | 'perhaps' is none of on, off, auto",
            "--auth-ssl-allow=a[9-0] | 'a[9-0]' is no pattern",
    })
    void shouldRefuseAndSayTheWayOutWhenAValueIsWrong(String option, String reason) {
        CommandRun run = CommandRun.of("brickd", "--brick", "/b", "--volume", "v", option.strip());
        assertEquals(2, run.code());
        assertTrue(run.err().contains(reason), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void shouldNameTheMissingFileWhenTlsIsWanted(@TempDir Path directory) {
        Path missing = directory.resolve("none.pem");
        CommandRun run = CommandRun.of("brickd", "--brick", directory.toString(), "--volume", "v", "--init", "--port",
                "0", "--no-mgmt", "--unprivileged", "--tls", "--tls-cert", missing.toString());
        assertEquals(new CommandRun(1, "", "brickyard: TLS: there is no certificate " + missing
                + "; make it, or name another with --tls-cert\n"), run);
    }

    @Test
    void shouldSayHowToMakeTheDirectoryWhenItIsMissing(@TempDir Path parent) {
        Path missing = parent.resolve("missing");
        CommandRun run = CommandRun.of("brickd", "--brick", missing.toString(), "--volume", "v");
        assertEquals(new CommandRun(1, "",
                "brickyard: brick " + missing + " does not exist; make it with mkdir " + missing + "\n"), run);
    }

    @Test
    void shouldSayOneLineWhenTheDirectoryIsNoBrick(@TempDir Path directory) throws IOException {
        Files.createFile(directory.resolve("file"));
        for (String init : new String[]{"--read-only", "--init"}) {
            CommandRun run = CommandRun.of("brickd", "--brick", directory.toString(), "--volume", "v", "--port",
                    "0", "--no-mgmt", init);
            assertEquals(1, run.code(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains(directory.toString()), run.err());
        }
    }
}
