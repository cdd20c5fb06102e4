package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.BitSet;

/// Everybody who offers help, one array per property. Made with a [Builder].
public final class Volunteers {

    /// No week has more; a higher number is a mistake, and could overflow.
    public static final int MOST_HOURS = 1_000_000;

    private final int count;
    private final int[] organisation;
    private final int[] branch;
    private final int[] x;
    private final int[] y;
    private final int[] radius;
    private final long[] activities;
    private final long[] liked;
    private final long[] loved;
    private final long[] qualifications;
    private final long[] languages;
    private final int[] gender;
    private final int[] participantGenders;
    private final int[] dayParts;
    private final int[] availableFrom;
    private final int[] lastStart;
    private final int[] budgetHours;
    private final int[] loadHours;
    private final int[] freeHours;
    private final int[] slots;
    private final BitSet atLimit = new BitSet();
    private final long[] declines;

    /// Who may call on whom: `callers` words of 64 organisations for each volunteer, one after another.
    private final long[] calledOnBy;

    private final int callers;
    private final int organisations;

    private Volunteers(int count, int organisations) {
        this.count = count;
        this.organisations = organisations;
        callers = (organisations + Long.SIZE - 1) / Long.SIZE;
        calledOnBy = new long[Math.multiplyExact(count, callers)];
        organisation = new int[count];
        branch = new int[count];
        x = new int[count];
        y = new int[count];
        radius = new int[count];
        activities = new long[count];
        liked = new long[count];
        loved = new long[count];
        qualifications = new long[count];
        languages = new long[count];
        gender = new int[count];
        participantGenders = new int[count];
        dayParts = new int[count];
        availableFrom = new int[count];
        lastStart = new int[count];
        budgetHours = new int[count];
        loadHours = new int[count];
        freeHours = new int[count];
        slots = new int[count];
        declines = new long[count];
        Arrays.fill(x, Place.UNKNOWN);
        Arrays.fill(y, Place.UNKNOWN);
        Arrays.fill(radius, 1);
        Arrays.fill(lastStart, Integer.MAX_VALUE);
        Arrays.fill(budgetHours, 1);
    }

    public int count() {
        return count;
    }

    int organisation(int volunteer) {
        return organisation[volunteer];
    }

    int branch(int volunteer) {
        return branch[volunteer];
    }

    boolean hasPlace(int volunteer) {
        return x[volunteer] != Place.UNKNOWN;
    }

    int x(int volunteer) {
        return x[volunteer];
    }

    int y(int volunteer) {
        return y[volunteer];
    }

    long radius(int volunteer) {
        return radius[volunteer];
    }

    long activities(int volunteer) {
        return activities[volunteer];
    }

    boolean does(int volunteer, int activity) {
        return has(activities[volunteer], activity);
    }

    boolean likes(int volunteer, int activity) {
        return has(liked[volunteer], activity);
    }

    boolean loves(int volunteer, int activity) {
        return has(loved[volunteer], activity);
    }

    long qualifications(int volunteer) {
        return qualifications[volunteer];
    }

    long languages(int volunteer) {
        return languages[volunteer];
    }

    int gender(int volunteer) {
        return gender[volunteer];
    }

    boolean helps(int volunteer, int participantGender) {
        return has(participantGenders[volunteer], participantGender);
    }

    int participantGenders(int volunteer) {
        return participantGenders[volunteer];
    }

    int dayParts(int volunteer) {
        return dayParts[volunteer];
    }

    int availableFrom(int volunteer) {
        return availableFrom[volunteer];
    }

    int lastStart(int volunteer) {
        return lastStart[volunteer];
    }

    boolean mayBeCalledOnBy(int volunteer, int someOrganisation) {
        int word = someOrganisation / Long.SIZE;
        return word < callers && has(calledOnBy[volunteer * callers + word], someOrganisation % Long.SIZE);
    }

    int organisations() {
        return organisations;
    }

    /// The organisations that may call on the volunteer, folded into so many bits: organisation `o` is bit `o % bits`.
    long callersFolded(int volunteer, int bits) {
        long folded = 0;
        for (int word = 0; word < callers; word++) {
            long rest = calledOnBy[volunteer * callers + word];
            if (word == 0 && rest >>> bits == 0) {
                folded = rest;
                continue;
            }
            for (; rest != 0; rest &= rest - 1) {
                folded |= 1L << (word * Long.SIZE + Long.numberOfTrailingZeros(rest)) % bits;
            }
        }
        return folded;
    }

    int budgetHours(int volunteer) {
        return budgetHours[volunteer];
    }

    int loadHours(int volunteer) {
        return loadHours[volunteer];
    }

    int freeHours(int volunteer) {
        return freeHours[volunteer];
    }

    int slots(int volunteer) {
        return slots[volunteer];
    }

    boolean atLimit(int volunteer) {
        return atLimit.get(volunteer);
    }

    long declines(int volunteer) {
        return declines[volunteer];
    }

    /// Whoever has no room is proposed to nobody.
    boolean hasRoom(int volunteer) {
        return slots[volunteer] > 0 && freeHours[volunteer] > 0 && !atLimit.get(volunteer);
    }

    private static boolean has(long mask, int bit) {
        return (mask >>> bit & 1) == 1;
    }

    /// Fills one volunteer after another: [#next] begins the next one, everything else describes the one begun last.
    ///
    /// What is left out is the most careful answer: no place, no hours, no languages, called on by
    /// nobody. Masks have one bit for each activity, qualification, language, gender or day-part, and for
    /// each thing that a request brings along; their meaning is the caller's.
    public static final class Builder {

        private final Volunteers made;
        private int volunteer = -1;

        public Builder(int count, int organisations) {
            made = new Volunteers(count, organisations);
        }

        public Builder next() {
            if (volunteer + 1 >= made.count) {
                throw new IllegalStateException("There is room for %d volunteers only.".formatted(made.count));
            }
            volunteer++;
            return this;
        }

        public Builder organisation(int organisation) {
            made.organisation[volunteer] =
                    Range.check("A volunteer's organisation", organisation, 0, made.organisations - 1);
            return this;
        }

        public Builder branch(int branch) {
            made.branch[volunteer] = branch;
            return this;
        }

        /// Left out when it is not known where the volunteer sets out from.
        public Builder at(int x, int y) {
            made.x[volunteer] = Place.check("x", x);
            made.y[volunteer] = Place.check("y", y);
            return this;
        }

        /// How far the volunteer wants to travel, in metres.
        public Builder radius(int metres) {
            made.radius[volunteer] = Range.check("A volunteer's radius", metres, 1, Integer.MAX_VALUE);
            return this;
        }

        /// What the volunteer does, and which of those with pleasure or with love.
        public Builder activities(long does, long likes, long loves) {
            if ((likes & loves) != 0 || ((likes | loves) & ~does) != 0) {
                throw new IllegalArgumentException(
                        "What a volunteer likes (%x) and loves (%x) must be separate parts of what they do (%x)."
                                .formatted(likes, loves, does));
            }
            made.activities[volunteer] = does;
            made.liked[volunteer] = likes;
            made.loved[volunteer] = loves;
            return this;
        }

        /// Only what is still valid when the help starts.
        public Builder qualifications(long mask) {
            made.qualifications[volunteer] = mask;
            return this;
        }

        public Builder languages(long mask) {
            made.languages[volunteer] = mask;
            return this;
        }

        public Builder gender(int gender) {
            made.gender[volunteer] = Range.check("A volunteer's gender", gender, 0, Integer.SIZE - 1);
            return this;
        }

        /// Participants of which genders the volunteer wishes to help.
        public Builder participantGenders(int mask) {
            made.participantGenders[volunteer] = mask;
            return this;
        }

        public Builder dayParts(int mask) {
            made.dayParts[volunteer] = mask;
            return this;
        }

        public Builder availableFrom(int day) {
            made.availableFrom[volunteer] = day;
            return this;
        }

        /// All this holds for help that starts on this day at the latest; a certificate may lapse after it. Without end
        /// if left out.
        public Builder lastStart(int day) {
            made.lastStart[volunteer] = day;
            return this;
        }

        /// This organisation may call on the volunteer too. Being its own volunteer is not enough: say it for that one
        /// as well.
        public Builder calledOnBy(int organisation) {
            Range.check("A calling organisation", organisation, 0, made.organisations - 1);
            made.calledOnBy[volunteer * made.callers + organisation / Long.SIZE] |= 1L << organisation % Long.SIZE;
            return this;
        }

        /// Hours per week: what would be a full week, what is already filled, and what is open to something new.
        public Builder hours(int budget, int load, int free) {
            made.budgetHours[volunteer] = Range.check("A volunteer's budget of hours", budget, 1, MOST_HOURS);
            made.loadHours[volunteer] = Range.check("A volunteer's filled hours", load, 0, MOST_HOURS);
            made.freeHours[volunteer] = Range.check("A volunteer's free hours", free, 0, MOST_HOURS);
            return this;
        }

        /// Open places for a new match.
        public Builder slots(int slots) {
            made.slots[volunteer] = Range.check("A volunteer's open places", slots, 0, Integer.MAX_VALUE);
            return this;
        }

        /// The volunteer's own limits leave no room now: a pause, or a limit that is reached.
        public Builder atLimit() {
            made.atLimit.set(volunteer);
            return this;
        }

        /// What the volunteer does not take on, of what a request may bring along; the first two are found fastest.
        public Builder declines(long mask) {
            made.declines[volunteer] = mask;
            return this;
        }

        public Volunteers build() {
            if (volunteer + 1 != made.count) {
                throw new IllegalStateException(
                        "%d volunteers were promised, %d were given.".formatted(made.count, volunteer + 1));
            }
            volunteer++; // whoever still writes to this builder, writes past the end
            return made;
        }
    }
}
