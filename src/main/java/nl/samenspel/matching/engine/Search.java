package nl.samenspel.matching.engine;

import org.jspecify.annotations.Nullable;

/// One pass over an [Index] for one request: the homes within reach, class of radius by class, the own line of latitude
/// first and then outwards. What comes of those who are allowed, is for [TopTen] and [Everyone] to say.
abstract class Search {

    final Rules rules;
    final int request;
    final Needs needs;
    final Weights weights;

    /// Whether the index was laid out by the weights of this search, so that a row's standing is right.
    final boolean ordinary;

    /// What the request itself adds to everybody's points.
    final int same;

    /// Points below this no longer matter.
    int lowest = Integer.MIN_VALUE;

    private final Index index;
    private final int activity;
    private final boolean located;
    private final boolean apart;
    private final long x;
    private final long y;

    /// The most that the request and the pair add to a volunteer's own standing.
    private final int most;

    Search(Index index, Rules rules, int request) {
        this.index = index;
        this.rules = rules;
        this.request = request;
        var requests = rules.requests();
        weights = rules.weights();
        needs = Needs.of(requests, request, index.organisations());
        ordinary = weights.equals(index.weights());
        activity = requests.activity(request);
        located = requests.hasPlace(request);
        apart = rules.exclusions().any(request);
        x = requests.x(request);
        y = requests.y(request);
        // an allowed volunteer has all qualifications that are needed, so those are never spare
        same = rules.waiting(request)
                + rules.urgency(request)
                + weights.base()
                + weights.spare() * Long.bitCount(requests.qualifications(request));
        most = same
                + weights.distance()
                + rules.dayParts(Integer.bitCount(needs.dayParts()))
                + Math.max(weights.sameBranch(), weights.sameOrganisation());
    }

    /// Somebody covers what the request needs. The row stands in `strip`, its two parts from `hot` and `cold`.
    ///
    /// @param square the squared distance in metres, or negative when it is not known
    abstract void meet(long[] strip, int hot, int cold, int common, long square);

    /// Whether somebody who covers the needs may really be proposed.
    final boolean allows(int volunteer, long costs) {
        if (apart && rules.exclusions().contain(request, volunteer)) {
            return false;
        }
        return needs.coarse() ? index.allows(rules, request, volunteer) : needs.startDay() <= Row.lastStart(costs);
    }

    final void run() {
        for (int c = 0; c < Grid.CLASSES; c++) {
            var strips = index.strips(activity, c);
            if (strips == null) {
                continue;
            }
            if (located && c != Grid.PLACELESS) {
                near(strips, c);
            } else {
                for (var strip : strips) {
                    if (strip != null) {
                        scan(strip, 0, false, 0, 1, Long.MAX_VALUE);
                    }
                }
            }
        }
    }

    private void near(long[] @Nullable [] strips, int c) {
        var grid = index.grid();
        long widest = Grid.widest(c);
        int own = grid.strip(c, y);
        int south = grid.strip(c, y - widest);
        int north = grid.strip(c, y + widest);
        for (int step = 0; own - step >= south || own + step <= north; step++) {
            if (own - step >= south) {
                near(strips[own - step], grid.gap(c, own - step, own, y), widest);
            }
            if (step > 0 && own + step <= north) {
                near(strips[own + step], grid.gap(c, own + step, own, y), widest);
            }
        }
    }

    private void near(long @Nullable [] strip, long gap, long widest) {
        if (strip == null || gap > widest) {
            return;
        }
        long reach = (long) Math.sqrt((double) (widest * widest - gap * gap)) + 1;
        scan(strip, Strip.firstBlock(strip, x - reach), true, gap, widest, x + reach);
    }

    /// @param from the first block that can matter
    /// @param placed false when distances are not known, and so turn nobody away
    /// @param gap no home in the strip is nearer than this
    /// @param widest no radius in the strip is wider than this
    /// @param east no home farther east than this matters
    private void scan(long[] strip, int from, boolean placed, long gap, long widest, long east) {
        int rows = Strip.rows(strip);
        int blocks = Strip.blocks(rows);
        long cover = needs.cover();
        long languages = needs.languages();
        int dayParts = needs.dayParts();
        int shared = needs.shared();
        int startDay = needs.startDay();
        long anywhere = placed ? -1 : 0;
        double perMetre = placed ? (double) weights.distance() / widest : 0;
        for (int block = from; block < blocks; block++) {
            long west = Strip.west(strip, block);
            if (west > east) {
                return;
            }
            int standing = Integer.MIN_VALUE;
            if (lowest != Integer.MIN_VALUE) {
                long away = Math.max(gap, Math.max(west - x, x - Strip.east(strip, block)));
                standing = lowest - most + (int) ((away - 1) * perMetre);
                if (best(strip, block) < standing) {
                    continue;
                }
            }
            int hot = Strip.hot(rows, block);
            int end = hot + Strip.inBlock(rows, block) * Strip.HOT;
            for (int cold = end; hot < end; hot += Strip.HOT, cold += Strip.COLD) {
                long have = strip[hot + Row.HAVE];
                long place = strip[hot + Row.PLACE];
                long days = strip[hot + Row.DAYS];
                long who = strip[hot + Row.WHO];
                if (Row.standing(who) < standing && ordinary) {
                    break;
                }
                long dx = Row.upper(place) - x;
                long dy = Row.lower(place) - y;
                long radius = Row.lower(days);
                long square = dx * dx + dy * dy;
                int common = Integer.bitCount(Row.upper(days) & dayParts);
                // whatever is wrong leaves a bit; one question at the end is quicker than one for each condition
                long wrong = (cover & ~have)
                        | ((have & languages) - 1) >>> 63
                        | ((radius * radius - square) & anywhere) >>> 63
                        | ((common - shared) | (startDay - Row.firstDay(who))) >>> 31;
                if (wrong == 0) {
                    meet(strip, hot, cold, common, placed ? square : -1);
                }
            }
        }
    }

    private int best(long[] strip, int block) {
        return ordinary ? Strip.best(strip, block) : Math.max(weights.loves(), weights.likes());
    }
}
