package io.brickyard.heal.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Gfid;

/** Passes on each action only once: a dry run comes upon the same need by several ways. */
final class ToldOnce implements Journal {
    private final Journal journal;
    private final Set<Action> told = ConcurrentHashMap.newKeySet();

    ToldOnce(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void healed(ReplicaSpec set, Gfid gfid, Action action) {
        if (told.add(action)) {
            journal.healed(set, gfid, action);
        }
    }

    @Override
    public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        journal.left(set, gfid, path, reason, detail);
    }

    @Override
    public void ended() {
        journal.ended();
    }

    @Override
    public void toGo(long contentBytes) {
        journal.toGo(contentBytes);
    }

    @Override
    public void copied(long comparedBytes, long sentBytes) {
        journal.copied(comparedBytes, sentBytes);
    }
}
