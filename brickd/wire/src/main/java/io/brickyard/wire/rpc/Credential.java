package io.brickyard.wire.rpc;

import java.util.Arrays;

import io.brickyard.wire.type.LkOwner;

/**
 * Who calls: process, ids, groups and lock owner, and for version 3 the time that the call's changes shall carry.
 *
 * @param flavor how it travels
 * @param pid process id on the client, or one of the negative {@link ReservedPid} numbers
 * @param uid user id of the file system access
 * @param gid group id of the file system access
 * @param flags which times to set from the call time: 1 ctime, 2 mtime, 4 atime, 8, 16, 32 the same of the parent
 * @param ctimeSec call time on the client, seconds since 1970; 0 = not given
 * @param ctimeNanos nanosecond part of the call time
 * @param groups supplementary groups; not copied
 * @param lkOwner owner of locks
 */
public record Credential(Flavor flavor, int pid, int uid, int gid, int flags, long ctimeSec, int ctimeNanos,
        int[] groups, LkOwner lkOwner) {
    /** Nobody in particular: AUTH_NULL, as in callbacks. */
    public static final Credential NULL = new Credential(Flavor.NULL, 0, 0, 0, 0, 0, 0, new int[0], LkOwner.NONE);

    /** How a credential is encoded. */
    public enum Flavor {
        /** AUTH_NULL: nothing. */
        NULL(0),
        /** AUTH_SYS of ONC RPC. */
        SYS(1),
        /** First of GlusterFS's own. */
        GLUSTER_V1(5),
        /** What clients start a connection with. */
        GLUSTER_V2(390039),
        /** What file operations carry; with time and flags. */
        GLUSTER_V3(390040);

        private final int number;

        Flavor(int number) {
            this.number = number;
        }

        /** The number on the wire. */
        public int number() {
            return number;
        }
    }

    /** What stock clients send before they know the server: version 2, root, a lock owner of four zero bytes. */
    public static Credential opening() {
        return new Credential(Flavor.GLUSTER_V2, 0, 0, 0, 0, 0, 0, new int[0], LkOwner.ofPid(0));
    }

    /** For file operations, without call time. */
    public static Credential of(int pid, int uid, int gid, int[] groups, LkOwner lkOwner) {
        return new Credential(Flavor.GLUSTER_V3, pid, uid, gid, 0, 0, 0, groups, lkOwner);
    }

    /** For file operations of root, in the name of a process or reserved number, owner as stock clients default it. */
    public static Credential root(int pid) {
        return of(pid, 0, 0, new int[0], LkOwner.ofPid(pid));
    }

    /** A copy with a call time and the times that it sets. */
    public Credential withTime(int newFlags, long newCtimeSec, int newCtimeNanos) {
        return new Credential(flavor, pid, uid, gid, newFlags, newCtimeSec, newCtimeNanos, groups, lkOwner);
    }

    /** A copy with another lock owner. */
    public Credential withLkOwner(LkOwner newLkOwner) {
        return new Credential(flavor, pid, uid, gid, flags, ctimeSec, ctimeNanos, groups, newLkOwner);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that && flavor == that.flavor && pid == that.pid && uid == that.uid
                && gid == that.gid && flags == that.flags && ctimeSec == that.ctimeSec
                && ctimeNanos == that.ctimeNanos && Arrays.equals(groups, that.groups)
                && lkOwner.equals(that.lkOwner);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * pid + uid) + lkOwner.hashCode();
    }

    @Override
    public String toString() {
        return "Credential[flavor=" + flavor + ", pid=" + pid + ", uid=" + uid + ", gid=" + gid + ", flags=" + flags
                + ", ctime=" + ctimeSec + "." + ctimeNanos + ", groups=" + Arrays.toString(groups) + ", lkOwner="
                + lkOwner + "]";
    }
}
