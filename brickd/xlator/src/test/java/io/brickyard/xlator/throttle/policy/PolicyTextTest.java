package io.brickyard.xlator.throttle.policy;

import java.util.List;

import io.brickyard.xlator.throttle.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PolicyTextTest {
    private static Policy policy(String text) throws PolicyException {
        return Policy.NONE.with(PolicyText.parse(text));
    }

    @Test
    void shouldKnowHealsWhenAPresetNamesThem() throws PolicyException {
        Rule rule = policy("self-heal=500fops").rules().getFirst();
        assertEquals(List.of(new Rate(500, Unit.FOPS)), rule.rates());
        assertTrue(rule.match().pids().contains(PidClass.SELF_HEAL));
        assertTrue(rule.match().process().matches("glustershd"));
        Rule inMounts = policy("client-heal=500fops").rules().getFirst();
        assertTrue(inMounts.match().process().matches("fuse"));
        assertTrue(!inMounts.match().process().matches("glustershd"));
    }

    @ParameterizedTest
    @CsvSource({"20MiB, 20971520", "1.5KiB, 1536", "8GiB, 8589934592", "100B/s, 100"})
    void shouldCountBytesWhenARateHasAUnitOfThem(String text, long bytes) throws PolicyException {
        assertEquals(List.of(new Rate(bytes, Unit.BYTES)), policy("all=" + text).rules().getFirst().rates());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "self-heal pid=self-heal process=glustershd,brickyard-heal rate=500fops,20MiB burst=50ms weight=10",
            "tenants address=10.0.0.0/8,2001:db8:0:0:0:0:0:0/32 each=100fops weight=500 guarantee=50fops",
            "hashes fops=READ,RCHECKSUM rate=100000tokens",
            "users pid=user auto target-p99=5ms min=20fops max=5000fops",
            "brick=auto min=100fops max=5000fops burst=50ms",
            "brick=auto min=100fops max=5000fops depth=30",
            "observe\nmax-wait=30s\nbrick=20000fops burst=1s\nfree subdir=/a,!/a/b unlimited",
            "off", ""})
    void shouldPrintWhatItReadsWhenThereIsNothingToShorten(String text) throws PolicyException {
        assertEquals(text, policy(text).toString());
    }

    @Test
    void shouldTakeTheLastWhenAClassIsThereTwice() throws PolicyException {
        Policy policy = policy("self-heal=1fops; rebalance=2fops # slow\nself-heal=3fops");
        assertEquals("self-heal pid=self-heal process=glustershd,brickyard-heal rate=3fops\n"
                + "rebalance pid=rebalance rate=2fops", policy.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "self-heal=5|line 1: '5': expected a rate such as 500fops",
            "self-heal=9GiB|expected a rate",
            "self-heal=0fops|expected a rate",
            "Self=5fops|no name of a class",
            "x=5fops|no known class, so say which calls it has",
            "x pid=root rate=5fops|no class of process ids; there are user",
            "x pid=user guarantee=5fops|earns no guarantee",
            "users=5fops weight=101|earns no more than the usual 100",
            "users pid=scrub rate=5fops|goes by pid=user",
            "all rate=5fops rate=6fops|'rate' is there twice",
            "all=5fops,6fops|two rates of one unit",
            "all fops=NOPE rate=1fops|no file operation",
            "all address=host rate=1fops|no address",
            "all address=1.2.3.4/33 rate=1fops|no address",
            "all|has no limit",
            "all unlimited rate=1fops|has a limit too",
            "all=1fops burst=0ms|expected a time",
            "all=1fops colour=red|unknown; a class has",
            "all=1fops process=|'process' wants a value",
            "all=1fops process=a,,b|an empty name matches nobody",
            "all auto|'auto': wants a target",
            "all auto target-p99=5|'target-p99=5': wants a target",
            "all auto=1 target-p99=1ms|'auto' has no value",
            "all auto target-p99=1ms rate=1fops|auto finds the rate",
            "all target-p99=1ms rate=1fops|only with auto",
            "all auto target-p99=1ms min=5fops max=1fops|are no range",
            "max-wait=0s|expected max-wait=1s",
            "brick=5fops colour=red|expected brick=RATE",
            "brick=auto min=5fops max=1fops|are no range",
            "brick=auto min=5fops max=1MiB|are no range",
            "brick=auto depth=0|expected depth=1 to depth=65536",
            "brick=auto depth=65537|expected depth=1 to depth=65536",
            "brick=5fops depth=3|expected brick=RATE",
            "brick=5fops min=1fops|expected brick=RATE",
            "brick|expected a rate",
            "off now|nothing may follow",
            "clear a b|expected 'clear'"})
    void shouldSayWhereAndWhyWhenATextIsNoPolicy(String text, String why) {
        PolicyException refused = assertThrows(PolicyException.class, () -> policy(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
    }

    @Test
    void shouldNameTheLineWhenAFileIsWrong() {
        assertEquals(3, assertThrows(PolicyException.class, () -> policy("# a\nall=1fops;\nall=x")).line());
    }
}
