package io.brickyard.xlator.throttle;

import java.util.Optional;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who is of a class. */
class InForceTest {
    private final Session session = new Session("host-1-volume", "fuse.mount", "10.1.2.3:1022",
            new Session.Origin("client.example", "alice", "/projects/a", false));

    private static InForce force(String text) throws PolicyException {
        return new InForce(Policy.NONE.with(PolicyText.parse(text)), Optional.empty(), 0, () -> 1);
    }

    private long mask(String rules, int pid, Fop fop) throws PolicyException {
        InForce force = force(rules);
        return force.ofFop(force.ofPid(force.mask(session), pid), fop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "process=fuse*|true", "process=glustershd|false", "process=!fuse*|false",
            "client=host-1-volume|true", "client=host-2*|false",
            "address=10.1.2.3|true", "address=10.0.0.0/8,192.168.0.1|true", "address=10.2.0.0/16|false",
            "tls=client.example|true", "tls=*.example|true", "tls=other.example|false",
            "login=alice|true", "login=bob|false",
            "subdir=/projects/a|true", "subdir=/projects/*|true", "subdir=/|false", "subdir=!/projects/*|false",
            "fops=READ,WRITE|true", "fops=RCHECKSUM|false",
            "pid=user|true", "pid=self-heal,rebalance|false",
            "tls=client.example subdir=/projects/a fops=READ address=10.0.0.0/8|true",
            "tls=client.example subdir=/projects/b|false"})
    void shouldTakeThoseForWhomAllHolds(String match, boolean takes) throws PolicyException {
        assertEquals(takes ? 1 : 0, mask("some rate=1fops " + match, 1, Fop.READ));
    }

    @Test
    void shouldTellHealsOfTheDaemonFromThoseOfMounts() throws PolicyException {
        String rules = "self-heal=1fops; client-heal=1fops; users=1fops";
        assertEquals(0b010, mask(rules, ReservedPid.SELF_HEAL, Fop.RCHECKSUM));
        assertEquals(0b100, mask(rules, 1, Fop.READ));
    }

    @Test
    void shouldNotLiftALimitWhenAClientSaysThatItIsSomebodyElse() throws PolicyException {
        String rules = "by-address address=10.0.0.0/8 rate=1fops; healers pid=self-heal rate=1000fops; free process=fuse* unlimited";
        assertEquals(0b101, mask(rules, 1, Fop.READ), "a name that is free still is of the address's class");
        assertEquals(0b111, mask(rules, ReservedPid.SELF_HEAL, Fop.READ), "and so is who calls itself a healer");
    }
}
