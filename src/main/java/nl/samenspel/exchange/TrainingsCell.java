package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.samenspel.network.Qualification;
import nl.samenspel.ui.Form;
import nl.samenspel.volunteers.Training;
import org.jspecify.annotations.Nullable;

/// What a volunteer learned, in one cell: `EHBO 12-3-2024; omgaan met dementie (3 mrt 2025 t/m 3-3-2028)`. Each with
/// the day on which it was obtained and, if it wears out, the last day on which it counts. Nothing is guessed: what has
/// no whole date, or a word that we do not know, is refused.
final class TrainingsCell {

    private static final KnownColumn COLUMN = KnownColumn.TRAININGS;
    private static final int LONGEST = 1000;
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

    private static final String DATE = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
            + "|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}(?![0-9])"
            + "|[0-9]{1,2}\\.? \\p{L}{3,9}\\.? [0-9]{4}(?![0-9])";
    private static final String UNTIL = "(?:en )?(?:geldig |valid |verloopt |verloopt op |expires |expires on )?"
            + "(?:t/m|tot en met|tot|until|till|to|through|verloopt op|verloopt|expires on|expires|-|–)";

    /// One thing with its dates, and whatever closes it.
    private static final Pattern ONE = Pattern.compile(
            "(?<what>[^0-9]*?)[\\s:(,]*(?<end>(?<=[\\s:(,])(?:geldig|valid|verloopt|expires|t/m|tot|until)\\P{Nd}*?)?(?<obtained>"
                    + DATE + ")(?:\\s*[,(]?\\s*" + UNTIL + "\\s*(?<until>" + DATE
                    + "))?[\\s)]*(?:[;,|&+/\\n]|$|(?=\\s*\\p{L}))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BETWEEN = Pattern.compile("[;,|&+/\\n]+");

    /// Words around a name or a date that say nothing of their own.
    private static final Pattern SILENT = Pattern.compile(
            "(?<!\\p{L})(?:en|and|training|cursus|basiscursus|course|diploma|certificaat|certificate|behaald|gehaald|obtained|op|on|sinds|since|vanaf|from|in)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    private final Cells cells;
    private final Vocabulary vocabulary;
    private final LocalDate today;
    private final Map<Qualification, Training> found = new EnumMap<>(Qualification.class);

    private TrainingsCell(Cells cells, Vocabulary vocabulary, LocalDate today) {
        this.cells = cells;
        this.vocabulary = vocabulary;
        this.today = today;
    }

    /// The trainings in this row, the newest of each kind; what is unclear is refused at the column.
    static List<Training> read(Cells cells, Vocabulary vocabulary, LocalDate today) {
        var cell = new TrainingsCell(cells, vocabulary, today);
        var text = cells.optionalWords(COLUMN, LONGEST);
        var one = ONE.matcher(text);
        var at = 0;
        while (at < text.length() && one.find(at) && one.start() == at) {
            cell.take(one.group("what"), one.group("end") != null, one.group("obtained"), one.group("until"));
            at = one.end();
        }
        var rest = text.substring(at).strip();
        if (!rest.isEmpty()) {
            cells.refuse(COLUMN, "exchange.wrong.trainingUndated", Cells.shortened(rest));
        }
        return List.copyOf(cell.found.values());
    }

    private void take(String names, boolean isEnd, String obtained, @Nullable String until) {
        var all = BETWEEN.split(names, -1);
        for (var i = 0; i < all.length - 1; i++) {
            if (!all[i].isBlank()) {
                cells.refuse(COLUMN, "exchange.wrong.trainingUndated", Cells.shortened(all[i].strip()));
            }
        }
        var name = all[all.length - 1].strip();
        var what = vocabulary.training(withoutSilent(name));
        if (what.isEmpty()) {
            cells.refuse(COLUMN, "exchange.wrong.trainingUnknown", name.isEmpty() ? obtained : Cells.shortened(name));
            return;
        }
        if (what.get() == Qualification.VOG) {
            cells.refuse(COLUMN, "exchange.wrong.trainingVog");
            return;
        }
        if (isEnd) {
            cells.refuse(COLUMN, "exchange.wrong.trainingOnlyEnd", Cells.shortened(name));
            return;
        }
        var from = day(obtained);
        var last = until == null ? Optional.<LocalDate>empty() : day(until);
        if (from.isEmpty()) {
            cells.refuse(COLUMN, "exchange.wrong.trainingDate", obtained);
        } else if (until != null && last.isEmpty()) {
            cells.refuse(COLUMN, "exchange.wrong.trainingDate", until);
        } else if (from.get().isAfter(today) || from.get().isBefore(EARLIEST)) {
            cells.refuse(COLUMN, "ui.form.dateOutside", RequestsIn.day(EARLIEST), RequestsIn.day(today));
        } else if (last.isPresent() && last.get().isBefore(from.get())) {
            cells.refuse(COLUMN, "exchange.wrong.trainingEndsEarly", Cells.shortened(name));
        } else {
            found.merge(
                    what.get(),
                    new Training(what.get(), from.get(), last.orElse(null)),
                    (one, other) -> one.obtainedOn().isAfter(other.obtainedOn()) ? one : other);
        }
    }

    /// Without the words that say only that it is a training.
    static String withoutSilent(String name) {
        return SILENT.matcher(name).replaceAll(" ");
    }

    private static Optional<LocalDate> day(String text) {
        return Form.dateIn(text.toLowerCase(Locale.ROOT));
    }
}
