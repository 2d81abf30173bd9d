package io.brickyard.heal.info;

/** How much heal info tells. */
public enum InfoForm {
    /** Every entry. */
    ENTRIES,
    /** Entries in split-brain. */
    SPLIT_BRAIN,
    /** Counts. */
    SUMMARY
}
