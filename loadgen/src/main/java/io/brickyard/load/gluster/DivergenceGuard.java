package io.brickyard.load.gluster;

import java.io.IOException;

import io.brickyard.client.Management;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Gfid;

/**
 * Keeps load from writing to one brick of several behind its volume's back. A brick is taken for one of several if the
 * volume that the user names has more, if its root carries marks of replication or only a part of the names, or if a
 * management daemon runs it and nobody says for which volume.
 */
record DivergenceGuard(JobSpec job) {
    private static final String AFR = "trusted.afr.";
    private static final String WAY_OUT = "; use --ioengine=gluster, or, if the brick may end up different from the "
            + "others, say --allow_divergence=1";

    /** Refuses a member of a volume of several bricks. */
    void check(BrickLink link) throws IOException {
        Dict marks = Names
                .directory(link, Gfid.ROOT, Dict.builder().putUint(AFR + "*", 0).putUint(DhtRange.KEY, 0).build())
                .xdata();
        for (int i = 0; i < marks.size(); i++) {
            if (marks.keyAt(i).startsWith(AFR)) {
                throw refusal(link, "is one replica of several (its root has " + marks.keyAt(i) + ")");
            }
        }
        DhtRange range = DhtRange.of(marks);
        if (range != null && !range.isWhole()) {
            throw refusal(link, "has only a part of its volume's files (" + DhtRange.KEY + " of its root)");
        }
        askManagement(link);
    }

    private void askManagement(BrickLink link) throws IOException {
        String volume = job.text(LoadOption.VOLUME);
        try (Management management = open(link)) {
            if (!volume.isEmpty()) {
                int bricks = VolumeMap.of(management.volfile(volume)).bricks().size();
                if (bricks > 1) {
                    throw refusal(link, "is one of " + bricks + " bricks of volume " + volume);
                }
            } else if (management.portOf(link.address().subvolume()) == link.address().port()) {
                throw new IOException(
                        "brick " + link.address() + " may be one of several of its volume; name the volume "
                                + "with --volume=V, so that load can see, or say --allow_divergence=1");
            }
        } catch (NoManagementException e) {
            if (!volume.isEmpty()) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private Management open(BrickLink link) throws NoManagementException {
        try {
            return Management.connect(link.address().host(), job.count(LoadOption.PORT));
        } catch (IOException e) {
            throw new NoManagementException(e);
        }
    }

    private static IOException refusal(BrickLink link, String why) {
        return new IOException("brick " + link.address() + " " + why + ", and writing to it alone would make it differ"
                + WAY_OUT);
    }

    private static final class NoManagementException extends Exception {
        private static final long serialVersionUID = 1L;

        NoManagementException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
