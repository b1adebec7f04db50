package dev.crossfire.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a compiled class names of other classes, read without loading it. Source of the form: JVM specification, chapter 4.
 *
 * @param classes their names, as {@code java.util.List}
 * @param members their methods and fields
 */
record ClassReferences(Set<String> classes, Set<Member> members) {
    private static final int MAGIC = 0xCAFEBABE;

    /**
     * A method or field of another class.
     *
     * @param owner the class that it is called on
     * @param type its descriptor, which for a method begins with a parenthesis
     */
    record Member(String owner, String name, String type) {
        boolean isMethod() {
            return type.startsWith("(");
        }
    }

    /** Places in the constant pool. */
    private record Pair(int first, int second) {}

    /**
     * Reads them.
     *
     * @throws IOException when the content is no class
     */
    static ClassReferences read(InputStream content) throws IOException {
        DataInputStream in = new DataInputStream(content);
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] named = new int[count];
        Pair[] pairs = new Pair[count];
        List<Pair> references = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7 -> named[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 9, 10, 11 -> references.add(pair(in));
                case 12 -> pairs[i] = pair(in);
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                case 17, 18 -> pair(in);
                default -> throw new IOException("its constant " + i + " is of the unknown type " + tag);
            }
        }
        Set<String> classes = new LinkedHashSet<>();
        for (int name : named) {
            if (name != 0 && !texts[name].startsWith("[")) {
                classes.add(texts[name].replace('/', '.'));
            }
        }
        Set<Member> members = new LinkedHashSet<>();
        for (Pair reference : references) {
            Pair nameAndType = pairs[reference.second()];
            String owner = texts[named[reference.first()]];
            if (!owner.startsWith("[")) {
                members.add(
                        new Member(owner.replace('/', '.'), texts[nameAndType.first()], texts[nameAndType.second()]));
            }
        }
        return new ClassReferences(classes, members);
    }

    private static Pair pair(DataInputStream in) throws IOException {
        return new Pair(in.readUnsignedShort(), in.readUnsignedShort());
    }
}
