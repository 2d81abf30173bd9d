package io.brickyard.posix;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a brick must have for FUSE, glustershd and heal info, as far as storage, locks and index go, and the test that
 * shows it. The names are held to be those of tests.
 */
class ChecklistTest {
    private static final List<String> PACKAGES = List.of("io.brickyard.posix.", "io.brickyard.posix.locks.");
    private static final String TABLE = """
            volume-id, gfid, .glusterfs skeleton = BrickRootTest#shouldRefuseWhenTheDirectoryIsNoBrickOfThisVolume
            unlink/ wiped at start = BrickRootTest#shouldWipeUnlinkedFilesWhenStarting
            handles = NamespaceFopsTest#shouldMoveHandlesAndLabelsWhenRenamed
            handles, deep = NamespaceFopsTest#shouldResolveWhenTheChainOfHandlesIsLongerThanTheKernelFollows
            nameless fops = NamespaceFopsTest#shouldBeFoundByNameAndGfidWhenMade
            mdata = DataFopsTest#shouldReportClientsTimesWhenTheyStampThem
            gfid2path = NamespaceFopsTest#shouldKeepLabelsAndCountsWhenLinkedAndUnlinked
            -2 fds, nlink - 1, gfid inode numbers, ENOENT and ESTALE = SameRepliesIT#shouldAnswerAsStockWhenAskedTheSame
            ESTALE of directories in use = DirectoryFdsTest#shouldBeStaleWhenADirectoryInUseWasRemoved
            end of file in errno = DataFopsTest#shouldSayEndOfFileInErrnoWhenReadingReachesIt
            next cookie in d_off = XattrFopsTest#shouldListEachEntryOnceWhenReadInPiecesWhileChanging
            STAT FSTAT LOOKUP READLINK LINK UNLINK RMDIR RENAME (F)SETATTR FLUSH = SameRepliesIT#shouldAnswerAsStockWhenAskedTheSame
            MKNOD CREATE MKDIR SYMLINK on disk = StockBrickIT#shouldLeaveTheSameOnDiskWhenTheSameIsDone
            OPEN READ WRITE RELEASE = DataFopsTest#shouldKeepToTheModeOfOpeningWhenReadingAndWriting
            O_DIRECT = DirectIoTest#shouldLeaveThePageCacheAloneWhenTheFileIsOpenedDirect
            (F)TRUNCATE FALLOCATE DISCARD ZEROFILL SEEK = DataFopsTest#shouldChangeSizeAndHolesWhenAsked
            FSYNC = PowerLossIT#shouldKeepEverythingSyncedWhenPowerIsLostAtRandom
            OPENDIR READDIR(P) RELEASEDIR = XattrFopsTest#shouldGiveAttributesWhenListingTheRootWithThem
            STATFS = DataFopsTest#shouldShareTheFileSystemWhenBricksDo
            ACCESS = AccessControlTest#shouldRefuseWhenTheCallerHasNoRight
            (F)GETXATTR (F)SETXATTR (F)REMOVEXATTR = XattrFopsTest#shouldStoreAndHideWhenKeysAreTheBricksOwn
            (F)XATTROP = XattrFopsTest#shouldAddAndCreateNothingForZerosWhenXattropping
            (F)XATTROP, many at once = XattrFopsTest#shouldLoseNoIncrementWhenManyXattropAtOnce
            (F)INODELK = LockTableTest#shouldConflictOnlyWhenRangesOwnersAndTypesMeetInOneDomain
            inodelk contention = LockTableTest#shouldAskTheHolderOncePerDelayWhenRequestsMeetItsLock
            removals wait for inodelks = RemovalTest#shouldWaitForOtherClientsWhenTheyHoldLocks
            ENTRYLK FENTRYLK = LockTableTest#shouldLockNamesOrTheWholeDirectoryWhenEntriesChange
            LK = PosixLocksModelTest#shouldAgreeWithAByteByByteModelWhenLockingAtRandom
            RCHECKSUM = DataFopsTest#shouldSumWhatIsThereWhenAskedForChecksums
            index with watch lists, virtual gfids, counts = IndexedStorageTest#shouldRememberAnInodeWhileItsChangelogIsNotZero
            entry-changes = IndexedStorageTest#shouldRememberChangedNamesUntilTheyArePurged
            index after a restart = IndexedStorageTest#shouldFindTheBacklogAgainWhenTheBrickRestarts
            disconnect clean-up = LockTableTest#shouldDropLocksAndWaitersWhenAClientGoes
            xdata of LOOKUP = XattrFopsTest#shouldAnswerXdataWhenLookingUp
            xdata of WRITE = DataFopsTest#shouldAnswerWhatAfrAsksWhenWriting
            virtual xattrs with the true host name = XattrFopsTest#shouldTellWhereAnInodeIsWhenAskedByVirtualKeys
            clear-locks = ClearLocksTest#shouldAnswerAsStockWhenLocksAreCleared
            heal: MKNOD of an existing gfid = NamespaceFopsTest#shouldRestoreANameWhenHealMakesANodeOfAnExistingGfid
            heal: RMDIR 1, landfill = NamespaceFopsTest#shouldEmptyTheLandfillWhenHealRemovedATree
            heal: raw mdata setxattr = XattrFopsTest#shouldMergeTimesWhenTheRawXattrIsSet
            heal: reserve exemption = ReserveTest#shouldLetHealsAndOverwritesThroughWhenOnlyTheReserveIsLeft
            SIGKILL of the brick = KilledBrickIT#shouldKeepEverythingAcknowledgedWhenKilledAtRandom
            a crash after any system call = CrashPointTest#shouldShowAllOrNothingWhenCutOffAnywhere
            there and back to a stock brick = StockBrickIT#shouldServeWhatTheOtherWroteWhenABrickMovesThereAndBack
            """;

    @Test
    void shouldNameATestWhenTheChecklistDemandsSomething() {
        List<String> missing = TABLE.lines().filter(line -> !isTest(line.substring(line.lastIndexOf(" = ") + 3)))
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean isTest(String name) {
        String type = name.substring(0, name.indexOf('#'));
        String method = name.substring(name.indexOf('#') + 1);
        return PACKAGES.stream().anyMatch(p -> Arrays.stream(methods(p + type)).anyMatch(m -> isTest(m, method)));
    }

    private static boolean isTest(Method method, String name) {
        return method.getName().equals(name)
                && Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().getSimpleName().endsWith("Test"));
    }

    private static Method[] methods(String type) {
        try {
            return Class.forName(type).getDeclaredMethods();
        } catch (ClassNotFoundException elsewhere) {
            return new Method[0];
        }
    }
}
