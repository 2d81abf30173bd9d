package io.brickyard.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.brickyard.brickd.BrickPlace;
import io.brickyard.brickd.Brickd;
import io.brickyard.brickd.BrickdException;
import io.brickyard.brickd.BrickdOptions;
import io.brickyard.brickd.EventLog;
import io.brickyard.brickd.StatsOptions;
import io.brickyard.brickd.TlsOptions;
import io.brickyard.brickd.VolumeLayout;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.xlator.stats.DumpFormat;

/** A volume of three bricks that distribute their files, on free ports of the loopback interface. */
final class DemoVolume implements AutoCloseable {
    /** Its name. */
    static final String NAME = "demo";
    /** How many bricks it has. */
    static final int BRICKS = 3;

    private final DemoDirectory directory;
    private final Brickd server;
    private final PrintWriter log;

    private DemoVolume(DemoDirectory directory, Brickd server, PrintWriter log) {
        this.directory = directory;
        this.server = server;
        this.log = log;
    }

    /** Starts it on new bricks; serves when this returns, or leaves nothing running. */
    static DemoVolume start(DemoDirectory directory) throws DemoException {
        VolumeLayout layout = new VolumeLayout(
                directory.bricks(BRICKS).stream().<BrickPlace>map(BrickPlace.Here::new).toList(), 1, 0);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var options = new BrickdOptions(layout, NAME, Optional.empty(), true, !directory.isPrivileged(), false,
                anyPort, Optional.of(anyPort), AddressRules.ALL, new LoginRules(Map.of()), TlsOptions.NONE,
                Optional.empty(), BrickdOptions.DEFAULT_IO_THREADS,
                new StatsOptions(Optional.of(directory.stats()), Duration.ZERO, DumpFormat.JSON, false),
                Optional.empty());
        PrintWriter log = log(directory.log());
        try {
            return new DemoVolume(directory, Brickd.start(options, new EventLog(log)), log);
        } catch (BrickdException e) {
            log.close();
            throw DemoException.of(e);
        }
    }

    private static PrintWriter log(Path file) throws DemoException {
        try {
            return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DemoException.of(e);
        }
    }

    /** Where clients fetch the volume file. */
    int managementPort() {
        return server.managementPort();
    }

    /** The address of its bricks and of the volume file. */
    String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** Begins a new interval of all probes, of which nothing was dumped yet. */
    void forget() throws IOException {
        server.dump();
        directory.clearStats();
    }

    /** Dumps all probes. */
    void dump() {
        server.dump();
    }

    @Override
    public void close() {
        server.close();
        log.close();
    }
}
