package io.brickyard.brickd;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Handles signals of the process. The JDK has them only in {@code sun.misc}, which the compiler refuses to be quiet
 * about, so this goes by reflection; a JVM without them leaves the signal's own effect.
 */
final class Signals {
    private Signals() {
    }

    /** Runs {@code action} on a thread of the JVM whenever the signal comes; false if that cannot be had. */
    static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "hashCode" -> name.hashCode();
                        case "equals" -> false;
                        default -> name;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class)
                    .newInstance(name), handling);
            return true;
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException | InstantiationException
                | InvocationTargetException e) {
            return false;
        }
    }
}
