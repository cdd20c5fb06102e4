package nl.samenspel.insight;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;

/// Something that an organisation of an edition does, or takes part in.
///
/// @param inEnglish the same in English; empty where nobody gave it
public record Named(String organisation, What what, String name, String inEnglish) {

    /// What it is a name of. Lower case it is the second column of its file.
    public enum What {
        /// What several organisations do together.
        PROGRAMME,
        ACTIVITY;

        /// How it is called in files.
        public String inFiles() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads a CSV file in UTF-8 with the columns `organisation`, `programme` or `activity`, and if wanted
    /// `in_english`.
    public static List<Named> read(Reader csv, What what) throws IOException, UnusableFactsheetException {
        return FactsheetFile.readNamed(csv, what);
    }
}
