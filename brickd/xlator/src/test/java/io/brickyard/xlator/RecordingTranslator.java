package io.brickyard.xlator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Stands at the bottom of a tested stack: remembers what reaches it and answers as it is told. */
public final class RecordingTranslator implements Translator {
    private final List<Call> calls = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Session> gone = new ArrayList<>();
    private final BiConsumer<Call, Unwind> answer;
    private int stops;

    /** Answers each call by {@code answer}, which runs on the winding thread without a lock. */
    public RecordingTranslator(BiConsumer<Call, Unwind> answer) {
        this.answer = answer;
    }

    /** Answers each call at once with success. */
    public RecordingTranslator() {
        this((call, up) -> up.unwind(SampleCalls.success(call.fop(), 0)));
    }

    @Override
    public void wind(Call call, Unwind up) {
        synchronized (this) {
            calls.add(call);
            threads.add(Thread.currentThread());
        }
        answer.accept(call, up);
    }

    @Override
    public synchronized void disconnected(Session session) {
        gone.add(session);
    }

    @Override
    public synchronized void stop() {
        stops++;
    }

    /** The calls that came, in order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The threads that they came on. */
    public synchronized List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** The sessions that disconnected, in order. */
    public synchronized List<Session> gone() {
        return List.copyOf(gone);
    }

    /** How often it was stopped. */
    public synchronized int stops() {
        return stops;
    }
}
