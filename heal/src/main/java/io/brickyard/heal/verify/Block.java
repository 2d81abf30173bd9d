package io.brickyard.heal.verify;

import java.nio.ByteBuffer;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.DifferingBytes;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Checksum;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Difference;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;

/**
 * A range of a file on some bricks.
 *
 * @param bricks that have content
 */
record Block(Replica replica, Gfid gfid, Bricks bricks, long offset, int length) {

    /** The range in which copies were found to differ. */
    static Block of(Replica replica, Difference difference) {
        return new Block(replica, difference.gfid(), difference.agreement().compared(), difference.offset(),
                Math.toIntExact(difference.length()));
    }

    /** Compares by checksums; where the bricks' are of different kinds, by content. */
    Agreement compare() throws NotHealedException {
        Answers<RchecksumReply> sums = replica.ask(bricks,
                new Rchecksum(gfid, WireFd.ANONYMOUS, offset, length, 0, Checksum.WISHES), RchecksumReply.class)
                .needAll("RCHECKSUM");
        boolean oneKind = bricks.stream().mapToObj(i -> Checksum.of(sums.of(i)).sha()).distinct().count() < 2;
        return oneKind ? Agreement.of(bricks, i -> Checksum.of(sums.of(i))) : compareContent();
    }

    private Agreement compareContent() throws NotHealedException {
        byte[][] copies = read();
        return Agreement.of(bricks, i -> ByteBuffer.wrap(copies[i]));
    }

    /** Where exactly it differs. */
    List<DifferingBytes> differing() throws NotHealedException {
        byte[][] copies = read();
        return DifferingBytes.in(bricks, i -> copies[i]);
    }

    private byte[][] read() throws NotHealedException {
        Answers<ReadReply> read = replica.ask(bricks,
                new Read(gfid, WireFd.ANONYMOUS, offset, length, 0, Dict.NULL), ReadReply.class).needAll("READ");
        byte[][] copies = new byte[replica.count()][0];
        for (int brick : bricks.numbers()) {
            ByteBuffer payload = read.of(brick).payload().duplicate();
            copies[brick] = new byte[payload.remaining()];
            payload.get(copies[brick]);
        }
        return copies;
    }
}
