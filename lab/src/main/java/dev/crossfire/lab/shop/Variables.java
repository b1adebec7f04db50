package dev.crossfire.lab.shop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads settings from variables and remembers every problem, so that all are reported at once. */
final class Variables {
    private final Map<String, String> values;
    private final List<String> complaints = new ArrayList<>();

    Variables(Map<String, String> values) {
        this.values = values;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the same message as a number out of range.
        }
        complaints.add(name + " is '" + text + "'; wanted a whole number from " + least + " to " + most);
        return otherwise;
    }

    Duration millis(String name, int otherwise, int most) {
        return Duration.ofMillis(number(name, otherwise, 1, most));
    }

    boolean flag(String name, boolean otherwise) {
        String text = values.getOrDefault(name, String.valueOf(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            complaints.add(name + " is '" + text + "'; wanted true or false");
        }
        return text.equals("true");
    }

    /** A port on the loopback address: the lab reaches nothing else. */
    InetSocketAddress address(String prefix) {
        String name = prefix + "_PORT";
        if (!values.containsKey(name)) {
            complaints.add(name + " is missing; wanted the port on the loopback address");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), number(name, 1, 1, 65_535));
    }

    void complain() {
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", complaints));
        }
    }
}
