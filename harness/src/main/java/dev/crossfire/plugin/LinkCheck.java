package dev.crossfire.plugin;

import dev.crossfire.plugin.ClassReferences.Member;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that a plug-in's classes use of Crossfire exists, in the form that they were compiled against.
 *
 * <p>A manifest may be wrong, and Java itself finds a missing method only when it is called, which may be while a fault is
 * to be healed.
 */
final class LinkCheck {
    private static final String SUFFIX = ".class";

    private final JarFile jar;
    private final ClassLoader loader;

    LinkCheck(JarFile jar, ClassLoader loader) {
        this.jar = jar;
        this.loader = loader;
    }

    /**
     * Something that a class lacks.
     *
     * @param className the class that needs it
     * @param reason a clause
     */
    record Broken(String className, String reason) {}

    /** The first class that cannot work; empty when all can. Libraries within the jar may lack what they do not use. */
    Optional<Broken> firstBroken() throws IOException {
        for (JarEntry entry : jar.stream().toList()) {
            String path = entry.getName();
            if (path.endsWith(SUFFIX) && !path.contains("-") && !path.startsWith("META-INF/")) {
                String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
                try {
                    @Nullable String reason = broken(name, entry);
                    if (reason != null) {
                        return Optional.of(new Broken(name, reason));
                    }
                } catch (LinkageError unlinked) {
                    return Optional.of(new Broken(name, "it cannot be loaded: " + unlinked));
                } catch (RuntimeException damaged) {
                    return Optional.of(new Broken(name, "it is no whole class file: " + damaged));
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable String broken(String name, JarEntry entry) throws IOException {
        ClassReferences references;
        try (InputStream content = jar.getInputStream(entry)) {
            references = ClassReferences.read(content);
        }
        if (references.classes().stream().noneMatch(one -> one.startsWith(PluginClassLoader.OURS))) {
            return null;
        }
        List<String> problems = new ArrayList<>();
        for (String used : references.classes()) {
            if (load(used) == null) {
                return "it uses class " + used + ", which is missing";
            }
        }
        for (Member member : references.members()) {
            @Nullable Class<?> owner = member.owner().startsWith(PluginClassLoader.OURS) ? load(member.owner()) : null;
            if (owner != null && !has(owner, member)) {
                problems.add("it uses " + (member.isMethod() ? "method " : "field ") + member.owner() + "."
                        + member.name() + ", which this Crossfire does not have in that form");
            }
        }
        problems.addAll(unimplemented(name));
        return problems.isEmpty() ? null : problems.get(0);
    }

    private @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException missing) {
            return null;
        }
    }

    private static boolean has(Class<?> owner, Member member) {
        if (member.name().equals("<init>")) {
            return Stream.of(owner.getDeclaredConstructors())
                    .anyMatch(one -> descriptor(one).equals(member.type()));
        }
        boolean own = member.isMethod()
                ? Stream.of(owner.getDeclaredMethods())
                        .anyMatch(one -> one.getName().equals(member.name())
                                && MethodType.methodType(one.getReturnType(), one.getParameterTypes())
                                        .toMethodDescriptorString()
                                        .equals(member.type()))
                : Stream.of(owner.getDeclaredFields())
                        .anyMatch(one -> one.getName().equals(member.name())
                                && one.getType().descriptorString().equals(member.type()));
        return own || inherited(owner, member);
    }

    private static boolean inherited(Class<?> owner, Member member) {
        // An interface has the methods of Object, too.
        @Nullable Class<?> above = owner.isInterface() ? Object.class : owner.getSuperclass();
        return Stream.concat(Stream.ofNullable(above), Stream.of(owner.getInterfaces()))
                .anyMatch(one -> has(one, member));
    }

    private static String descriptor(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .toMethodDescriptorString();
    }

    private List<String> unimplemented(String name) {
        @Nullable Class<?> type = load(name);
        if (type == null || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())
                    && method.getDeclaringClass().getName().startsWith(PluginClassLoader.OURS)) {
                problems.add("it lacks method " + method.getName() + " of "
                        + method.getDeclaringClass().getName());
            }
        }
        return problems;
    }
}
