package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A brick's place as glusterd 10.3 keeps it; the control socket's name is one that it chose. */
class ManagedPlaceTest {
    private static final String NODE = "20e26f36-75a8-405a-bd6f-6404b8de2e89";
    private static final Path BRICK = Path.of("/var/tmp/gdx/b/1");

    @TempDir
    private Path directory;
    private GlusterdOptions glusterd;

    @BeforeEach
    void prepare() throws IOException {
        glusterd = new GlusterdOptions(InetSocketAddress.createUnresolved("localhost", 24007),
                directory.resolve("state"), directory.resolve("run"));
        Files.createDirectories(directory.resolve("state/vols/v/bricks"));
        Files.createDirectories(directory.resolve("run/vols/v"));
        Files.writeString(directory.resolve("state/glusterd.info"), "UUID=" + NODE + "\noperating-version=100000\n");
        setStatus(1);
        store("127.99.7.1", 59066);
        Files.writeString(directory.resolve("run/vols/v/127.99.7.1-var-tmp-gdx-b-1.pid"), "1\n");
    }

    private void setStatus(int status) throws IOException {
        Files.writeString(directory.resolve("state/vols/v/info"), "type=2\ncount=3\nstatus=" + status + "\n");
    }

    private void store(String hostname, int port) throws IOException {
        Files.writeString(directory.resolve("state/vols/v/bricks/" + hostname + ":-var-tmp-gdx-b-1"), "uuid=" + NODE
                + "\nhostname=" + hostname + "\npath=" + BRICK + "\nreal_path=" + BRICK + "\nlisten-port=" + port
                + "\nbrick-id=v-client-0\n");
    }

    private String refusal(String volume, Path brick) {
        String message = String.valueOf(assertThrows(GlusterdException.class,
                () -> ManagedPlace.find(glusterd, volume, brick)).getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void shouldKnowWhereGlusterdLooksWhenTheBrickWasStarted() throws Exception {
        ManagedPlace place = ManagedPlace.find(glusterd, "v", BRICK);
        assertEquals("v.127.99.7.1.var-tmp-gdx-b-1", place.volfileId());
        assertEquals(59066, place.port());
        assertEquals("127.99.7.1", place.hostname());
        assertEquals(Gfid.parse(NODE), place.node());
        assertEquals(directory.resolve("run/vols/v/127.99.7.1-var-tmp-gdx-b-1.pid"), place.pidFile());
        assertEquals(Path.of("/d/var-tmp-gdx-b-1.16688.dump.1795308719"),
                place.statedump(Path.of("/d"), 16688, 1795308719));
    }

    @Test
    void shouldNameTheControlSocketAsGlusterdDoesWhenTheRunDirectoryIsTheSame() {
        assertEquals(Path.of("/var/run/gluster/95fb8c9c9500e7f6.socket"), ManagedPlace.controlSocket(
                Path.of("/var/tmp/gdx/glusterd/run/vols/v"), "127.99.7.1-var-tmp-gdx-b-1"));
    }

    @Test
    void shouldSayTheWayOutWhenThereIsNoPlace() throws IOException {
        assertTrue(refusal("none", BRICK).startsWith("glusterd knows no volume none: "));
        assertEquals("volume v has no brick /b; it has 127.99.7.1:/var/tmp/gdx/b/1", refusal("v", Path.of("/b")));
        store("127.99.7.1", 0);
        assertTrue(refusal("v", BRICK).contains("start the volume once, with gluster volume start v"));
        store("127.99.7.1", 59066);
        setStatus(2);
        assertEquals("volume v is not started: start it with gluster volume start v", refusal("v", BRICK));
        setStatus(1);
        Files.delete(directory.resolve("run/vols/v/127.99.7.1-var-tmp-gdx-b-1.pid"));
        assertTrue(refusal("v", BRICK).endsWith(
                "start it again with gluster volume start v force, end it with kill -KILL, then start brickd"));
        Files.delete(directory.resolve("run/vols/v"));
        assertTrue(refusal("v", BRICK).contains("--glusterd-run-dir"));
    }

    @Test
    void shouldTakeThisHostsBrickWhenAnotherNodeHasOneAtTheSamePath() throws Exception {
        store("192.0.2.77", 49152);
        assertEquals("127.99.7.1", ManagedPlace.find(glusterd, "v", BRICK).hostname());
        store("127.99.7.2", 49152);
        assertTrue(refusal("v", BRICK).contains("127.99.7.1 and 127.99.7.2 and 192.0.2.77"));
    }

    @Test
    void shouldSayWhichFileIsWrongWhenItIsNoBrick() throws IOException {
        Path file = Files.writeString(directory.resolve("state/vols/v/bricks/x"), "hostname=x\n");
        assertTrue(refusal("v", BRICK).startsWith(file + " is no brick as glusterd 10 keeps it"));
    }
}
