package dev.crossfire.simulations.resources;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this process uses of its machine, as far as the machine reports it: Linux reports all, macOS nothing about
 * ports.
 */
final class ProcessResources {
    private static final Path SOCKETS = Path.of("/proc/net/sockstat");
    private static final Path SOCKETS_6 = Path.of("/proc/net/sockstat6");
    private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Pattern IN_USE = Pattern.compile("TCP6?: inuse (\\d+)");
    private static final Pattern COOLING = Pattern.compile("TCP: .*\\btw (\\d+)");
    private static final Pattern RANGE = Pattern.compile("(\\d+)\\s+(\\d+)");

    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

    ResourceUsage usage(double seconds, double stalledMillis, @Nullable Double clockStepMillis) {
        boolean tells = system instanceof UnixOperatingSystemMXBean;
        return new ResourceUsage(
                seconds,
                tells ? share(((UnixOperatingSystemMXBean) system).getProcessCpuLoad()) : null,
                tells ? share(((UnixOperatingSystemMXBean) system).getCpuLoad()) : null,
                stalledMillis,
                tells ? count(((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount()) : null,
                tells ? count(((UnixOperatingSystemMXBean) system).getMaxFileDescriptorCount()) : null,
                ports(text(SOCKETS), text(SOCKETS_6)),
                portsAllowed(text(PORTS)),
                clockStepMillis);
    }

    /** Local TCP ports in use or cooling down, from Linux's table of sockets; null when it cannot be read. */
    static @Nullable Long ports(String sockets, String sockets6) {
        @Nullable Long inUse = first(IN_USE, sockets);
        @Nullable Long inUse6 = first(IN_USE, sockets6);
        @Nullable Long cooling = first(COOLING, sockets);
        return inUse == null ? null : inUse + (inUse6 == null ? 0 : inUse6) + (cooling == null ? 0 : cooling);
    }

    /** How many local ports Linux hands out, from the range of them; null when it cannot be read. */
    static @Nullable Long portsAllowed(String range) {
        Matcher numbers = RANGE.matcher(range);
        return numbers.find() ? Long.parseLong(numbers.group(2)) - Long.parseLong(numbers.group(1)) + 1 : null;
    }

    private static @Nullable Long first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.valueOf(found.group(1)) : null;
    }

    private static String text(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : "";
        } catch (IOException notToBeHad) {
            return ""; // a figure less; what it would show is no part of the measurement
        }
    }

    /** The system returns a negative number when it does not know. */
    private static @Nullable Double share(double share) {
        return share < 0 || Double.isNaN(share) ? null : share;
    }

    private static @Nullable Long count(long count) {
        return count < 0 ? null : count;
    }
}
