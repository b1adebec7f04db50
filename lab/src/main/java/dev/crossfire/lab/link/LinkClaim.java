package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One cause's claim on a link: its fault stays until the claim is released, whatever other claims do. */
public final class LinkClaim implements AutoCloseable {
    private final LinkFault linkFault;
    private final @Nullable InetSocketAddress only;
    private final Consumer<LinkClaim> release;

    LinkClaim(LinkFault linkFault, @Nullable InetSocketAddress only, Consumer<LinkClaim> release) {
        this.linkFault = linkFault;
        this.only = only;
        this.release = release;
    }

    LinkFault linkFault() {
        return linkFault;
    }

    /** Returns whether connections to an upstream suffer from it; null is no upstream. */
    boolean concerns(@Nullable InetSocketAddress upstream) {
        return only == null || only.equals(upstream);
    }

    /** Releases the claim; may be called more than once, and after the link was closed. */
    @Override
    public void close() {
        release.accept(this);
    }
}
