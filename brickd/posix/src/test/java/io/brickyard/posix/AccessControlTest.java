package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.brickyard.posix.TestBrickDir.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

class AccessControlTest {
    private TestBrick brick;

    @BeforeEach
    void makeBrick() throws Exception {
        brick = new TestBrick();
        LibcNames.fchmodat(LibcNames.AT_FDCWD, bytes(brick.path.toString()), 0777);
    }

    @AfterEach
    void removeBrick() throws Exception {
        brick.close();
    }

    @Test
    void shouldJudgeAsTheKernelWhenModesAclsAndGroupsAreRandom() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Gfid gfid = brick.mkdir(Gfid.ROOT, "object");
        byte[] path = bytes(brick.path.resolve("object").toString());
        AccessControl access = new AccessControl(KeySpace.TRUSTED);
        for (int i = 0; i < 300; i++) {
            LibcNames.fchownat(LibcNames.AT_FDCWD, path, 1000 + random.nextInt(3), 2000 + random.nextInt(3));
            LibcNames.fchmodat(LibcNames.AT_FDCWD, path, random.nextInt(01000));
            if (random.nextBoolean()) {
                LibcXattr.lset(path, bytes("system.posix_acl_access"), randomAcl(random).encode(), 0);
            } else {
                try {
                    LibcXattr.lremove(path, bytes("system.posix_acl_access"));
                } catch (SysException e) {
                    assertEquals(Errno.ENODATA.code(), e.errno());
                }
            }
            int[] groups = {2000 + random.nextInt(3), 3000};
            Caller caller = brick.as(1000 + random.nextInt(4), 2000 + random.nextInt(4), groups);
            for (int mask = 1; mask < 8; mask++) {
                Node node = new Node.Named(KeySpace.TRUSTED, brick.root.rootFd(), bytes("object"));
                assertEquals(kernel(caller, mask), access.permits(caller, node, node.stat(), mask),
                        "seed " + seed + " round " + i + " mask " + mask + " " + caller);
            }
        }
        brick.caller = brick.as(4242, 4242);
        assertEquals(gfid, brick.lookup(Gfid.ROOT, "object", Dict.NULL).stat().gfid());
    }

    private boolean kernel(Caller caller, int mask) throws SysException {
        return LibcIds.as(caller.uid(), caller.gid(), caller.groups(), () -> {
            try {
                LibcIds.faccessat(brick.root.rootFd(), bytes("object"), mask);
                return true;
            } catch (SysException e) {
                return false;
            }
        });
    }

    private static PosixAcl randomAcl(Random random) {
        List<PosixAcl.Entry> entries = new ArrayList<>();
        entries.add(new PosixAcl.Entry(PosixAcl.USER_OBJ, random.nextInt(8), -1));
        for (int user = 1000; user < 1003; user++) {
            if (random.nextBoolean()) {
                entries.add(new PosixAcl.Entry(PosixAcl.USER, random.nextInt(8), user));
            }
        }
        entries.add(new PosixAcl.Entry(PosixAcl.GROUP_OBJ, random.nextInt(8), -1));
        for (int group = 2000; group < 2003; group++) {
            if (random.nextBoolean()) {
                entries.add(new PosixAcl.Entry(PosixAcl.GROUP, random.nextInt(8), group));
            }
        }
        entries.add(new PosixAcl.Entry(PosixAcl.MASK, random.nextInt(8), -1));
        entries.add(new PosixAcl.Entry(PosixAcl.OTHER, random.nextInt(8), -1));
        return new PosixAcl(entries);
    }

    @Test
    void shouldRefuseWhenTheCallerHasNoRight() {
        Gfid dir = brick.mkdir(Gfid.ROOT, "dir");
        TestBrick.Created file = brick.create(dir, "file");
        brick.caller = brick.as(1000, 1000, 2000);
        Dict gfid = TestBrick.gfidRequest(Gfid.random());
        assertEquals(Errno.EACCES, brick.fails(new Mkdir(dir, 0755, 0, "sub", gfid)));
        assertEquals(Errno.EACCES, brick.fails(new Unlink(dir, "file", 0, Dict.NULL)));
        assertEquals(Errno.EACCES, brick.fails(new Access(file.gfid(), 2, Dict.NULL)));
        assertEquals(0, brick.run(new Access(file.gfid(), 4, Dict.NULL)).opRet());
        assertEquals(Errno.EPERM,
                brick.fails(new Setattr(file.gfid(), Iatt.builder().mode(0777).build(), 1, Dict.NULL)));
        assertEquals(Errno.EPERM,
                brick.fails(new Setattr(file.gfid(), Iatt.builder().uid(1000).build(), 2, Dict.NULL)));
        brick.caller = new Caller(-6, 1000, 1000, new int[0], 0, 0, 0, brick.files);
        assertEquals(0, brick.run(new Mkdir(dir, 0755, 0, "sub", gfid)).opRet());
    }

    @Test
    void shouldProtectOthersFilesWhenADirectoryIsSticky() throws Exception {
        brick.mkdir(Gfid.ROOT, "tmp");
        LibcNames.fchmodat(LibcNames.AT_FDCWD, bytes(brick.path.resolve("tmp").toString()), 01777);
        Gfid tmp = brick.lookup(Gfid.ROOT, "tmp", Dict.NULL).stat().gfid();
        brick.caller = brick.as(1000, 1000);
        brick.create(tmp, "mine");
        assertEquals(1000, brick.lookup(tmp, "mine", Dict.NULL).stat().uid());
        brick.caller = brick.as(1001, 1001);
        assertEquals(Errno.EACCES, brick.fails(new Unlink(tmp, "mine", 0, Dict.NULL)));
        brick.caller = brick.as(1000, 1000);
        assertEquals(0, brick.run(new Unlink(tmp, "mine", 0, Dict.NULL)).opRet());
    }
}
