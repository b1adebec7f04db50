package dev.crossfire.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.lab.postgres.InitRecipe.InitStep;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitRecipeTest {
    private static final List<String> OPTIONS = List.of("--locale=C");
    private static final List<InitStep> STEPS = List.of(new InitStep("template1", List.of("DROP DATABASE template0")));
    private static final InitRecipe RECIPE = new InitRecipe("postgres-18.6.0", OPTIONS, STEPS);

    @Test
    void theSameRecipeFindsWhatItMade() {
        assertThat(new InitRecipe("postgres-18.6.0", List.copyOf(OPTIONS), List.copyOf(STEPS)).key())
                .isEqualTo(RECIPE.key())
                .startsWith("one-database-postgres-18.6.0-");
    }

    @Test
    void aClusterOfAnotherRecipeIsNotTaken() {
        Stream<InitRecipe> others = Stream.of(
                new InitRecipe("postgres-18.7.0", OPTIONS, STEPS),
                new InitRecipe("postgres-18.6.0", List.of("--locale=en_US"), STEPS),
                new InitRecipe("postgres-18.6.0", OPTIONS, List.of()),
                new InitRecipe("postgres-18.6.0", OPTIONS, List.of(new InitStep("template1", List.of("SELECT 1")))),
                new InitRecipe(
                        "postgres-18.6.0",
                        OPTIONS,
                        List.of(new InitStep("ticketing", List.of("DROP DATABASE template0")))));
        assertThat(others.map(InitRecipe::key)).doesNotContain(RECIPE.key()).doesNotHaveDuplicates();
    }

    @Test
    void theOwnerIsPartOfIt() {
        assertThat(InitRecipe.oneDatabase("postgres-18.6.0", "crossfire").key())
                .isNotEqualTo(
                        InitRecipe.oneDatabase("postgres-18.6.0", "somebody").key());
    }
}
