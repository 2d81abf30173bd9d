package io.brickyard.stats.capture;

/** Where in a packet IP begins, for the link types that captures of GlusterFS have. */
final class LinkLayer {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_COOKED = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_COOKED_2 = 276;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88a8;
    private static final int MOST_TAGS = 4;
    private static final int NONE = -1;

    private LinkLayer() {
    }

    static boolean isKnown(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_COOKED, IPV4, IPV6, LINUX_COOKED_2 -> true;
            default -> false;
        };
    }

    /** The offset of the IP header, -1 if there is none. */
    static int ipOffset(Packet packet) {
        return switch (packet.linkType) {
            // The address family stands there, whose number differs from system to system; the version tells enough.
            case NULL, LOOP -> 4;
            case RAW_BSD, RAW_OPENBSD, RAW, IPV4, IPV6 -> 0;
            case ETHERNET -> behindType(packet, 12);
            case LINUX_COOKED -> behindType(packet, 14);
            case LINUX_COOKED_2 -> isIp(packet, 0) ? 20 : NONE;
            default -> NONE;
        };
    }

    private static int behindType(Packet packet, int typeAt) {
        int at = typeAt;
        for (int tag = 0; tag < MOST_TAGS && at + 2 <= packet.length; tag++) {
            int type = packet.u16(at);
            if (type != VLAN && type != SERVICE_VLAN) {
                break;
            }
            at += 4;
        }
        return isIp(packet, at) ? at + 2 : NONE;
    }

    private static boolean isIp(Packet packet, int typeAt) {
        if (typeAt + 2 > packet.length) {
            return false;
        }
        int type = packet.u16(typeAt);
        return type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6;
    }
}
