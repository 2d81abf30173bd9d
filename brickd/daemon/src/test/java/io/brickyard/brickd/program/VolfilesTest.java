package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volume files as they are handed out, read back with the grammar of all volume files. */
class VolfilesTest {
    private static final Gfid ID = Gfid.parse("d64b3a1e-0000-4000-8000-00000000cafe");

    private static VolumeMap map(int bricks, int replica, int arbiters) {
        List<VolumeBrick> all = IntStream.range(0, bricks).mapToObj(i -> i == 0 ? VolumeBrick.here(49152, "/srv/b0")
                : new VolumeBrick(Optional.of("host" + i), 49160 + i, "/srv/b" + i)).toList();
        return new VolumeMap("v", ID, all, replica, arbiters, false);
    }

    private static Volfile volfile(VolumeMap map, String key, String here) throws Exception {
        return Volfile.parse(new ManagementHandshake(map).volfile(key, InetAddress.getByName(here)).orElseThrow());
    }

    private static Volume volume(Volfile file, String name) {
        return file.volumes().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> types(Volfile file) {
        return file.volumes().stream().map(Volume::type).distinct().toList();
    }

    @Test
    void shouldNameEachBrickWhereItIsWhenSomeAreElsewhere() throws Exception {
        Volfile file = volfile(map(3, 3, 0), "/v", "192.0.2.7");
        assertEquals("192.0.2.7", volume(file, "v-client-0").options().get("remote-host"));
        assertEquals("49152", volume(file, "v-client-0").options().get("remote-port"));
        assertEquals("host2", volume(file, "v-client-2").options().get("remote-host"));
        assertEquals("49162", volume(file, "v-client-2").options().get("remote-port"));
        assertEquals("/srv/b2", volume(file, "v-client-2").options().get("remote-subvolume"));
        Volfile six = volfile(map(3, 3, 0), "v", "2001:db8::5");
        assertEquals("inet6", volume(six, "v-client-0").options().get("transport.address-family"));
    }

    @Test
    void shouldReplicateInSetsWhenThereAreMoreBricksThanCopies() throws Exception {
        Volfile file = volfile(map(6, 3, 1), "v", "127.0.0.1");
        Volume second = volume(file, "v-replicate-1");
        assertEquals(List.of("v-client-3", "v-client-4", "v-client-5"), second.subvolumes());
        assertEquals("v-client-3,v-client-4,v-client-5", second.options().get("afr-pending-xattr"));
        assertEquals("1", second.options().get("arbiter-count"));
        assertEquals(ID.toString(), second.options().get("volume-id"));
        assertEquals(List.of("v-replicate-0", "v-replicate-1"), volume(file, "v-dht").subvolumes());
        assertEquals("v", file.top().name());
        assertFalse(types(file).contains(Volume.IO_THREADS));
    }

    @Test
    void shouldGiveTheSelfHealDaemonTheSetsAloneWhenItAsks() throws Exception {
        Volfile file = volfile(map(6, 3, 0), "shd/v", "127.0.0.1");
        assertEquals(List.of(Volume.PROTOCOL_CLIENT, "cluster/replicate", Volume.IO_STATS), types(file));
        assertEquals("yes", volume(file, "v-replicate-0").options().get("iam-self-heal-daemon"));
        assertEquals(List.of("v-replicate-0", "v-replicate-1"), file.top().subvolumes());
    }

    @Test
    void shouldTellTheSelfHealDaemonWhereItsPidGoesWhenItAsks() {
        ManagementHandshake handshake = new ManagementHandshake(map(3, 3, 0));
        InetAddress here = InetAddress.getLoopbackAddress();
        assertEquals("/var/run/gluster/v-shd.pid", handshake.reply("shd/v", here).xdata().getText("pidfile"));
        assertEquals(Dict.NULL, handshake.reply("v", here).xdata());
    }

    @Test
    void shouldHaveNoSetsWhenNothingReplicates() throws Exception {
        Volfile file = volfile(map(1, 1, 0), "v", "127.0.0.1");
        assertEquals(List.of("v-client-0"), volume(file, "v-dht").subvolumes());
        assertTrue(types(file).contains(Volume.IO_THREADS));
        ManagementHandshake single = new ManagementHandshake(map(1, 1, 0));
        assertEquals(Optional.empty(), single.volfile("shd/v", InetAddress.getLoopbackAddress()));
        assertEquals(Optional.empty(), single.volfile("w", InetAddress.getLoopbackAddress()));
    }
}
