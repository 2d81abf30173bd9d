package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.load.gluster.VolumeMap.Replica;
import io.brickyard.load.gluster.VolumeMap.Subvolume;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any graph either leads to bricks, or is refused in one line. */
class VolumeMapFuzzTest {
    @FuzzTest
    void shouldFollowOrRefuseAnyGraph(byte[] bytes) {
        Volfile graph;
        try {
            graph = Volfile.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (VolfileException noGraph) {
            return;
        }
        VolumeMap map;
        try {
            map = VolumeMap.of(graph);
        } catch (IOException refused) {
            assertEquals(1, String.valueOf(refused.getMessage()).lines().count(), refused::toString);
            return;
        }
        assertFalse(map.subvolumes().isEmpty());
        for (Subvolume subvolume : map.subvolumes()) {
            assertFalse(subvolume.replicas().isEmpty(), subvolume::toString);
            assertTrue(subvolume.replicas().stream().filter(Replica::arbiter).count() <= 1, subvolume::toString);
            assertTrue(subvolume.replicas().size() == 1 || !subvolume.replicas().getFirst().arbiter(),
                    subvolume::toString);
        }
        for (Replica replica : map.bricks()) {
            assertTrue(replica.brick().address().port() >= 0 && replica.brick().address().port() <= 65_535,
                    replica::toString);
            assertTrue(replica.pendingKey().startsWith("trusted.afr."), replica::toString);
        }
    }
}
