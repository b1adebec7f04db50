package dev.crossfire.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one plug-in and of the libraries that its manifest's {@code Class-Path} names.
 *
 * <p>A library of the plug-in's own is preferred to one of Crossfire's, and is seen by that plug-in alone. What both talk
 * about, Crossfire's own classes, is always Crossfire's.
 */
final class PluginClassLoader extends URLClassLoader {
    /** Classes whose objects pass between Crossfire and a plug-in. */
    static final String OURS = "dev.crossfire.";

    private static final List<String> SHARED = List.of("java.", "jdk.", "org.jspecify.", OURS);

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(URL jar, ClassLoader crossfire) {
        super("plug-in", new URL[] {jar}, crossfire);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            @Nullable Class<?> loaded = findLoadedClass(name);
            return loaded == null ? find(name) : loaded;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return getParent().loadClass(name);
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException notItsOwn) {
            return getParent().loadClass(name);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        @Nullable URL own = findResource(name);
        return own == null ? getParent().getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
