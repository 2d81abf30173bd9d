package io.brickyard.heal.verify;

import java.nio.ByteBuffer;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Healer;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.WireFd;

/**
 * Repairs a file of which no copy is right everywhere: changelogs could only name one to copy the whole from. Each range is
 * written where it is wrong, while all changes of the file are kept away. Nobody is accused, and nobody need be: cut short, a
 * range still differs from what most copies have.
 */
final class RangeRepair {
    private final Healer healer;
    private final Replica replica;

    RangeRepair(Healer healer) {
        this.healer = healer;
        this.replica = healer.replica();
    }

    /** Whether it can repair these: bytes, each range with a majority. */
    static boolean suits(List<Difference> found) {
        return found.stream().allMatch(it -> it.what() == Difference.What.CONTENT
                && it.agreement().majority().isPresent());
    }

    /** Repairs. */
    void run(Node file, List<Difference> found) throws NotHealedException {
        for (Difference range : found) {
            healer.pause();
            Bricks right = range.agreement().majority().orElseThrow();
            Bricks wrong = range.agreement().compared().minus(right);
            try (HealLock _ = HealLock.range(replica, file.gfid(), replica.spec().name(), 0, 0, replica.all(),
                    Contest.WAIT)) {
                Inspection now = Inspection.of(replica, file.gfid()).needAll();
                Doubt.needNone(now, ChangelogKind.DATA);
                Block block = Block.of(replica, range);
                MajorityRepair.needSame(range, block.compare());
                write(range, block, right.lowest(), wrong, now.stats()[right.lowest()]);
            }
            healer.tell(file.gfid(), new Action(Action.What.DATA, file.path(), right.lowest(), wrong));
        }
    }

    private void write(Difference range, Block block, int source, Bricks wrong, Iatt times) throws NotHealedException {
        ByteBuffer data = replica.askOne(source,
                new Read(block.gfid(), WireFd.ANONYMOUS, block.offset(), block.length(), 0, Dict.NULL), ReadReply.class)
                .needAll("READ").of(source).payload();
        if (data.remaining() != range.length()) {
            throw MajorityRepair.changed();
        }
        replica.ask(wrong,
                i -> new Write(block.gfid(), WireFd.ANONYMOUS, block.offset(), data.remaining(), 0, Dict.NULL,
                        data.duplicate()),
                PrePostReply.class).needAll("WRITE");
        replica.ask(wrong, new Fsync(block.gfid(), WireFd.ANONYMOUS, 0, Dict.NULL), PrePostReply.class)
                .needAll("FSYNC");
        healer.setTimes(block.gfid(), times, wrong).needAll("SETATTR");
    }
}
