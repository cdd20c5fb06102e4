package nl.samenspel.network;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nl.samenspel.ui.Form;

/// Parts of the week: seven days, each with a morning, an afternoon, an evening and a night (23:00–07:00).
///
/// @param mask bit `day * 4 + part`, Monday is day 0
public record DayParts(int mask) {

    public static final DayParts NONE = new DayParts(0);
    public static final DayParts ALL = new DayParts((1 << 28) - 1);

    /// The fourth bit of each day.
    private static final int NIGHTS = 0x8888888;

    /// A part of a day. Each has a message `ui.daypart.<NAME>` in every language.
    public enum Part {
        MORNING,
        AFTERNOON,
        EVENING,
        NIGHT
    }

    /// One part of one day.
    public record On(DayOfWeek day, Part part) {

        private int bit() {
            return 1 << ((day.getValue() - 1) * 4 + part.ordinal());
        }
    }

    public DayParts {
        if (mask >>> 28 != 0) {
            throw new IllegalArgumentException("A week has 28 parts, but %x names more.".formatted(mask));
        }
    }

    public static DayParts of(On... parts) {
        var mask = 0;
        for (var part : parts) {
            mask |= part.bit();
        }
        return new DayParts(mask);
    }

    /// Reads what a form or file says: `MONDAY-MORNING`. Unknown words are an [IllegalArgumentException].
    public static DayParts ofWords(Collection<String> words) {
        var mask = 0;
        for (var word : words) {
            var dash = word.indexOf('-');
            if (dash < 0) {
                throw new IllegalArgumentException("\"%s\" is no part of the week.".formatted(word));
            }
            mask |= new On(DayOfWeek.valueOf(word.substring(0, dash)), Part.valueOf(word.substring(dash + 1))).bit();
        }
        return new DayParts(mask);
    }

    /// What was ticked in a form under this name; a word that is no part of the week is noted there, and then it is
    /// [#NONE].
    public static DayParts chosen(Form form, String name) {
        try {
            return ofWords(form.chosen(name));
        } catch (IllegalArgumentException _) {
            form.refuse(name, "ui.form.unknownChoice");
            return NONE;
        }
    }

    public boolean has(DayOfWeek day, Part part) {
        return (mask & new On(day, part).bit()) != 0;
    }

    public DayParts and(DayParts other) {
        return new DayParts(mask & other.mask);
    }

    /// Only the nights of it.
    public DayParts nights() {
        return new DayParts(mask & NIGHTS);
    }

    /// The parts on which somebody rests who was awake on the nights of it: so many after each. A week goes round.
    public DayParts restAfterNights(int parts) {
        var rest = 0;
        for (var after = 1; after <= parts; after++) {
            rest |= (mask & NIGHTS) << after | (mask & NIGHTS) >>> (28 - after);
        }
        return new DayParts(rest & ALL.mask);
    }

    public int count() {
        return Integer.bitCount(mask);
    }

    public boolean isEmpty() {
        return mask == 0;
    }

    public List<On> list() {
        List<On> parts = new ArrayList<>();
        for (var day : DayOfWeek.values()) {
            for (var part : Part.values()) {
                if (has(day, part)) {
                    parts.add(new On(day, part));
                }
            }
        }
        return parts;
    }

    /// As [#ofWords] reads them.
    public List<String> words() {
        return list().stream().map(on -> on.day() + "-" + on.part()).toList();
    }
}
