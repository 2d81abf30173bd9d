package io.brickyard.stats.stack;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.dump.WirePoint;
import io.brickyard.stats.read.Inputs;
import io.brickyard.xlator.Volume;

/**
 * Measurements of what stands in no volfile.
 *
 * @param applications names of programs above the client stack
 * @param captures names of wire points, as {@link WirePoint}
 */
record OutsideProbes(Set<String> applications, Set<String> captures) {

    static OutsideProbes of(List<Measurement> measurements) {
        return new OutsideProbes(names(measurements, Measures.APPLICATION), names(measurements, Measures.WIRE));
    }

    private static Set<String> names(List<Measurement> measurements, Measures measures) {
        Set<String> names = new LinkedHashSet<>();
        measurements.stream().filter(one -> one.format().measures() == measures).map(Measurement::probe)
                .forEach(names::add);
        return names;
    }

    boolean any() {
        return !applications.isEmpty() || !captures.isEmpty();
    }

    /** The captures that may be of the connection from {@code client} to one of {@code targets}. */
    Set<String> captures(Volume client, List<Inputs.Graph> targets) {
        Set<String> fitting = new LinkedHashSet<>(captures);
        fitting.removeIf(probe -> WirePoint.of(probe).filter(point -> contradicts(point, client, targets)).isPresent());
        return fitting;
    }

    private static boolean contradicts(WirePoint point, Volume client, List<Inputs.Graph> targets) {
        String port = Integer.toString(point.port());
        Optional<String> asked = Optional.ofNullable(client.options().get("remote-port"));
        if (asked.isPresent() && !asked.get().equals(port)) {
            return true;
        }
        if (!point.subvolume().isEmpty() && !point.subvolume().equals(BrickMatch.remoteSubvolume(client))) {
            return true;
        }
        return !targets.isEmpty() && targets.stream().allMatch(brick -> Optional
                .ofNullable(brick.volfile().top().options().get("transport.socket.listen-port"))
                .filter(listens -> !listens.equals(port)).isPresent());
    }
}
