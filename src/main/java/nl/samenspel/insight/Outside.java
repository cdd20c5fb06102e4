package nl.samenspel.insight;

import nl.samenspel.ui.Words;

/// Figures of the own organisation in words that may leave it: roughly, and of fewer than ten people
/// nothing at all. Each count of people is rounded to tens and each part to steps of 5 %, so that sums
/// and differences tell nobody apart.
public final class Outside {

    static final int FEWEST = 10;
    private static final int STEP = 5;

    private final Words words;

    public Outside(Words words) {
        this.words = words;
    }

    /// A number of people.
    public String count(int people) {
        return people < FEWEST
                ? words.get("insight.outside.few", FEWEST)
                : words.get("insight.outside.about", Math.round(people / 10.0) * 10);
    }

    /// A part of people.
    public String part(Share share) {
        // of fewer, who are in it or who are not would always be a small group
        if (share.of() < 2 * FEWEST) {
            return words.get("insight.outside.unknown");
        }
        var edge = (int) Math.ceil(100.0 * FEWEST / share.of() / STEP) * STEP;
        if (share.part() < FEWEST) {
            return words.get("insight.outside.less", edge);
        }
        if (share.of() - share.part() < FEWEST) {
            return words.get("insight.outside.more", 100 - edge);
        }
        return words.get("insight.outside.aboutPart", Math.round(share.value() * 100 / STEP) * STEP);
    }
}
