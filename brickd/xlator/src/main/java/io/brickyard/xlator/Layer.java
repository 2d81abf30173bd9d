package io.brickyard.xlator;

/** A translator with one translator below it. What is not overridden goes down. */
public abstract class Layer implements Translator {
    private final Translator below;

    /** A layer above {@code below}. */
    protected Layer(Translator below) {
        this.below = below;
    }

    /** The translator that this one winds to. */
    protected final Translator below() {
        return below;
    }

    @Override
    public boolean mayWait(Call call) {
        return below.mayWait(call);
    }

    @Override
    public void leaving(Session session) {
        below.leaving(session);
    }

    @Override
    public void disconnected(Session session) {
        below.disconnected(session);
    }

    @Override
    public void stop() {
        below.stop();
    }
}
