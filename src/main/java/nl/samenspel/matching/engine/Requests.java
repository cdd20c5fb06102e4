package nl.samenspel.matching.engine;

import java.util.Arrays;

/// Every open request for help, one array per property. Made with a [Builder].
public final class Requests {

    private final int count;
    private final int[] organisation;
    private final int[] branch;
    private final int[] area;
    private final int[] x;
    private final int[] y;
    private final int[] activity;
    private final long[] qualifications;
    private final long[] languages;
    private final int[] volunteerGenders;
    private final int[] participantGender;
    private final int[] dayParts;
    private final int[] sharedDayParts;
    private final int[] startDay;
    private final int[] hours;
    private final int[] mostParts;
    private final int[] smallestPart;
    private final int[] daysWaiting;
    private final int[] urgency;
    private final long[] brings;

    private Requests(int count) {
        this.count = count;
        organisation = new int[count];
        branch = new int[count];
        area = new int[count];
        x = new int[count];
        y = new int[count];
        activity = new int[count];
        qualifications = new long[count];
        languages = new long[count];
        volunteerGenders = new int[count];
        participantGender = new int[count];
        dayParts = new int[count];
        sharedDayParts = new int[count];
        startDay = new int[count];
        hours = new int[count];
        mostParts = new int[count];
        smallestPart = new int[count];
        daysWaiting = new int[count];
        urgency = new int[count];
        brings = new long[count];
        Arrays.fill(x, Place.UNKNOWN);
        Arrays.fill(y, Place.UNKNOWN);
        Arrays.fill(hours, 1);
        Arrays.fill(mostParts, 1);
        Arrays.fill(smallestPart, 1);
    }

    public int count() {
        return count;
    }

    int organisation(int request) {
        return organisation[request];
    }

    int branch(int request) {
        return branch[request];
    }

    int area(int request) {
        return area[request];
    }

    boolean hasPlace(int request) {
        return x[request] != Place.UNKNOWN;
    }

    int x(int request) {
        return x[request];
    }

    int y(int request) {
        return y[request];
    }

    int activity(int request) {
        return activity[request];
    }

    long qualifications(int request) {
        return qualifications[request];
    }

    long languages(int request) {
        return languages[request];
    }

    boolean welcomes(int request, int volunteerGender) {
        return (volunteerGenders[request] >>> volunteerGender & 1) == 1;
    }

    int volunteerGenders(int request) {
        return volunteerGenders[request];
    }

    int participantGender(int request) {
        return participantGender[request];
    }

    int dayParts(int request) {
        return dayParts[request];
    }

    int sharedDayParts(int request) {
        return sharedDayParts[request];
    }

    int startDay(int request) {
        return startDay[request];
    }

    int hours(int request) {
        return hours[request];
    }

    int mostParts(int request) {
        return mostParts[request];
    }

    int smallestPart(int request) {
        return smallestPart[request];
    }

    int daysWaiting(int request) {
        return daysWaiting[request];
    }

    int urgency(int request) {
        return urgency[request];
    }

    long brings(int request) {
        return brings[request];
    }

    /// Fills one request after another: [#next] begins the next one, everything else describes the one begun last.
    ///
    /// Masks have one bit for each qualification, language, gender or day-part, and mean the same as those of
    /// [Volunteers].
    public static final class Builder {

        private final Requests made;
        private int request = -1;

        public Builder(int count) {
            made = new Requests(count);
        }

        public Builder next() {
            if (request + 1 >= made.count) {
                throw new IllegalStateException("There is room for %d requests only.".formatted(made.count));
            }
            request++;
            return this;
        }

        public Builder organisation(int organisation) {
            made.organisation[request] = Range.check("A request's organisation", organisation, 0, Integer.MAX_VALUE);
            return this;
        }

        public Builder branch(int branch) {
            made.branch[request] = branch;
            return this;
        }

        /// The municipality, between which a round is to be fair.
        public Builder area(int area) {
            made.area[request] = area;
            return this;
        }

        /// Left out when it is not known where the help is needed.
        public Builder at(int x, int y) {
            made.x[request] = Place.check("x", x);
            made.y[request] = Place.check("y", y);
            return this;
        }

        /// The kind of help, as the number of a bit in the volunteers' activities.
        public Builder activity(int activity) {
            made.activity[request] = Range.check("A request's activity", activity, 0, Long.SIZE - 1);
            return this;
        }

        /// All of these are needed.
        public Builder qualifications(long mask) {
            made.qualifications[request] = mask;
            return this;
        }

        /// Any one of these will do.
        public Builder languages(long mask) {
            made.languages[request] = mask;
            return this;
        }

        /// Volunteers of which genders are welcome.
        public Builder volunteerGenders(int mask) {
            made.volunteerGenders[request] = mask;
            return this;
        }

        public Builder participantGender(int gender) {
            made.participantGender[request] = Range.check("A participant's gender", gender, 0, Integer.SIZE - 1);
            return this;
        }

        /// When help is welcome, and how many of these day-parts the volunteer must be available in.
        public Builder dayParts(int mask, int shared) {
            made.dayParts[request] = mask;
            made.sharedDayParts[request] = Range.check("The day-parts to share", shared, 0, Integer.SIZE);
            return this;
        }

        public Builder startDay(int day) {
            made.startDay[request] = day;
            return this;
        }

        /// Hours per week, over how many volunteers they may be divided, and the least that each of those does.
        public Builder hours(int hours, int mostParts, int smallestPart) {
            made.hours[request] = Range.check("A request's hours", hours, 1, Volunteers.MOST_HOURS);
            made.mostParts[request] = Range.check("A request's parts", mostParts, 1, Volunteers.MOST_HOURS);
            made.smallestPart[request] = Range.check("A request's smallest part", smallestPart, 1, hours);
            return this;
        }

        public Builder daysWaiting(int days) {
            made.daysWaiting[request] = Range.check("The days a request waits", days, 0, Integer.MAX_VALUE);
            return this;
        }

        /// From 0, whenever it suits, to 3.
        public Builder urgency(int urgency) {
            made.urgency[request] = Range.check("A request's urgency", urgency, 0, 3);
            return this;
        }

        /// What comes with it that a volunteer may decline: see [Volunteers.Builder#declines].
        public Builder brings(long mask) {
            made.brings[request] = mask;
            return this;
        }

        public Requests build() {
            if (request + 1 != made.count) {
                throw new IllegalStateException(
                        "%d requests were promised, %d were given.".formatted(made.count, request + 1));
            }
            request++; // whoever still writes to this builder, writes past the end
            return made;
        }
    }
}
