package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a brick known to its glusterd. Promises: a volfile that glusterd changes is fetched and passed on soon after, once
 * for many changes that come together; a glusterd that ended is tried every 3 s, as stock bricks do, and when it is back
 * the brick is signed in there again and its volfile fetched. The brick serves its clients whether glusterd is there or
 * not.
 */
public final class GlusterdWatch implements AutoCloseable {
    private static final long RETRY_MILLIS = 3_000;

    private final ManagedPlace place;
    private final Consumer<String> log;
    private final int pid = (int) ProcessHandle.current().pid();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile String volfile;
    private volatile @Nullable GlusterdLink link;
    private volatile boolean closed;

    private enum Event {
        CHANGED, LOST, CLOSED
    }

    private GlusterdWatch(ManagedPlace place, Consumer<String> log) throws IOException {
        this.place = place;
        this.log = log;
        GlusterdLink first = connect();
        this.link = first;
        try {
            this.volfile = first.volfile(place);
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /**
     * Connects to a brick's glusterd and fetches its volfile.
     *
     * @param log takes one line per event, from any thread
     */
    public static GlusterdWatch open(ManagedPlace place, Consumer<String> log) throws GlusterdException {
        try {
            return new GlusterdWatch(place, log);
        } catch (IOException e) {
            throw new GlusterdException("glusterd at " + name(place) + ": " + e.getMessage()
                    + "; start it, or name where it listens with --glusterd", e);
        }
    }

    /** The brick as glusterd defined it when it was asked first. */
    public ManagedBrick brick() {
        return new ManagedBrick(place, volfile);
    }

    /**
     * Signs the brick in, and from now on again whenever glusterd is back; passes on each new volfile.
     *
     * @param onVolfile takes the text, on this watch's thread
     */
    public void signIn(Consumer<String> onVolfile) throws GlusterdException {
        try {
            GlusterdLink current = link;
            if (current == null) {
                throw new IOException("the connection is gone");
            }
            current.signIn(place, pid);
        } catch (IOException e) {
            throw new GlusterdException("glusterd at " + name(place) + ": " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("glusterd watch").start(() -> watch(onVolfile));
    }

    private void watch(Consumer<String> onVolfile) {
        boolean connected = true;
        try {
            while (!closed) {
                Event event = connected ? events.take() : events.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                if (event == Event.CLOSED) {
                    return;
                }
                if (event == Event.LOST) {
                    connected = false;
                    log.accept("glusterd at " + name(place) + " is gone: serving on, trying it every "
                            + RETRY_MILLIS / 1000 + " s");
                } else if (!connected) {
                    connected = reconnect();
                }
                if (connected) {
                    events.removeIf(Event.CHANGED::equals);
                    refresh(onVolfile);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reconnect() {
        try {
            GlusterdLink fresh = connect();
            try {
                fresh.signIn(place, pid);
            } catch (IOException e) {
                fresh.close();
                throw e;
            }
            link = fresh;
            log.accept("glusterd at " + name(place) + " is back: signed in");
            return true;
        } catch (IOException stillGone) {
            return false;
        }
    }

    private void refresh(Consumer<String> onVolfile) {
        GlusterdLink current = link;
        if (current == null) {
            return;
        }
        try {
            String now = current.volfile(place);
            if (!now.equals(volfile)) {
                volfile = now;
                onVolfile.accept(now);
            }
        } catch (IOException e) {
            log.accept("glusterd at " + name(place) + ": " + e.getMessage() + "; going on with the volfile that was"
                    + " fetched before");
        }
    }

    private GlusterdLink connect() throws IOException {
        return GlusterdLink.connect(place.glusterd(), new GlusterdLink.Events() {
            @Override
            public void changed() {
                events.add(Event.CHANGED);
            }

            @Override
            public void lost() {
                link = null;
                events.add(Event.LOST);
            }
        });
    }

    private static String name(ManagedPlace place) {
        return place.glusterd().getHostString() + ":" + place.glusterd().getPort();
    }

    /**
     * Ends the connection, which tells glusterd enough. It is not told by SIGNOUT: glusterd 10.3 then takes the brick
     * off its list of processes, and {@code volume stop} fails until glusterd itself has started the brick again.
     */
    @Override
    public void close() {
        closed = true;
        events.add(Event.CLOSED);
        GlusterdLink current = link;
        if (current != null) {
            link = null;
            current.close();
        }
    }
}
