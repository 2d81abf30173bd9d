package io.brickyard.cli;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a brick must have for FUSE, glustershd and heal info, and the tests that show it. */
class BrickChecklistTest {
    private static final String TABLE = """
            pid file, SIGTERM = cli BrickdProcessPeerIT#shouldTellTheServiceManagerAndNameItsProcessWhileItServes, cli BrickdProcessPeerIT#shouldAnswerWhatIsUnderWayWhenTerminated
            SIGUSR1 = cli BrickdProcessPeerIT#shouldDumpATableOfFourPositionsWhenAsked
            record marking = wire RecordReaderFuzzTest#shouldSurviveAnyStream, daemon AbuseIT#shouldAnswerWhenACallComesInManyFragments
            AUTH 390040 = wire CredentialTest#shouldComeBackWhenEncoded, wire WireTrapsTest#shouldPutNanosecondsFirstAndTheOwnerBackwardsWhenACredentialIsVersion3
            DUMP = daemon TrapRepliesIT#shouldListFileOperationsButNoPortMapWhenABrickIsAsked
            SETVOLUME = daemon SessionsIT#shouldRefuseAsStockDoesWhenTheRequestIsWrong, daemon TrapRepliesIT#shouldSayThatItsChildIsUpOrWhyTheClientShallGiveUpWhenItAsksToComeIn
            PING = daemon HeartbeatIT#shouldAnswerTheHeartbeatWhenTheDiskHangs
            inodelk contention callback = daemon SessionsIT#shouldTellTheHolderWhenAnotherWantsItsLock
            volume-id, gfid, .glusterfs skeleton = posix BrickRootTest#shouldRefuseWhenTheDirectoryIsNoBrickOfThisVolume
            unlink/ wiped at start = posix BrickRootTest#shouldWipeUnlinkedFilesWhenStarting
            handles = posix NamespaceFopsTest#shouldMoveHandlesAndLabelsWhenRenamed
            handles, deep = posix NamespaceFopsTest#shouldResolveWhenTheChainOfHandlesIsLongerThanTheKernelFollows
            nameless fops = posix NamespaceFopsTest#shouldBeFoundByNameAndGfidWhenMade
            mdata = posix DataFopsTest#shouldReportClientsTimesWhenTheyStampThem
            gfid2path = posix NamespaceFopsTest#shouldKeepLabelsAndCountsWhenLinkedAndUnlinked
            -2 fds, nlink - 1, gfid inode numbers, ENOENT and ESTALE = posix SameRepliesIT#shouldAnswerAsStockWhenAskedTheSame
            ESTALE of directories in use = posix DirectoryFdsTest#shouldBeStaleWhenADirectoryInUseWasRemoved, daemon TrapRepliesIT#shouldSayNoEntryOnlyForLookupsWhenAGfidIsUnknown
            end of file in errno = posix DataFopsTest#shouldSayEndOfFileInErrnoWhenReadingReachesIt
            next cookie in d_off = posix XattrFopsTest#shouldListEachEntryOnceWhenReadInPiecesWhileChanging
            STAT FSTAT LOOKUP READLINK LINK UNLINK RMDIR RENAME (F)SETATTR FLUSH = posix SameRepliesIT#shouldAnswerAsStockWhenAskedTheSame
            MKNOD CREATE MKDIR SYMLINK on disk = posix StockBrickIT#shouldLeaveTheSameOnDiskWhenTheSameIsDone
            OPEN READ WRITE RELEASE = posix DataFopsTest#shouldKeepToTheModeOfOpeningWhenReadingAndWriting
            O_DIRECT = posix DirectIoTest#shouldLeaveThePageCacheAloneWhenTheFileIsOpenedDirect
            (F)TRUNCATE FALLOCATE DISCARD ZEROFILL SEEK = posix DataFopsTest#shouldChangeSizeAndHolesWhenAsked
            FSYNC = posix PowerLossIT#shouldKeepEverythingSyncedWhenPowerIsLostAtRandom
            OPENDIR READDIR(P) RELEASEDIR = posix XattrFopsTest#shouldListEachEntryOnceWhenReadInPiecesWhileChanging, posix XattrFopsTest#shouldSayTheEndInErrnoWhenADirectoryIsReadWithAttributes, posix XattrFopsTest#shouldGiveAttributesWhenListingTheRootWithThem
            STATFS = posix DataFopsTest#shouldShareTheFileSystemWhenBricksDo
            ACCESS = posix AccessControlTest#shouldRefuseWhenTheCallerHasNoRight
            (F)GETXATTR (F)SETXATTR (F)REMOVEXATTR = posix XattrFopsTest#shouldStoreAndHideWhenKeysAreTheBricksOwn
            (F)XATTROP = posix XattrFopsTest#shouldAddAndCreateNothingForZerosWhenXattropping
            (F)XATTROP, many at once = posix XattrFopsTest#shouldLoseNoIncrementWhenManyXattropAtOnce
            (F)INODELK = posix LockTableTest#shouldConflictOnlyWhenRangesOwnersAndTypesMeetInOneDomain, daemon SameLockRepliesPeerIT#shouldAnswerAsGlusterfsdDoes
            inodelk contention = posix LockTableTest#shouldAskTheHolderOncePerDelayWhenRequestsMeetItsLock
            inodelk contention, next holder = posix LockTableTest#shouldAskTheNextHolderWhenALockChangesHandsAndOthersWaitOn, daemon SameLockScenesPeerIT#shouldAskTheNextHolderWhenOthersStillWait
            lock counts in xdata = daemon SameLockAnswersPeerIT#shouldCountLocksAsGlusterfsdWhenXdataAsks
            arbiter = daemon SameArbiterPeerIT#shouldAcknowledgeWithoutDataWhenTheBrickIsAnArbiter
            (F)XATTROP arithmetic = posix XattropArithmeticTest#shouldComputeAsAStockBrickWhateverIsStoredAndAsked
            removals wait for inodelks = posix RemovalTest#shouldWaitForOtherClientsWhenTheyHoldLocks
            ENTRYLK FENTRYLK = posix LockTableTest#shouldLockNamesOrTheWholeDirectoryWhenEntriesChange, daemon SameLockRepliesPeerIT#shouldAnswerAsGlusterfsdDoes
            LK = posix PosixLocksModelTest#shouldAgreeWithAByteByByteModelWhenLockingAtRandom, daemon TrapSessionsIT#shouldCloseOnReleaseOnlyWhenAFileWasFlushedBefore
            RCHECKSUM = posix DataFopsTest#shouldSumWhatIsThereWhenAskedForChecksums, posix DataFopsTest#shouldSumUnsignedBytesWhenBlocksAreLarge
            index with watch lists, virtual gfids, counts = posix IndexedStorageTest#shouldRememberAnInodeWhileItsChangelogIsNotZero
            entry-changes = posix IndexedStorageTest#shouldRememberChangedNamesUntilTheyArePurged
            index after a restart = posix IndexedStorageTest#shouldFindTheBacklogAgainWhenTheBrickRestarts
            disconnect clean-up = posix LockTableTest#shouldDropLocksAndWaitersWhenAClientGoes, daemon SessionsIT#shouldGrantAWaitingLockWhenTheHolderDisconnects
            xdata of LOOKUP = posix XattrFopsTest#shouldAnswerXdataWhenLookingUp
            xdata of WRITE = posix DataFopsTest#shouldAnswerWhatAfrAsksWhenWriting
            virtual xattrs with the true host name = posix XattrFopsTest#shouldTellWhereAnInodeIsWhenAskedByVirtualKeys, daemon TrapRepliesIT#shouldNameItsHostWhenAskedWhereAFileIs
            clear-locks = posix ClearLocksTest#shouldAnswerAsStockWhenLocksAreCleared
            heal: MKNOD of an existing gfid = posix NamespaceFopsTest#shouldRestoreANameWhenHealMakesANodeOfAnExistingGfid
            heal: RMDIR 1, landfill = posix NamespaceFopsTest#shouldEmptyTheLandfillWhenHealRemovedATree
            heal: raw mdata setxattr = posix XattrFopsTest#shouldMergeTimesWhenTheRawXattrIsSet
            heal: bulk REMOVEXATTR = posix XattrFopsTest#shouldStoreAndHideWhenKeysAreTheBricksOwn
            heal: rename of a tree, as into the anonymous directory = posix NamespaceFopsTest#shouldMoveHandlesAndLabelsWhenRenamed
            heal: FSYNC = posix PowerLossIT#shouldKeepEverythingSyncedWhenPowerIsLostAtRandom
            heal: FTRUNCATE = posix DataFopsTest#shouldChangeSizeAndHolesWhenAsked
            heal: reserve exemption = posix ReserveTest#shouldLetHealsAndOverwritesThroughWhenOnlyTheReserveIsLeft
            SIGKILL of the brick = posix KilledBrickIT#shouldKeepEverythingAcknowledgedWhenKilledAtRandom
            a crash after any system call = posix CrashPointTest#shouldShowAllOrNothingWhenCutOffAnywhere
            there and back to a stock brick = posix StockBrickIT#shouldServeWhatTheOtherWroteWhenABrickMovesThereAndBack
            flock, fcntl, mv over an open file, unlink while open through a mount = daemon StockClientsPeerIT#shouldLookAsFromGlusterfsdWhenAFuseMountWorksOnFiles
            """;

    @Test
    void shouldNameATestWhenTheChecklistDemandsSomething() {
        assertEquals(List.of(), new NamedTests().faults(TABLE));
    }
}
