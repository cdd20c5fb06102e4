package nl.samenspel.matching.engine;

/// One activity of one volunteer, packed into [#SIZE] numbers: all that judging and scoring need, so that a search
/// never leaves the row.
///
/// What must be covered is one bit each in [#HAVE]; a request turns the same bits into what it needs ([Needs]). Where a
/// world has more than there are bits for (more than 20 organisations, say), several share one bit. Then a row can
/// pass that should not, but never the other way around, and [Needs#coarse] says that whoever passes must be looked at
/// once more.
final class Row {

    static final int SIZE = 6;

    /// Qualifications, genders, free hours, organisations, languages, and the first two things not declined.
    static final int HAVE = 0;
    /// x in the upper half, y in the lower.
    static final int PLACE = 1;
    /// Day-parts in the upper half, radius in the lower.
    static final int DAYS = 2;
    /// The volunteer in the upper half, the first day in the next quarter, the standing in the last.
    static final int WHO = 3;
    /// Branch in the upper half, organisation in the lower.
    static final int HOME = 4;
    /// From below: filled hours (20 bits), budget (20), number of qualifications (7), motive (2), and the day after the
    /// last to start (15).
    static final int COSTS = 5;

    static final int QUALIFICATIONS = 10;
    static final int GENDERS = 4;
    static final int HOURS = 8;
    static final int ORGANISATIONS = 20;
    static final int LANGUAGES = 14;
    static final int DECLINED = 2;
    /// Days up to this have a number of their own, and this one stands for all that are later.
    static final int LAST_DAY = (1 << 15) - 2;

    static final int AT_PARTICIPANT_GENDER = QUALIFICATIONS;
    /// Which gender a volunteer is *not*: then "welcome" is something to cover, like everything else.
    static final int AT_OTHER_GENDER = AT_PARTICIPANT_GENDER + GENDERS;
    static final int AT_HOURS = AT_OTHER_GENDER + GENDERS + 1;
    static final int AT_ORGANISATION = AT_HOURS + HOURS;
    static final int AT_LANGUAGE = AT_ORGANISATION + ORGANISATIONS;
    static final int AT_NOT_DECLINED = AT_LANGUAGE + LANGUAGES + 1;

    static final int DOES = 0;
    static final int LIKES = 1;
    static final int LOVES = 2;

    private Row() {}

    /// Writes the row of a volunteer, without the activity: [#enter] adds that.
    static void write(Volunteers volunteers, int v, int number, long[] to, int at) {
        to[at + HAVE] = (volunteers.qualifications(v) & ones(QUALIFICATIONS))
                | (volunteers.participantGenders(v) & ones(GENDERS)) << AT_PARTICIPANT_GENDER
                | (ones(GENDERS + 1) & ~(1L << Math.min(GENDERS, volunteers.gender(v)))) << AT_OTHER_GENDER
                | ones(Math.min(HOURS, volunteers.freeHours(v))) << AT_HOURS
                | volunteers.callersFolded(v, ORGANISATIONS) << AT_ORGANISATION
                | languages(volunteers.languages(v))
                | (~volunteers.declines(v) & ones(DECLINED)) << AT_NOT_DECLINED;
        to[at + PLACE] = pair(volunteers.x(v), volunteers.y(v));
        to[at + DAYS] = pair(volunteers.dayParts(v), (int) volunteers.radius(v));
        to[at + WHO] = pair(number, Math.clamp(volunteers.availableFrom(v), 0, LAST_DAY) << 16);
        to[at + HOME] = pair(volunteers.branch(v), volunteers.organisation(v));
        to[at + COSTS] = volunteers.loadHours(v)
                | (long) volunteers.budgetHours(v) << 20
                | (long) Long.bitCount(volunteers.qualifications(v)) << 40
                | (long) Math.clamp(volunteers.lastStart(v) + 1L, 0, LAST_DAY + 1) << 49;
    }

    /// Adds to a written row how much the volunteer likes the activity, and the standing that follows from it.
    static void enter(Volunteers volunteers, int v, int activity, Weights weights, long[] row, int at) {
        long motive = volunteers.loves(v, activity) ? LOVES : volunteers.likes(v, activity) ? LIKES : DOES;
        row[at + COSTS] |= motive << 47;
        int standing = Math.max(Short.MIN_VALUE, standing(row[at + COSTS], weights));
        row[at + WHO] = (row[at + WHO] & ~ones(16)) | (standing & ones(16));
    }

    /// What a volunteer brings to any request for the activity: motive less spare qualifications and load.
    static int standing(long costs, Weights weights) {
        return motive(costs, weights) - weights.spare() * qualifications(costs) - load(costs, weights);
    }

    static int motive(long costs, Weights weights) {
        return switch ((int) (costs >>> 47) & 3) {
            case LOVES -> weights.loves();
            case LIKES -> weights.likes();
            default -> 0;
        };
    }

    static int lastStart(long costs) {
        return (int) (costs >>> 49) - 1;
    }

    static int qualifications(long costs) {
        return (int) (costs >>> 40) & 127;
    }

    static int load(long costs, Weights weights) {
        int filled = (int) (costs & ones(20));
        int budget = (int) (costs >>> 20 & ones(20));
        return weights.load() * filled / budget;
    }

    static long languages(long mask) {
        long rare = mask >>> LANGUAGES == 0 ? 0 : 1L << LANGUAGES;
        return ((mask & ones(LANGUAGES)) | rare) << AT_LANGUAGE;
    }

    static int upper(long pair) {
        return (int) (pair >>> 32);
    }

    static int lower(long pair) {
        return (int) pair;
    }

    static int standing(long who) {
        return (short) who;
    }

    static int firstDay(long who) {
        return (int) who >>> 16;
    }

    static long pair(int upper, int lower) {
        return ((long) upper << 32) | (lower & 0xFFFF_FFFFL);
    }

    static long ones(int bits) {
        return (1L << bits) - 1;
    }
}
