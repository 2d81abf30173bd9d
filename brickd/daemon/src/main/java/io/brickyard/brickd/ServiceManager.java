package io.brickyard.brickd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Tells the service manager (systemd) how things stand, as sd_notify(3) describes: one datagram to the Unix socket that
 * NOTIFY_SOCKET names. The JDK has no Unix datagram sockets.
 */
final class ServiceManager {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
    private static final int FAMILY_BYTES = 2;
    private static final int MAX_PATH_BYTES = 107;

    private final String socketPath;
    private final Consumer<String> log;

    private ServiceManager(String socketPath, Consumer<String> log) {
        this.socketPath = socketPath;
        this.log = log;
    }

    /** The one that the environment names; without one nothing is told. */
    static ServiceManager of(Map<String, String> environment, Consumer<String> log) {
        return new ServiceManager(environment.getOrDefault("NOTIFY_SOCKET", ""), log);
    }

    /** Sends a state such as READY=1. */
    void tell(String state) {
        byte[] path = socketPath.getBytes(StandardCharsets.UTF_8);
        boolean named = path.length > 1 && path.length <= MAX_PATH_BYTES && (path[0] == '/' || path[0] == '@');
        if (!named) {
            return;
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        if (!send(path, state.getBytes(StandardCharsets.UTF_8))) {
            log.accept("cannot tell the service manager at " + socketPath + " " + state);
        }
    }

    private static boolean send(byte[] path, byte[] state) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(FAMILY_BYTES + path.length);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
            int fd = (int) function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)
                    .invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            long sent = (long) function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT)
                    .invokeExact(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, state), (long) state.length, 0, address,
                            (int) address.byteSize());
            int closed = (int) function("close", JAVA_INT, JAVA_INT).invokeExact(fd);
            return sent == state.length && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("a system call with wrong arguments", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments));
    }
}
