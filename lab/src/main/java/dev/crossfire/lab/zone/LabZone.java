package dev.crossfire.lab.zone;

/** The lab's three availability zones. */
public enum LabZone {
    /** Where the writer begins. */
    A('a', 1),
    /** Where the reader begins. */
    B('b', 2),
    /** Where the cache is. */
    C('c', 3);

    private final char letter;
    private final int number;

    LabZone(char letter, int number) {
        this.letter = letter;
        this.number = number;
    }

    /** Returns the zone's name, for example {@code lab-1a}. */
    public String zoneName() {
        return "lab-1" + letter;
    }

    /** Returns the zone's id, for example {@code lab1-az1}. */
    public String zoneId() {
        return "lab1-az" + number;
    }

    /** Returns the zone's letter, as it ends the names of what is in it. */
    public char letter() {
        return letter;
    }
}
