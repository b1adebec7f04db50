package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fault that one cause has applied to a link; it stays until it is closed, whatever other causes do. */
public final class AppliedLinkFault implements AutoCloseable {
    private final LinkFault linkFault;
    private final @Nullable InetSocketAddress only;
    private final Consumer<AppliedLinkFault> release;

    AppliedLinkFault(LinkFault linkFault, @Nullable InetSocketAddress only, Consumer<AppliedLinkFault> release) {
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

    /** Ends the fault; may be called more than once, and after the link was closed. */
    @Override
    public void close() {
        release.accept(this);
    }
}
