package io.brickyard.brickd;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Handles signals of the process. The JDK has them only in {@code sun.misc}, which the compiler refuses to be quiet
 * about, so this goes by reflection; a JVM without them leaves the signal's own effect.
 */
public final class Signals {
    private Signals() {
    }

    /**
     * Runs {@code action} on a thread of the JVM whenever the signal comes.
     *
     * @param name without SIG
     * @return what undoes that; empty if it cannot be had
     */
    public static Optional<Runnable> handle(String name, Runnable action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handlerClass},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "hashCode" -> name.hashCode();
                        case "equals" -> false;
                        default -> name;
                    });
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
            Object before = handle.invoke(null, signal, handler);
            return Optional.of(() -> restore(handle, signal, before));
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException | InstantiationException
                | InvocationTargetException e) {
            return Optional.empty();
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a signal could not be given back", e);
        }
    }
}
