package dev.crossfire.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Rows below a line of headers. */
final class CsvTable {
    private CsvTable() {}

    /** Takes the rows in the order of the file. */
    @FunctionalInterface
    interface RowSink {
        void row(NamedCsvRecord row) throws IOException, BadInputException;
    }

    /**
     * Reads all rows.
     *
     * @param needed the columns without which no row can be read
     * @param expected what the file should be, for the reader of an error
     * @throws de.siegmar.fastcsv.reader.CsvParseException when a row is not CSV
     * @throws BadInputException when a column is absent
     */
    static void read(CsvReader<NamedCsvRecord> rows, Path file, List<String> needed, String expected, RowSink to)
            throws IOException, BadInputException {
        boolean known = false;
        for (NamedCsvRecord row : rows) {
            if (!known) {
                for (String column : needed) {
                    if (!row.getHeader().contains(column)) {
                        throw RequestFile.refused(file, 1, "a header without " + column, expected);
                    }
                }
                known = true;
            }
            to.row(row);
        }
    }
}
