package nl.samenspel.privacy;

/// How long something is kept after it was last needed. Each has a message `privacy.period.<NAME>`.
///
/// Where an organisation may choose, the law gives no term (there is none for volunteers' or participants' records);
/// the bounds keep a choice defensible. Sources of the others stand beside them.
public enum Period {
    /// With the record of the person it is about.
    PERSON,
    /// About the organisation or the program, not about people.
    FOREVER,
    /// A browser's session: at most half an hour after the last page.
    SESSION,
    /// A day; `exchange` sees to it.
    UPLOAD,
    /// Thirty days in which a list can be undone; `exchange` sees to it.
    UNDO,
    /// Does not keep a record once done.
    NONE(0, 0, 0),
    /// After the last request or match of a participant, or of who asked for them.
    PARTICIPANT(24, 3, 120),
    /// After a volunteer left.
    VOLUNTEER(12, 3, 84),
    /// A record to which nothing was ever attached.
    LOOSE(12, 12, 12),
    /// What was written down in free words, after the request or match ended.
    NOTES(12, 1, 60),
    /// A participant's words in an invitation that was answered or is over.
    INVITATION(6, 1, 24),
    /// The log of looks: five years, the least the law asks of care providers (ministerial decision of
    /// 27 June 2019) and the usual limitation of claims. Its lines are sealed in a chain, so `audit`
    /// lets go of the oldest.
    LOOK(60, 60, 60),
    MAIL(3, 3, 3),
    LINK(1, 1, 1),
    TOKEN(12, 12, 12),
    COVER(12, 12, 12),
    /// An account without any role.
    ACCOUNT(12, 12, 12),
    /// To show afterwards what was shared on whose consent: five years, the usual limitation of claims.
    SHARE(60, 60, 60),
    /// To show that rights were kept: five years, the usual limitation of claims.
    RIGHTS(60, 60, 60),
    /// What was paid to whom: seven years, which the tax office asks of who keeps books (from memory, to verify).
    BOOKS(84, 84, 84),
    /// Longer than any backup, and than the log of looks needs its pseudonyms explained.
    FORGOTTEN(60, 60, 60),
    /// Thirty days in which a joining can be undone.
    JOINING(30);

    private final int months;
    private final int days;
    private final int least;
    private final int most;
    private final boolean counted;

    Period() {
        this(0, 0, 0, 0, false);
    }

    Period(int days) {
        this(0, days, 0, 0, true);
    }

    Period(int months, int least, int most) {
        this(months, 0, least, most, true);
    }

    Period(int months, int days, int least, int most, boolean counted) {
        this.months = months;
        this.days = days;
        this.least = least;
        this.most = most;
        this.counted = counted;
    }

    /// What is usual, in months, where it is months.
    public int months() {
        return months;
    }

    public int days() {
        return days;
    }

    /// The fewest months an organisation may choose.
    public int least() {
        return least;
    }

    /// The most months an organisation may choose.
    public int most() {
        return most;
    }

    public boolean isChosen() {
        return most > least;
    }

    /// Whether it is counted in months or days; otherwise something else ends it.
    public boolean isCounted() {
        return counted;
    }
}
