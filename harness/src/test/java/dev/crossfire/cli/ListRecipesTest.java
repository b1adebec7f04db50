package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.command.CommandRecipe;
import dev.crossfire.spi.Kinds;
import org.junit.jupiter.api.Test;

class ListRecipesTest {
    private static final Kinds KINDS = Kinds.load();

    @Test
    void everyRecipeIsListedWithWhatItDoes() {
        CapturedCommand listed = CapturedCommand.run(KINDS, "list", "--recipes");
        assertThat(listed.exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(listed.output())
                .contains(CommandRecipe.names())
                .contains("  docker\n      kill, pause or disconnect a Docker container\n");
    }

    @Test
    void aRecipeIsPrintedAsItIs() {
        CapturedCommand printed = CapturedCommand.run(KINDS, "list", "--recipe", "docker");
        assertThat(printed.exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(printed.output())
                .isEqualTo(CommandRecipe.find("docker").orElseThrow().text())
                .startsWith("# title: ");
    }

    @Test
    void aRecipeThatIsNotShippedIsRefused() {
        CapturedCommand refused = CapturedCommand.run(KINDS, "list", "--recipe", "doker");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.output()).contains("--recipe: 'doker' is invalid; expected one of docker, docker-stop,");
    }
}
