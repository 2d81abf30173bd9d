package io.brickyard.cli;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is easily done wrong when talking to stock GlusterFS, and the tests that show that it is not. */
class TrapListTest {
    private static final int TRAPS = 26;
    private static final String TABLE = """
            1 error replies have full size, READ 172 bytes at least = wire FopTest#shouldFailWithACompleteStructure, wire WireTrapsTest#shouldBeAsLongAsStockInsistsWhenAReadFails, daemon TrapRepliesIT#shouldAnswerAtFullSizeWhenAReadFails
            2 what is not supported is answered in the body = daemon TrapRepliesIT#shouldAnswerInTheBodyWhenAnOperationIsNotSupported, wire RpcClientTest#shouldFailOnlyTheCallWhenItsAnswerIsAnErrorOrGarbage
            3 READ: iatt, size, xdata of exact size, unpadded data = wire WireTrapsTest#shouldPutDataUnpaddedBehindXdataWhoseSizeIsExactWhenAReadIsAnswered, wire AnnotatedBytesTest#shouldCodeReadCallAndReply, wire DictTest#shouldInsistOnTheSizeWordOnlyWhenDataFollows
            4 keys and texts with their NUL, names without = wire WireTrapsTest#shouldCountTheNulOfKeysAndTextsButOfNoNameWhenEncoded
            5 no dict is not an empty dict = wire DictTest#shouldTellAbsentFromEmptyOnTheWire
            6 the heartbeat passes all queues = daemon HeartbeatIT#shouldAnswerTheHeartbeatWhenTheDiskHangs, daemon HeartbeatIT#shouldAnswerTheHeartbeatWhenLocksWait
            7 credential: nanoseconds first, flags of times, owner backwards = wire WireTrapsTest#shouldPutNanosecondsFirstAndTheOwnerBackwardsWhenACredentialIsVersion3, posix DataFopsTest#shouldReportClientsTimesWhenTheyStampThem
            8 errno 2 is the end of a file or directory, 0 is not = posix DataFopsTest#shouldSayEndOfFileInErrnoWhenReadingReachesIt, posix XattrFopsTest#shouldListEachEntryOnceWhenReadInPiecesWhileChanging, posix XattrFopsTest#shouldSayTheEndInErrnoWhenADirectoryIsReadWithAttributes
            9 unknown gfid: ENOENT for LOOKUP, ESTALE for all else = daemon TrapRepliesIT#shouldSayNoEntryOnlyForLookupsWhenAGfidIsUnknown
            10 directory cookies are small = posix XattrFopsTest#shouldListEachEntryOnceWhenReadInPiecesWhileChanging
            11 Adler-32 starts at 0 = posix DataFopsTest#shouldSumWhatIsThereWhenAskedForChecksums, posix DataFopsTest#shouldSumUnsignedBytesWhenBlocksAreLarge, posix SameRepliesIT#shouldAnswerAsStockWhenAskedTheSame
            12 RCHECKSUM says that it is SHA-256 = posix DataFopsTest#shouldSumWhatIsThereWhenAskedForChecksums
            13 XATTROP: new values, zeros create nothing, get-and-set gives the old = posix XattrFopsTest#shouldAddAndCreateNothingForZerosWhenXattropping
            14 lock owners come from the credential = daemon TrapSessionsIT#shouldTakeTheOwnerFromTheCredentialWhenAnInodeIsLocked, daemon TrapSessionsIT#shouldTakeTheOwnerFromTheCredentialWhenANameIsLocked
            15 a brick lists 1298437/400 and no port map = daemon TrapRepliesIT#shouldListFileOperationsButNoPortMapWhenABrickIsAsked
            16 child_up is 1; EACCES and ERROR end a mount = daemon TrapRepliesIT#shouldSayThatItsChildIsUpOrWhyTheClientShallGiveUpWhenItAsksToComeIn, daemon StockClientsPeerIT#shouldGiveUpWhenTheAddressIsRejected
            17 new identity each time, open by gfid with pid 0, locks are not replayed = daemon TrapSessionsIT#shouldOpenByGfidAndHaveForgottenLocksWhenAClientComesBackAsSomebodyNew, wire WireTrapsTest#shouldBeSomebodyNewWhenAClientConnectsAgain
            18 odd pids in ordinary mounts = daemon TrapSessionsIT#shouldServeWhenPidsAreOutOfTheOrdinary, xlator PriorityTest#shouldPutReservedPidsLast
            19 REMOVEXATTR of no name, RMDIR 1 of index directories = posix XattrFopsTest#shouldStoreAndHideWhenKeysAreTheBricksOwn, posix IndexedStorageTest#shouldRememberChangedNamesUntilTheyArePurged
            20 xdata of creation is stored, numbers as text with NUL = posix NamespaceFopsTest#shouldStoreTheXattrsOfXdataWhenMade
            21 a control message is refused alike by all bricks = daemon TrapRepliesIT#shouldRefuseAlikeWhenAControlMessageIsNotKnown
            22 offsets are absolute, O_APPEND or not = posix DataFopsTest#shouldKeepToTheModeOfOpeningWhenReadingAndWriting
            23 no NAMELINK, no WRITE in fragments = wire BrickClientTest#shouldSendNoNamelinkWhenStockBricksDieOfIt, wire WireTrapsTest#shouldSendOneFragmentWhenAWriteIsLargerThanWhatIsCopied
            24 FLUSH closes nothing = daemon TrapSessionsIT#shouldCloseOnReleaseOnlyWhenAFileWasFlushedBefore
            25 one reply to each call = daemon TrapSessionsIT#shouldAnswerEachCallOnceWhenArgumentsAreRandom, wire RpcClientTest#shouldMatchRepliesWhenTheyComeOutOfOrderOrTwice, wire RpcClientTest#shouldFailACallWhenItsTimeIsOverAndDropTheLateReply
            26 file operations with version 3 only; no other makes anybody root here = wire BrickClientTest#shouldSendNoFileOperationWhenTheCredentialWouldBeTakenForRoot, daemon TrapRepliesIT#shouldBeTheCallerWhenAFileOperationComesWithAVersion2Credential
            """;

    @Test
    void shouldNameATestWhenThereIsATrap() {
        assertEquals(List.of(), new NamedTests().faults(TABLE));
        assertEquals(IntStream.rangeClosed(1, TRAPS).boxed().toList(),
                TABLE.lines().map(line -> Integer.valueOf(line.substring(0, line.indexOf(' ')))).toList());
    }
}
