package org.lienthong.simulator.load;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run cost.
 *
 * @param cpu of the bus during the run; empty if it is not on this machine
 * @param memoryPeak largest resident set of the bus, as Linux writes it
 * @param ownHeapPeak of the JVM that makes the load, in bytes
 */
public record ServerCost(Optional<Duration> cpu, Optional<String> memoryPeak, long ownHeapPeak) {}
