package io.brickyard.load.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.load.option.Direction;
import io.brickyard.load.workload.IoRequest;

/**
 * Which blocks hold what was written last, to be read back in the order of the files. A block that a later one covers in
 * part is dropped, since its checksum holds no more.
 */
final class WrittenBlocks {
    private final List<TreeMap<Long, Integer>> files = new ArrayList<>();
    private int file;
    private Iterator<Map.Entry<Long, Integer>> blocks = List.<Map.Entry<Long, Integer>>of().iterator();

    WrittenBlocks(int fileCount) {
        for (int i = 0; i < fileCount; i++) {
            files.add(new TreeMap<>());
        }
    }

    void wrote(IoRequest request) {
        TreeMap<Long, Integer> written = files.get(request.file);
        long end = request.offset + request.length;
        Integer same = written.put(request.offset, request.length);
        if (same != null && same == request.length) {
            return;
        }
        written.subMap(request.offset, false, end, false).clear();
        Map.Entry<Long, Integer> before = written.lowerEntry(request.offset);
        if (before != null && before.getKey() + before.getValue() > request.offset) {
            written.remove(before.getKey());
        }
    }

    /** Begins to read back from the first file. */
    void rewind() {
        file = 0;
        blocks = files.getFirst().entrySet().iterator();
    }

    /** Fills in the next block to read back; false if there are no more. */
    boolean next(IoRequest request) {
        while (!blocks.hasNext()) {
            file++;
            if (file >= files.size()) {
                return false;
            }
            blocks = files.get(file).entrySet().iterator();
        }
        Map.Entry<Long, Integer> block = blocks.next();
        request.direction = Direction.READ;
        request.file = file;
        request.offset = block.getKey();
        request.length = block.getValue();
        return true;
    }
}
