package io.brickyard.posix;

/** Xattr keys and xdata keys that a brick gives a meaning, as stock GlusterFS spells them. */
final class Keys {
    static final String GFID = "trusted.gfid";
    static final String VOLUME_ID = "trusted.glusterfs.volume-id";
    static final String MDATA = "trusted.glusterfs.mdata";
    static final String GFID2PATH = "trusted.gfid2path.";
    static final String ACL_ACCESS = "system.posix_acl_access";
    static final String ACL_DEFAULT = "system.posix_acl_default";
    static final String SELINUX = "security.selinux";
    static final String GFID_REQUEST = "gfid-req";
    static final String INTERNAL_FOP = "glusterfs-internal-fop";
    static final String PREOP_PARENT_KEY = "glusterfs.preop.parent.key";
    static final String PREOP_CHECK_FAILED = "glusterfs.preop.check.failed";
    static final String PATHINFO = "glusterfs.pathinfo";
    static final String NODE_UUID = "trusted.glusterfs.node-uuid";
    static final String IO_STATS_DUMP = "trusted.io-stats-dump";
    static final String GET_LINK_COUNT = "get-link-count";
    static final String REQUEST_LINK_COUNT = "gf_request_link_count";
    static final String RESPONSE_LINK_COUNT = "gf_response_link_count";
    static final String IATT_IN_XATTR = "dht-get-iatt-in-xattr";
    static final String PRESTAT = "virt-gf-prestat";
    static final String POSTSTAT = "virt-gf-poststat";
    static final String SET_CTIME_MDATA = "set-ctime-mdata";

    private Keys() {
    }

    /** Whether the kernel would take a key of this name space at all. */
    static boolean isXattr(String key) {
        return key.startsWith("trusted.") || key.startsWith("user.") || key.startsWith("security.")
                || key.startsWith("system.");
    }

    /** Keys that replies to list-xattr and GETXATTR of all never show. */
    static boolean isHidden(String key) {
        return key.equals(GFID) || key.equals(VOLUME_ID) || key.startsWith(GFID2PATH) || key.equals(SELINUX)
                || key.equals("trusted.glusterfs.selinux") || key.startsWith("trusted.glusterfs.quota.")
                || (key.startsWith("trusted.glusterfs.") && (key.endsWith(".xtime") || key.endsWith(".stime")))
                || key.equals("trusted.glusterfs.lockinfo") || key.startsWith("trusted.SGI_");
    }

    /** Keys by which a brick keeps its own books: clients may neither set nor see them. */
    static boolean isBooks(String key) {
        return key.equals(GFID) || key.equals(VOLUME_ID);
    }
}
