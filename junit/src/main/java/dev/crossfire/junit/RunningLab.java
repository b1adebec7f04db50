package dev.crossfire.junit;

import java.net.URI;

/**
 * The lab of a test class.
 *
 * @param pid its process id
 * @param baseUrl where its users reach the shop
 */
public record RunningLab(long pid, URI baseUrl) {
    /** Its name as an environment. */
    public String environment() {
        return "lab:" + pid;
    }
}
