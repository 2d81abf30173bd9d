package io.brickyard.heal;

/** Why an entry is not healed, with advice. The code is for programs and does not change. */
public enum Reason {
    /** Not all bricks answer: nothing can be decided. */
    BRICK_DOWN("brick-down", "start the brick; nothing is healed while one of the set is away"),
    /** Another healer, or a client's own heal, holds the entry. */
    LOCKED("locked", "someone else heals it; run again later"),
    /** The copies accuse each other of missing data. */
    SPLIT_BRAIN_DATA("split-brain-data", "choose a copy: brickyard heal resolve"),
    /** The copies accuse each other of missing metadata. */
    SPLIT_BRAIN_METADATA("split-brain-metadata", "choose a copy: brickyard heal resolve --policy=source-brick=BRICK"),
    /** The copies are of different types, such as file and directory. */
    SPLIT_BRAIN_TYPE("split-brain-type", "choose a copy: brickyard heal resolve"),
    /** Names of one directory lead to different files. */
    GFID_MISMATCH("gfid-mismatch", "choose a copy: brickyard heal resolve"),
    /** Only the arbiter knows the newest content, and it has none. */
    ARBITER_ONLY("arbiter-only", "bring back the brick that the arbiter does not accuse, or choose a copy"),
    /** The sink has no room. */
    NO_SPACE("no-space", "free space on the brick that is to be healed"),
    /** The sink cannot be written to. */
    READ_ONLY("read-only", "make the brick's file system writable"),
    /** Something that must be there first is not healed yet. */
    WAITS("waits", "another entry must be healed first; run again"),
    /** The entry changed or went while it was healed. */
    CHANGED("changed", "it is in use; run again later"),
    /** A brick answered with an error. */
    ERROR("error", "see the brick's log"),
    /** Changelogs already say that copies differ. */
    PENDING("pending", "heal it, then verify again: brickyard heal run"),
    /** Nobody can be called right by what most copies say. */
    NO_MAJORITY("no-majority",
            "look at the copies; remove the wrong one from its brick, with its name under .glusterfs; heal run --full restores it"),
    /** What heals cannot change in place. */
    FIXED("fixed", "remove the wrong copy from its brick, with its name under .glusterfs; heal run --full restores it"),
    /** The losing copy could not be kept. */
    NO_BACKUP("no-backup", "make room in the backup directory, or name another"),
    /** The policy does not choose a copy. */
    UNDECIDED("undecided", "choose another policy; source-brick always decides"),
    /** The run ended before its turn came. */
    STOPPED("stopped", "run again to go on");

    private final String code;
    private final String advice;

    Reason(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** The word for reports. */
    public String code() {
        return code;
    }

    /** What to do. */
    public String advice() {
        return advice;
    }

    /** Whether a person must choose a copy. */
    public boolean isSplitBrain() {
        return this == SPLIT_BRAIN_DATA || this == SPLIT_BRAIN_METADATA || this == SPLIT_BRAIN_TYPE
                || this == GFID_MISMATCH || this == UNDECIDED;
    }
}
