package io.brickyard.brickd.graph;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.brickyard.posix.locks.ContentionHook;
import io.brickyard.posix.locks.InodeLock;
import io.brickyard.posix.locks.LockOwner;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.xlator.Session;

/**
 * Under what names sessions own locks, one name per stay, and the way back from a held lock to its client, which is told
 * that others want it.
 */
final class LockHolders implements ContentionHook {
    private final BiConsumer<Session, Callback> notices;
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final List<BiConsumer<Session, Gfid>> obstructed = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    LockHolders(BiConsumer<Session, Callback> notices) {
        this.notices = notices;
    }

    /** The name of a session. */
    String name(Session session) {
        return session.context(this, String.class, made -> {
            String name = session.identity() + "#" + numbers.incrementAndGet();
            sessions.put(name, session);
            return name;
        });
    }

    /** The identity of the client behind a name; the name itself if it is gone. */
    String identity(String name) {
        Session session = sessions.get(name);
        return session == null ? name : session.identity();
    }

    /** The session is over. */
    void remove(Session session) {
        sessions.remove(name(session));
    }

    /** Tells {@code listener} each time that a session's lock on an inode is in the way of another's request. */
    void onObstruction(BiConsumer<Session, Gfid> listener) {
        obstructed.add(listener);
    }

    @Override
    public void obstructed(Gfid gfid, LockOwner holder) {
        Session session = sessions.get(holder.client());
        if (session != null) {
            obstructed.forEach(listener -> listener.accept(session, gfid));
        }
    }

    @Override
    public void contended(Gfid gfid, String domain, InodeLock held) {
        Session session = sessions.get(held.owner().client());
        if (session != null) {
            Flock flock = new Flock(held.exclusive() ? Flock.WRITE : Flock.READ, 0, held.range().first(),
                    held.range().length(), held.pid(), LkOwner.NONE);
            notices.accept(session, new InodelkContention(gfid, flock, held.pid(), domain, Dict.NULL));
        }
    }
}
