package io.brickyard.xlator.throttle.workload;

import java.util.List;
import java.util.Optional;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.throttle.policy.PidClass;
import io.brickyard.xlator.throttle.policy.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WorkloadTextTest {
    @Test
    void shouldReadAllThatAGroupCanHave() throws PolicyException {
        Workload workload = WorkloadText.parse("""
                # at night
                duration=5s; workers=4; seed=3
                heals clients=2 pid=self-heal client=h process=glustershd address=10.0.0.1 tls=t login=l subdir=/d \
                fops=READ:3,rchecksum size=128KiB rate=50fops arrival=even start=1s stop=2s service=200us
                """);
        assertEquals(5_000_000_000L, workload.durationNanos());
        assertEquals(4, workload.workers());
        Group group = workload.groups().getFirst();
        assertEquals(List.of(new Group.Share(Fop.READ, 3), new Group.Share(Fop.RCHECKSUM, 1)), group.mix());
        assertEquals(PidClass.SELF_HEAL, group.pid());
        assertEquals(131_072, group.sizeBytes());
        assertEquals(new Group.Pace(0, Optional.of(50L), false), group.pace());
        assertEquals(200_000, group.serviceNanos().orElseThrow());
        assertEquals(2_000_000_000L, group.stopNanos());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "duration=5s|line 1: no group of clients",
            "duration=5|expected duration=TIME",
            "duration=5s now|expected duration=TIME",
            "workers=0|expected a whole number from 1 to 4096",
            "Readers fops=READ|no name of a group",
            "a|wants fops= such as READ",
            "a fops=NOPE|no file operation",
            "a fops=READ:0|expected a whole number",
            "a fops=READ size=4|expected a size",
            "a fops=READ size=4fops|expected a size",
            "a fops=READ size=1GiB|expected a size",
            "a fops=READ depth=1 rate=5fops|not both",
            "a fops=READ arrival=even|only with rate",
            "a fops=READ rate=5fops arrival=odd|expected random or even",
            "a fops=READ rate=5MiB|expected a rate of each client",
            "a fops=READ start=2s stop=1s|would end before it begins",
            "a fops=READ pid=root|no class of process ids",
            "a fops=READ address=host|no address",
            "a fops=READ colour=red|unknown; a group has",
            "a fops=READ depth|wants a value",
            "a fops=READ depth=1 depth=2|is there twice",
            "a fops=READ; a fops=WRITE|such a group already",
            "a fops=READ clients=100000; b fops=READ|too much"})
    void shouldSayWhereAndWhyWhenATextIsNoWorkload(String text, String why) {
        PolicyException refused = assertThrows(PolicyException.class, () -> WorkloadText.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
    }

    @Test
    void shouldNameTheLineWhenAFileIsWrong() {
        assertEquals(2,
                assertThrows(PolicyException.class, () -> WorkloadText.parse("a fops=READ\nb fops=X")).line());
    }
}
