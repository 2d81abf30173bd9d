package io.brickyard.brickd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.sun.management.UnixOperatingSystemMXBean;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;

/** A server in a JVM of its own, whose threads, descriptors and memory are nobody else's. */
final class ServerProcess implements AutoCloseable {
    private static final int IO_THREADS = 4;

    private final Process process;
    private final BufferedReader out;
    private final int port;
    private final String subvolume;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] facts = line().split(" ", 2);
        this.port = Integer.parseInt(facts[0]);
        this.subvolume = facts[1];
    }

    /**
     * What it uses.
     *
     * @param threads of the JVM
     * @param files descriptors
     * @param bytes heap and direct memory after a collection
     */
    record Usage(int threads, long files, long bytes) {}

    static ServerProcess start(Path brick, Path log) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        return new ServerProcess(new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-cp",
                System.getProperty("java.class.path"), ServerProcess.class.getName(), brick.toString())
                .redirectError(log.toFile()).start());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String subvolume() {
        return subvolume;
    }

    Usage usage() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String[] numbers = line().split(" ", 3);
        return new Usage(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        boolean ended = false;
        try {
            ended = process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
            throw new AssertionError("the server does not end");
        }
    }

    /** The server: serves the brick until its input ends; each byte of it asks for a line of usage. */
    public static void main(String... arguments) throws IOException, BrickdException {
        BrickdOptions options = new BrickdOptions(VolumeLayout.single(Path.of(arguments[0])), TestServer.VOLUME,
                Optional.empty(), true,
                false,
                false, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), AddressRules.ALL,
                new LoginRules(Map.of()), TlsOptions.NONE, Optional.empty(), IO_THREADS, StatsOptions.NONE,
                Optional.empty());
        Consumer<String> log = System.err::println;
        try (Brickd brickd = Brickd.start(options, log)) {
            System.out.println(brickd.port() + " " + brickd.volume().subvolume());
            while (System.in.read() >= 0) {
                Usage usage = ownUsage();
                System.out.println(usage.threads + " " + usage.files + " " + usage.bytes);
            }
        }
    }

    private static Usage ownUsage() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Usage(ManagementFactory.getThreadMXBean().getThreadCount(), system.getOpenFileDescriptorCount(),
                direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
