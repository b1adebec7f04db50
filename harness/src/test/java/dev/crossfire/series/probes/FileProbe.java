package dev.crossfire.series.probes;

import dev.crossfire.cli.CapturedCommand;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Damaged scenario and environment files, read by {@code check} and {@code plan}: refused in words, or accepted. */
public final class FileProbe implements ProbeKind {
    private static final Pattern YAML = Pattern.compile("```yaml[^\n]*\n(.*?)```", Pattern.DOTALL);
    private static final Set<Integer> ACCEPTED_OR_REFUSED = Set.of(0, 2);
    private static final int PLANNED_ONE_IN = 20;

    private final Kinds kinds;
    private final Supplier<String> environment;
    private final List<String> scenarios = new ArrayList<>();
    private final List<String> environments = new ArrayList<>();

    /**
     * Reads the shipped scenarios and the files in the documentation.
     *
     * @param environment as {@code --env} takes it; asked when the first plan is made
     */
    public FileProbe(Path home, Kinds kinds, Supplier<String> environment) throws IOException {
        this.kinds = kinds;
        this.environment = environment;
        Path library = home.resolve("scenarios/src/main/resources/dev/crossfire/scenarios/library");
        for (Path file : files(library, ".yaml")) {
            scenarios.add(Files.readString(file));
        }
        for (Path page : files(home.resolve("docs"), ".md")) {
            Matcher blocks = YAML.matcher(Files.readString(page));
            while (blocks.find()) {
                String block = blocks.group(1);
                if (block.contains("\nenvironment:")) {
                    environments.add(block);
                } else if (block.contains("\nfaults:")) {
                    scenarios.add(block);
                }
            }
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    @Override
    public String word() {
        return "files";
    }

    @Override
    public int inARow() {
        return 200;
    }

    @Override
    public List<String> attempt(ProbeAttempt attempt) throws IOException {
        SplittableRandom random = attempt.random();
        TextMutation mutation = new TextMutation(random);
        Path folder = attempt.emptyFolder();
        List<String> command = new ArrayList<>(List.of("check"));
        if (random.nextInt(4) == 0) {
            command.add("quick-pod-kill");
            command.add("--env");
            command.add(write(folder.resolve("place.yaml"), mutation, environments, random));
        } else {
            command.set(0, random.nextInt(PLANNED_ONE_IN) == 0 ? "plan" : "check");
            command.add(write(folder.resolve("scenario.yaml"), mutation, scenarios, random));
            if (command.get(0).equals("plan")) {
                command.add("--env");
                command.add(environment.get());
            }
        }
        CapturedCommand said = CapturedCommand.run(kinds, command.toArray(String[]::new));
        return PrintedText.problems(String.join(" ", command), said.exitCode(), said.output(), ACCEPTED_OR_REFUSED);
    }

    private static String write(Path file, TextMutation mutation, List<String> texts, SplittableRandom random)
            throws IOException {
        byte[] bytes = mutation.apply(texts.get(random.nextInt(texts.size()))).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return Files.write(file, bytes).toString();
    }
}
