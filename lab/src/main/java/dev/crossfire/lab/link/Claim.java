package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One cause's hold on a link: what it wants to be wrong stays wrong until it lets go, whatever other claims do. */
public final class Claim implements AutoCloseable {
    private final Ailment ailment;
    private final @Nullable InetSocketAddress only;
    private final Consumer<Claim> release;

    Claim(Ailment ailment, @Nullable InetSocketAddress only, Consumer<Claim> release) {
        this.ailment = ailment;
        this.only = only;
        this.release = release;
    }

    Ailment ailment() {
        return ailment;
    }

    /** Returns whether connections to an upstream suffer from it; null is no upstream. */
    boolean concerns(@Nullable InetSocketAddress upstream) {
        return only == null || only.equals(upstream);
    }

    /** Lets go; may be called more than once, and after the link was closed. */
    @Override
    public void close() {
        release.accept(this);
    }
}
