/**
 * Heavy workloads on mounts, and their transcripts: what a stock brick answers is what any brick server must answer.
 *
 * <p>A {@link io.brickyard.peers.workloads.Workload} is a Python script of this package's resources. {@link
 * io.brickyard.peers.workloads.WorkloadSession} runs it on mounts of a {@link
 * io.brickyard.peers.workloads.BrickServer}; transcripts of two servers compare line by line.
 */
@NullMarked
package io.brickyard.peers.workloads;

import org.jspecify.annotations.NullMarked;
