package io.brickyard.brickd;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

import io.brickyard.brickd.glusterd.ManagedBrick;
import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.brickd.metrics.MetricsOptions;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.brickd.throttle.ThrottleOptions;
import io.brickyard.wire.type.Gfid;

/**
 * What a brick server is told.
 *
 * @param layout the bricks of the volume, here and elsewhere
 * @param volume name of the volume
 * @param volumeId id of the volume; without one that of the directory is taken, or a new one with {@code init}
 * @param init make the empty directory a brick first
 * @param unprivileged keep labels where a user other than root may write them
 * @param readOnly refuse all changes
 * @param listen address and port for clients of the first brick here, the next ones take the ports that follow; port 0
 *        takes any for each
 * @param management address and port for volume files and the port map; none without
 * @param addresses which addresses may come in
 * @param logins which users may
 * @param tls where to speak TLS
 * @param volfile the brick's graph; none for the standard one
 * @param ioThreads threads that wait for the disk, in the standard graph
 * @param maxConnections clients that may be connected at a time, at each port
 * @param stats dumps of the probes
 * @param metrics where metrics are served; none if nowhere
 * @param throttle what calls are held back
 * @param managed what glusterd says of the brick, whose place it takes; none if no glusterd manages it
 */
public record BrickdOptions(VolumeLayout layout, String volume, Optional<Gfid> volumeId, boolean init,
        boolean unprivileged,
        boolean readOnly, InetSocketAddress listen, Optional<InetSocketAddress> management, AddressRules addresses,
        LoginRules logins, TlsOptions tls, Optional<Path> volfile, int ioThreads, int maxConnections,
        StatsOptions stats, Optional<MetricsOptions> metrics, ThrottleOptions throttle,
        Optional<ManagedBrick> managed) {
    /** Where bricks of glusterd listen first. */
    public static final int DEFAULT_PORT = 49152;
    /** As stock's io-threads. */
    public static final int DEFAULT_IO_THREADS = 16;
    /** Most threads that io-threads may have. */
    public static final int MAX_IO_THREADS = 64;
    /** Far beyond what a brick usually has; an idle one costs some kilobytes. */
    public static final int DEFAULT_MAX_CONNECTIONS = 16_384;

    /** With as many connections as by default. */
    public BrickdOptions(VolumeLayout layout, String volume, Optional<Gfid> volumeId, boolean init,
            boolean unprivileged,
            boolean readOnly, InetSocketAddress listen, Optional<InetSocketAddress> management,
            AddressRules addresses, LoginRules logins, TlsOptions tls, Optional<Path> volfile, int ioThreads,
            StatsOptions stats, Optional<MetricsOptions> metrics) {
        this(layout, volume, volumeId, init, unprivileged, readOnly, listen, management, addresses, logins, tls,
                volfile, ioThreads, DEFAULT_MAX_CONNECTIONS, stats, metrics, ThrottleOptions.NONE, Optional.empty());
    }

    /** The same with another throttle. */
    public BrickdOptions throttling(ThrottleOptions newThrottle) {
        return new BrickdOptions(layout, volume, volumeId, init, unprivileged, readOnly, listen, management, addresses,
                logins, tls, volfile, ioThreads, maxConnections, stats, metrics, newThrottle, managed);
    }

    /** With the brick, port and volfile that glusterd names, and no port for volume files, which clients get there. */
    BrickdOptions inPlaceOf(ManagedBrick newManaged) {
        ManagedPlace place = newManaged.place();
        return new BrickdOptions(VolumeLayout.single(place.brick()), place.volume(), volumeId, false, unprivileged,
                readOnly, new InetSocketAddress(listen.getAddress(), place.port()), Optional.empty(), addresses, logins,
                tls, Optional.empty(), ioThreads, maxConnections, stats, metrics, throttle,
                Optional.of(newManaged));
    }
}
