package io.brickyard.brickd.metrics;

import java.net.InetSocketAddress;

/**
 * Where the metrics are served.
 *
 * @param address address and port; port 0 takes any
 * @param version of the program, which they tell
 */
public record MetricsOptions(InetSocketAddress address, String version) {}
