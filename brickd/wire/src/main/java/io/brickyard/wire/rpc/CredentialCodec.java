package io.brickyard.wire.rpc;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.brickyard.wire.rpc.Credential.Flavor;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Credential flavors to bytes and back. Limits as in stock: body at most 400 bytes, groups plus bytes of the lock owner
 * at most 95 in version 2 and 91 in version 3, 16 groups in version 1 and AUTH_SYS.
 */
final class CredentialCodec {
    /** Longest body; stock does not answer a call with a longer one. */
    static final int MAX_BODY_BYTES = 400;

    private static final int[] NO_GROUPS = new int[0];
    private static final int V1_GROUPS = 16;
    private static final int V2_GROUPS_PLUS_OWNER = 95;
    private static final int V3_GROUPS_PLUS_OWNER = 91;
    private static final int MAX_MACHINE_NAME_BYTES = 255;

    private CredentialCodec() {
    }

    /** Reads the body of a credential; a flavor that is not known counts as AUTH_NULL, as in stock. */
    static Credential decodeBody(int flavor, XdrReader in) {
        return switch (flavor) {
            case 1 -> decodeSys(in);
            case 5 -> decodeV1(in);
            case 390039 -> decodeV2(in);
            case 390040 -> decodeV3(in);
            default -> Credential.NULL;
        };
    }

    private static Credential decodeSys(XdrReader in) {
        in.getInt();
        in.getOpaque(MAX_MACHINE_NAME_BYTES);
        int uid = in.getInt();
        int gid = in.getInt();
        return new Credential(Flavor.SYS, 0, uid, gid, 0, 0, 0, groups(in, V1_GROUPS), LkOwner.NONE);
    }

    private static Credential decodeV1(XdrReader in) {
        LkOwner owner = LkOwner.of(Long.reverseBytes(in.getLong()));
        int pid = in.getInt();
        int uid = in.getInt();
        int gid = in.getInt();
        long count = in.getUnsignedInt();
        int[] words = new int[V1_GROUPS];
        for (int i = 0; i < V1_GROUPS; i++) {
            words[i] = in.getInt();
        }
        if (count > V1_GROUPS) {
            throw new MalformedMessageException(count + " groups exceed " + V1_GROUPS);
        }
        return new Credential(Flavor.GLUSTER_V1, pid, uid, gid, 0, 0, 0, Arrays.copyOf(words, (int) count),
                owner);
    }

    private static Credential decodeV2(XdrReader in) {
        return checked(new Credential(Flavor.GLUSTER_V2, in.getInt(), in.getInt(), in.getInt(), 0, 0, 0,
                groups(in, V2_GROUPS_PLUS_OWNER), LkOwner.decode(in)), V2_GROUPS_PLUS_OWNER);
    }

    private static Credential decodeV3(XdrReader in) {
        int pid = in.getInt();
        int uid = in.getInt();
        int gid = in.getInt();
        int flags = in.getInt();
        int ctimeNanos = in.getInt();
        long ctimeSec = in.getLong();
        return checked(new Credential(Flavor.GLUSTER_V3, pid, uid, gid, flags, ctimeSec, ctimeNanos,
                groups(in, V3_GROUPS_PLUS_OWNER), LkOwner.decode(in)), V3_GROUPS_PLUS_OWNER);
    }

    private static Credential checked(Credential credential, int limit) {
        int sum = credential.groups().length + credential.lkOwner().length();
        if (sum > limit) {
            throw new MalformedMessageException("groups plus lock owner bytes " + sum + " exceed " + limit);
        }
        return credential;
    }

    private static int[] groups(XdrReader in, int limit) {
        long count = in.getUnsignedInt();
        if (count > limit) {
            throw new MalformedMessageException(count + " groups exceed " + limit);
        }
        if (count == 0) {
            return NO_GROUPS;
        }
        int[] groups = new int[(int) count];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = in.getInt();
        }
        return groups;
    }

    /** Writes flavor, length and body; groups beyond the flavor's limit are cut off, as stock clients do. */
    static void encode(Credential credential, XdrWriter out) {
        out.putInt(credential.flavor().number());
        int lengthAt = out.position();
        out.putInt(0);
        switch (credential.flavor()) {
            case NULL -> {
            }
            case SYS -> encodeSys(credential, out);
            case GLUSTER_V1 -> encodeV1(credential, out);
            case GLUSTER_V2 -> {
                encodeIds(credential, out);
                encodeGroupsAndOwner(credential, V2_GROUPS_PLUS_OWNER, out);
            }
            case GLUSTER_V3 -> {
                encodeIds(credential, out);
                out.putInt(credential.flags());
                out.putInt(credential.ctimeNanos());
                out.putLong(credential.ctimeSec());
                encodeGroupsAndOwner(credential, V3_GROUPS_PLUS_OWNER, out);
            }
        }
        out.setInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
    }

    private static void encodeIds(Credential credential, XdrWriter out) {
        out.putInt(credential.pid());
        out.putInt(credential.uid());
        out.putInt(credential.gid());
    }

    private static void encodeGroupsAndOwner(Credential credential, int limit, XdrWriter out) {
        if (credential.lkOwner().length() > limit) {
            throw new IllegalArgumentException("a lock owner of " + credential.lkOwner().length()
                    + " bytes does not fit in a credential");
        }
        encodeGroups(credential, limit - credential.lkOwner().length(), out);
        credential.lkOwner().encode(out);
    }

    private static void encodeGroups(Credential credential, int limit, XdrWriter out) {
        int[] groups = credential.groups();
        int count = Math.min(groups.length, limit);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putInt(groups[i]);
        }
    }

    private static void encodeSys(Credential credential, XdrWriter out) {
        out.putInt(0);
        out.putString("");
        out.putInt(credential.uid());
        out.putInt(credential.gid());
        encodeGroups(credential, V1_GROUPS, out);
    }

    private static void encodeV1(Credential credential, XdrWriter out) {
        byte[] owner = Arrays.copyOf(credential.lkOwner().toBytes(), Long.BYTES);
        out.putLong(Long.reverseBytes(ByteBuffer.wrap(owner).getLong()));
        encodeIds(credential, out);
        int count = Math.min(credential.groups().length, V1_GROUPS);
        out.putInt(count);
        for (int i = 0; i < V1_GROUPS; i++) {
            out.putInt(i < count ? credential.groups()[i] : 0);
        }
    }
}
