package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.load.gluster.Placement.Found;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * One subvolume of a volume and which of its bricks a file is read from. Promises never to read a copy that another replica
 * accuses: a replica whose data changelog of a brick is not zero has writes that the brick lacks. Since the accusers might
 * be those that cannot be reached, more than half of a set must answer, or half with the first.
 */
final class ReplicaSet {
    private final String name;
    private final List<Member> members;
    private final ReplicaChoice choice;
    private final Dict wishes;

    /** A brick with its connection, or why there is none. */
    record Member(VolumeMap.Replica replica, @Nullable BrickLink link, @Nullable IOException why) {}

    /** What one brick has at a name. */
    record Candidate(int number, BrickLink link, Gfid parent, LookupReply reply) {}

    /** Too few bricks of the set can be reached. */
    static final class UnavailableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    ReplicaSet(String name, List<Member> members, ReplicaChoice choice) {
        this.name = name;
        this.members = List.copyOf(members);
        this.choice = choice;
        DictBuilder keys = Placement.wishes().putUint(VolumePlacement.LINKTO, 0);
        if (members.size() > 1) {
            members.forEach(member -> keys.putUint(member.replica().pendingKey(), 0));
        }
        this.wishes = keys.build();
    }

    List<BrickLink> links() {
        return members.stream().map(Member::link).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    /** The first brick that can be reached. */
    BrickLink first() throws IOException {
        if (links().isEmpty()) {
            throw new UnavailableException(reasons());
        }
        return links().getFirst();
    }

    /** The copy of a file to read; empty if the set has none, or only a pointer to another. */
    Optional<Found> find(Names names) throws IOException {
        checkQuorum();
        List<Candidate> candidates = candidates(names);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        long gfids = candidates.stream().map(it -> it.reply().stat().gfid()).distinct().count();
        if (gfids > 1) {
            throw new IOException("is in split-brain: replicas of " + name + " have different files; heal it first");
        }
        Set<Integer> accused = accused(candidates);
        List<Candidate> good = candidates.stream()
                .filter(it -> !accused.contains(it.number()) && !members.get(it.number()).replica().arbiter())
                .toList();
        if (good.isEmpty()) {
            throw new IOException("has no copy on " + name + " that no other replica accuses: it is in split-brain, or "
                    + "only the arbiter has it right; heal it first");
        }
        Candidate chosen = choice.pick(name, good, members.size());
        return Optional.of(Placement.usable(chosen.link(), chosen.parent(), names.last(), chosen.reply()));
    }

    private List<Candidate> candidates(Names names) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            BrickLink link = members.get(i).link();
            Optional<Gfid> parent = link == null ? Optional.empty() : names.parent(link);
            if (link != null && parent.isPresent()) {
                Optional<LookupReply> reply = Names.lookup(link, parent.get(), names.last(), wishes);
                if (reply.isPresent() && !VolumePlacement.isLinkTo(reply.get())) {
                    candidates.add(new Candidate(i, link, parent.get(), reply.get()));
                }
            }
        }
        return candidates;
    }

    private Set<Integer> accused(List<Candidate> candidates) {
        Set<Integer> accused = new TreeSet<>();
        for (Candidate accuser : candidates) {
            for (int i = 0; i < members.size(); i++) {
                byte[] changelog = accuser.reply().xdata().getBytes(members.get(i).replica().pendingKey());
                // The first of the three counters is that of data.
                if (i != accuser.number() && changelog != null && changelog.length >= Integer.BYTES
                        && ByteBuffer.wrap(changelog).getInt(0) != 0) {
                    accused.add(i);
                }
            }
        }
        return accused;
    }

    private void checkQuorum() throws UnavailableException {
        int up = links().size();
        boolean enough = 2 * up > members.size()
                || (2 * up == members.size() && members.getFirst().link() != null);
        if (!enough) {
            throw new UnavailableException(reasons());
        }
    }

    private String reasons() {
        List<String> why = members.stream().map(Member::why).filter(Objects::nonNull)
                .map(it -> String.valueOf(it.getMessage())).toList();
        return String.join("; ", why);
    }
}
