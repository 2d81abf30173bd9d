package io.brickyard.xlator.iothreads;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.rpc.ReservedPid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PriorityTest {
    private static final int USER = 4711;

    @ParameterizedTest
    @CsvSource({"LOOKUP,HIGH", "READDIRP,HIGH", "CREATE,NORMAL", "FLUSH,NORMAL", "READ,LOW", "WRITE,LOW",
            "XATTROP,LOW", "RELEASE,NORMAL", "COPY_FILE_RANGE,LOW", "IPC,STRAIGHT"})
    void shouldSortByOperation(Fop fop, Priority expected) {
        assertEquals(expected, Priority.of(fop, USER, true));
    }

    @ParameterizedTest
    @EnumSource(value = Fop.class, names = {"LK", "INODELK", "FINODELK", "ENTRYLK", "FENTRYLK"})
    void shouldNeverQueueLocksWhoeverAsks(Fop fop) {
        assertEquals(Priority.STRAIGHT, Priority.of(fop, USER, true));
        assertEquals(Priority.STRAIGHT, Priority.of(fop, ReservedPid.SELF_HEAL, true));
    }

    @Test
    void shouldPutReservedPidsLast() {
        assertEquals(Priority.LEAST, Priority.of(Fop.LOOKUP, ReservedPid.SELF_HEAL, true));
        assertEquals(Priority.LEAST, Priority.of(Fop.SETATTR, ReservedPid.SET_UTIME, true));
        assertEquals(Priority.HIGH, Priority.of(Fop.LOOKUP, ReservedPid.NO_ROOT_SQUASH, true));
        assertEquals(Priority.HIGH, Priority.of(Fop.LOOKUP, ReservedPid.SELF_HEAL, false));
        assertEquals(Priority.HIGH, Priority.of(Fop.LOOKUP, 0, true));
    }
}
