package dev.crossfire.series.probes;

import java.util.List;

/** One kind of attack on Crossfire, of which any number can be tried. */
public interface ProbeKind {
    /** Its name, as the command line takes it. */
    String word();

    /** How many are tried in a row before it is another kind's turn. */
    int inARow();

    /**
     * Tries one.
     *
     * @return what should not have been; empty when nothing was
     * @throws org.opentest4j.TestAbortedException when this machine does not allow it; its message says why
     */
    List<String> attempt(ProbeAttempt attempt) throws Exception;
}
