package dev.crossfire.init;

import dev.crossfire.error.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Asks the user at the terminal. */
public final class Questions {
    private static final int MOST_TRIES = 3;

    private final BufferedReader answers;
    private final PrintWriter out;

    public Questions(BufferedReader answers, PrintWriter out) {
        this.answers = answers;
        this.out = out;
    }

    /**
     * One of the values; the first when nothing is typed.
     *
     * @throws BadInputException when there is no answer, or no valid one three times
     */
    public String choose(String question, List<String> values)
            throws BadInputException, IOException, InterruptedException {
        for (int i = 0; i < MOST_TRIES; i++) {
            String answer = ask(question + " (" + String.join(", ", values) + ") [" + values.get(0) + "] ");
            if (answer.isEmpty()) {
                return values.get(0);
            }
            if (values.contains(answer)) {
                return answer;
            }
            out.println("'" + answer + "' is invalid; expected one of " + String.join(", ", values));
        }
        throw new BadInputException(List.of("no valid answer to: " + question));
    }

    /** Whether the answer is yes, or nothing was typed. */
    public boolean agree(String question) throws BadInputException, IOException, InterruptedException {
        String answer = ask(question + " [Y/n] ").toLowerCase(Locale.ROOT);
        return answer.isEmpty() || answer.equals("y") || answer.equals("yes");
    }

    private String ask(String question) throws BadInputException, IOException, InterruptedException {
        out.print(question);
        out.flush();
        @Nullable String answer = readLine();
        if (answer == null) {
            out.println();
            throw new BadInputException(
                    List.of("standard input has no answer; nothing was written; --yes asks nothing"));
        }
        return answer.strip();
    }

    /** On a thread of its own, because Ctrl-C interrupts this one, and nothing interrupts the read of a terminal. */
    private @Nullable String readLine() throws IOException, InterruptedException {
        FutureTask<Optional<String>> line = new FutureTask<>(() -> Optional.ofNullable(answers.readLine()));
        Thread reader = new Thread(line, "answer");
        reader.setDaemon(true);
        reader.start();
        try {
            return line.get().orElse(null);
        } catch (ExecutionException broken) {
            throw new IOException("standard input cannot be read: " + broken.getCause(), broken);
        }
    }
}
