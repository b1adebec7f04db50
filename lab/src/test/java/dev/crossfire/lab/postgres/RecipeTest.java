package dev.crossfire.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.lab.postgres.Recipe.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final List<String> OPTIONS = List.of("--locale=C");
    private static final List<Step> STEPS = List.of(new Step("template1", List.of("DROP DATABASE template0")));
    private static final Recipe RECIPE = new Recipe("postgres-18.6.0", OPTIONS, STEPS);

    @Test
    void theSameRecipeFindsWhatItMade() {
        assertThat(new Recipe("postgres-18.6.0", List.copyOf(OPTIONS), List.copyOf(STEPS)).key())
                .isEqualTo(RECIPE.key())
                .startsWith("one-database-postgres-18.6.0-");
    }

    @Test
    void whatAnyOtherRecipeMadeIsNotTaken() {
        Stream<Recipe> others = Stream.of(
                new Recipe("postgres-18.7.0", OPTIONS, STEPS),
                new Recipe("postgres-18.6.0", List.of("--locale=en_US"), STEPS),
                new Recipe("postgres-18.6.0", OPTIONS, List.of()),
                new Recipe("postgres-18.6.0", OPTIONS, List.of(new Step("template1", List.of("SELECT 1")))),
                new Recipe(
                        "postgres-18.6.0",
                        OPTIONS,
                        List.of(new Step("ticketing", List.of("DROP DATABASE template0")))));
        assertThat(others.map(Recipe::key)).doesNotContain(RECIPE.key()).doesNotHaveDuplicates();
    }

    @Test
    void theOwnerIsPartOfIt() {
        assertThat(Recipe.oneDatabase("postgres-18.6.0", "crossfire").key())
                .isNotEqualTo(Recipe.oneDatabase("postgres-18.6.0", "somebody").key());
    }
}
