package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * {@code brickyard heal} in a stock cluster where all is encrypted, management too: glusterd with its bricks, all in name
 * spaces of their own with glusterd's own places, where the file is that tells everybody to speak TLS.
 */
class HealManagementTlsPeerIT {
    private static final String CLUSTER = """
            set -e
            ip link set lo up
            ip addr add 10.9.9.1/32 dev lo
            cp -a /usr/lib/ssl "$1"
            for place in /var/lib/glusterd /var/log/glusterfs /run /usr/lib/ssl; do
                mkdir -p $place
                mount -t tmpfs none $place
            done
            cp -a "$1"/ssl/. /usr/lib/ssl
            cd /usr/lib/ssl
            openssl req -x509 -newkey rsa:2048 -nodes -keyout glusterfs.key -out glusterfs.pem -subj /CN=all -days 2
            cp glusterfs.pem glusterfs.ca
            touch /var/lib/glusterd/secure-access
            mkdir /run/gluster
            glusterd -N &
            tries=0
            until gluster pool list; do
                tries=$((tries + 1))
                [ $tries -lt 100 ]
                sleep 0.2
            done
            gluster --mode=script volume create vol replica 3 10.9.9.1:/run/b0 10.9.9.1:/run/b1 10.9.9.1:/run/b2 force
            gluster volume set vol client.ssl on
            gluster volume set vol server.ssl on
            gluster volume start vol
            """;
    private static final String HEALS = """
            heal() {
                what=$1
                shift
                said=$("$brickyard" heal "$what" --volume=10.9.9.1:vol "$@" 2>&1)
                code=$?
                echo "$what:" $said "($code)"
            }
            heal info --summary
            heal run --full --state-dir="$1"
            heal info --tls-cert="$1/none.pem"
            rm /var/lib/glusterd/secure-access
            heal info
            """;
    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERD, Peer.GLUSTER, Peer.GLUSTERFSD, Peer.OPENSSL);
        work = WorkDirectory.create("management-tls");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    @Test
    void shouldSpeakTlsWithDaemonsWhereStockWould() throws IOException {
        Map<String, String> variables = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "BRICKYARD_JAVA_HOME",
                System.getProperty("java.home"), "brickyard", Installation.PACKAGED.resolve("brickyard").toString());
        // The name space of processes goes with its first one, and they with it.
        ProcessRun run = ProcessRun.of(Path.of("/"), variables,
                List.of("unshare", "--net", "--mount", "--pid", "--fork",
                        "--mount-proc", "--kill-child", "sh", "-c",
                        "{ " + CLUSTER + "} >\"$1/cluster.log\" 2>&1\nset +e\n"
                                + HEALS,
                        "sh", work.path().toString()));
        String brick = "Brick 10.9.9.1:/run/b%d Status: Connected Total Number of entries: 0 Number of entries in heal "
                + "pending: 0 Number of entries in split-brain: 0 Number of entries possibly healing: 0 ";
        assertEquals(List.of(
                "info: " + String.format(brick, 0) + String.format(brick, 1) + String.format(brick, 2) + "(0)",
                "run: done: 0 data, 0 metadata, 0 created, 0 removed, 0.0 MiB gone through, 0.0 MiB sent, 0 left (0)",
                "info: brickyard: cannot reach the management daemon at 10.9.9.1:24007: TLS: there is no certificate "
                        + work.path() + "/none.pem; make it, or name another with --tls-cert (1)",
                "info: brickyard: the management daemon at 10.9.9.1:24007 ended the connection without an answer; if it "
                        + "wants TLS, as clusters with /var/lib/glusterd/secure-access do, make that file here as well (1)"),
                run.out().lines().toList(), run::toString);
    }
}
