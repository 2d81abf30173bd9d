package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Random changes of names: whatever succeeded or failed, the brick on disk is clean afterwards. */
class RandomNamespaceTest {
    private static final int STEPS = 1500;

    /** One client that knows some gfids and tries anything with them. */
    private static final class Client {
        final TestBrick brick;
        final Random random;
        final List<Gfid> directories = new ArrayList<>(List.of(Gfid.ROOT));
        final List<Gfid> files = new ArrayList<>();
        int done;

        Client(TestBrick brick, long seed) {
            this.brick = brick;
            this.random = new Random(seed);
        }

        void step() {
            FopReply reply = brick.storage.execute(request(), brick.stamping(31, 2_000_000_000L + done, 0));
            if (reply.failed()) {
                return;
            }
            done++;
            if (reply instanceof EntryReply made) {
                (made.stat().isDirectory() ? directories : files).add(made.stat().gfid());
            } else if (reply instanceof CreateReply made) {
                files.add(made.stat().gfid());
                if (random.nextBoolean()) {
                    brick.files.release(made.fd());
                }
            }
        }

        private FopRequest request() {
            Dict gfid = TestBrick.gfidRequest(Gfid.random());
            Gfid dir = any(directories);
            return switch (random.nextInt(12)) {
                case 0 -> new Mkdir(dir, 0755, 0, name(), gfid);
                case 1, 2 -> new Create(dir, 0102, 0100644, 0, name(), gfid);
                case 3 -> new Mknod(dir, 0, 0100644, 0, name(), gfid);
                case 4 -> new Symlink(dir, name(), 0, "../target", gfid);
                case 5, 6 -> new Link(files.isEmpty() ? Gfid.random() : any(files), dir, name(), Dict.NULL);
                case 7 -> new Unlink(dir, name(), 0, Dict.NULL);
                case 8 -> new Rmdir(dir, random.nextInt(4) == 0 ? 1 : 0, name(), Dict.NULL);
                case 9 -> new Lookup(Gfid.NONE, dir, 0, name(), Dict.NULL);
                default -> new Rename(dir, any(directories), name(), name(), Dict.NULL);
            };
        }

        private String name() {
            return "n" + random.nextInt(6);
        }

        private Gfid any(List<Gfid> list) {
            return list.get(random.nextInt(list.size()));
        }
    }

    @Test
    void shouldLeaveNothingWrongWhenOneClientChangesNamesAtRandom() throws Exception {
        long seed = System.nanoTime();
        try (TestBrick brick = new TestBrick()) {
            Client client = new Client(brick, seed);
            for (int i = 0; i < STEPS; i++) {
                client.step();
            }
            brick.files.closeAll();
            brick.storage.emptyLandfill();
            assertTrue(client.done > STEPS / 10, "seed " + seed);
            assertEquals(List.of(), brick.check(), "seed " + seed);
        }
    }

    @Test
    void shouldLeaveNoDamageWhenClientsChangeNamesAtOnce() throws Exception {
        long seed = System.nanoTime();
        try (TestBrick brick = new TestBrick()) {
            List<Thread> threads = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                Client client = new Client(brick, seed + n);
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < STEPS / 2; i++) {
                        client.step();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            brick.files.closeAll();
            brick.storage.emptyLandfill();
            assertEquals(List.of(), BrickCheck.run(brick.path, KeySpace.TRUSTED).problems(), "seed " + seed);
        }
    }
}
