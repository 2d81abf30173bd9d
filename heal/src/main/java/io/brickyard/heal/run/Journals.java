package io.brickyard.heal.run;

import java.util.List;

import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Gfid;

/**
 * Several journals that hear the same.
 *
 * @param all of them
 */
public record Journals(List<Journal> all) implements Journal {
    @Override
    public void healed(ReplicaSpec set, Gfid gfid, Action action) {
        all.forEach(it -> it.healed(set, gfid, action));
    }

    @Override
    public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        all.forEach(it -> it.left(set, gfid, path, reason, detail));
    }

    @Override
    public void listed(long entries) {
        all.forEach(it -> it.listed(entries));
    }

    @Override
    public void ended() {
        all.forEach(Journal::ended);
    }

    @Override
    public void toGo(long contentBytes) {
        all.forEach(it -> it.toGo(contentBytes));
    }

    @Override
    public void copied(long comparedBytes, long sentBytes) {
        all.forEach(it -> it.copied(comparedBytes, sentBytes));
    }

    @Override
    public void differs(ReplicaSpec set, Difference difference) {
        all.forEach(it -> it.differs(set, difference));
    }

    @Override
    public void repaired(ReplicaSpec set, String path, int differences) {
        all.forEach(it -> it.repaired(set, path, differences));
    }

    @Override
    public void verified(String path) {
        all.forEach(it -> it.verified(path));
    }
}
