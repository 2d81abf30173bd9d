package io.brickyard.xlator.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.stats.RpcSegments.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RpcSegmentsTest {
    private final RpcSegments segments = new RpcSegments();

    @Test
    void shouldCountEachCallInOneIntervalOnly() {
        segments.record(Group.ANSWERED, Fop.READ, RpcSegment.REST, 5);
        segments.record(Group.ANSWERED, Fop.READ, RpcSegment.REST, 7);
        segments.record(Group.UNANSWERED, Fop.READ, RpcSegment.REST, 100);
        FopStats first = rest(Group.ANSWERED);
        assertEquals(2, first.count());
        assertEquals(12, first.totalNanos());
        assertEquals(5, first.minNanos());
        assertEquals(7, first.maxNanos());
        segments.record(Group.ANSWERED, Fop.READ, RpcSegment.REST, 1000);
        assertEquals(1000, rest(Group.ANSWERED).totalNanos());
        assertEquals(Map.of(), segments.takeInterval().groups());
    }

    private FopStats rest(Group group) {
        return segments.takeInterval().groups().getOrDefault(group, Map.of()).getOrDefault(Fop.READ, Map.of())
                .getOrDefault(RpcSegment.REST, FopStats.NONE);
    }

    @Test
    void shouldLeaveNoDumpWhenNothingWasSampled(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("load_v.rpc"), "of an earlier run");
        var process = ProcessIdentity.current("load", ProcessIdentity.Side.CLIENT);
        try (DumpScheduler dumps = new DumpScheduler(process, List.of(), directory, problem -> {})) {
            dumps.add(segments, "load_v.rpc");
            dumps.dumpNow();
            assertFalse(Files.exists(file));
            segments.record(Group.REPLIES, Fop.WRITE, RpcSegment.REPLY_SEND, 5);
            dumps.dumpNow();
            String text = Files.readString(file);
            assertTrue(text.startsWith("{\n  \"brickyard-rpc\" : 1,"), text);
            assertTrue(text.contains("\"replies\" : {\n      \"WRITE\" : {\n        \"reply-send\" : {"), text);
        }
    }

    @Test
    void shouldKnowEverySegmentByItsKey() {
        for (RpcSegment segment : RpcSegment.values()) {
            assertEquals(segment, RpcSegment.of(segment.key()).orElseThrow());
        }
        assertTrue(RpcSegment.of("none").isEmpty());
    }
}
