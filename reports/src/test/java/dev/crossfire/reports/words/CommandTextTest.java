package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command is read by a real shell, which must find exactly the words that were typed. */
@Tag("live")
class CommandTextTest {
    private static Invocation typed(String scenario, List<String> sets, @Nullable String policy, Flags flags) {
        return new Invocation(
                "./crossfire",
                "/home/ann",
                scenario,
                null,
                "environments/staging.yaml",
                sets,
                7L,
                true,
                "target/my classes:lib/*",
                policy,
                List.of(),
                flags,
                Map.of("commit", "4f2a91c"),
                List.of(),
                false);
    }

    /** The words behind the program, as a shell hands them on. */
    private static List<String> words(String line) throws IOException {
        String program = line.replaceFirst("\\./crossfire ", "printf '%s\\\\0' \"\\$CROSSFIRE_POLICY\" ");
        Process shell = new ProcessBuilder(
                        "sh", "-c", program.replaceFirst("^(CROSSFIRE_POLICY=.*?) printf", "$1; printf"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(said.split("\0", -1));
    }

    @Test
    void everythingThatWasTypedIsInIt() {
        Flags flags = new Flags(10, 1, true, "runs/control", "staging", true);
        CommandText command =
                CommandText.of(typed("my-sale.yaml", List.of("load.duration=2m"), "/etc/policy.yaml", flags));
        assertThat(command.line())
                .isEqualTo("CROSSFIRE_POLICY=/etc/policy.yaml ./crossfire run my-sale.yaml"
                        + " --env environments/staging.yaml --set load.duration=2m --class-path 'target/my classes:lib/*'"
                        + " --seed 7 --no-faults --control runs/control --confirm staging --repeat 10 --may-fail 1"
                        + " --no-early-stop --calibrate");
        assertThat(command.complete()).isTrue();
    }

    @Test
    void anApprovedPlanStandsAlone() {
        Invocation typed = new Invocation(
                "crossfire",
                "/home/ann",
                null,
                "plan.json",
                null,
                List.of(),
                null,
                false,
                null,
                null,
                List.of(),
                Flags.NONE,
                Map.of(),
                List.of(),
                false);
        assertThat(CommandText.of(typed).line()).isEqualTo("crossfire run --plan plan.json");
    }

    @Test
    void aShellReadsEveryWordAsItWasTyped() throws IOException {
        List<String> sets = List.of(
                "load.parameters.note=it's \"5\" $HOME `id` \\ * ; | & # ~ !",
                "load.parameters.lines=a\nb\tc",
                "load.parameters.turned=a\u202eb % - \\0",
                "load.parameters.umlaut=Größe €",
                "load.parameters.empty=");
        String policy = "/etc/my policy's.yaml";
        CommandText command = CommandText.of(typed("a b/-sale.yaml", sets, policy, Flags.NONE));
        assertThat(command.line()).doesNotContain("\n", "\u202e");
        assertThat(words(command.line()))
                .containsExactly(
                        policy,
                        "run",
                        "a b/-sale.yaml",
                        "--env",
                        "environments/staging.yaml",
                        "--set",
                        sets.get(0),
                        "--set",
                        sets.get(1),
                        "--set",
                        sets.get(2),
                        "--set",
                        sets.get(3),
                        "--set",
                        sets.get(4),
                        "--class-path",
                        "target/my classes:lib/*",
                        "--seed",
                        "7",
                        "--no-faults",
                        "");
    }

    @Test
    void aSecretIsHiddenAndAReferenceToOneIsNot() {
        CommandText hidden = CommandText.of(typed(
                "sale.yaml",
                List.of(
                        "load.parameters.api-token=hunter2",
                        "load.parameters.url=https://ann:hunter2@example.org/",
                        "objectives.token-reset.at-most=1%"),
                null,
                Flags.NONE));
        assertThat(hidden.line())
                .doesNotContain("hunter2")
                .contains("'load.parameters.api-token=[hidden]'", "objectives.token-reset.at-most=1%");
        assertThat(hidden.complete()).isFalse();
        CommandText reference = CommandText.of(
                typed("sale.yaml", List.of("load.parameters.api-token=${secret:TOKEN}"), null, Flags.NONE));
        assertThat(reference.line()).contains("'load.parameters.api-token=${secret:TOKEN}'");
        assertThat(reference.complete()).isTrue();
    }
}
