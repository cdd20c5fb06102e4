package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.BitSet;

/// A round that stays: when one thing changes it is mended on the spot, from where it was. What is fixed (an invitation
/// is out, a match stands) is never moved by that. One thread's.
///
/// Numbers of volunteers and requests are those of the input; requests that come later are numbered after them.
public final class StandingRound {

    /// Moves that a change takes, however much it touches: so it takes about the same time, a few milliseconds.
    private static final int MOVES = 1_200;

    /// They look at pairs that cost at most this share of what the usual request is worth.
    private static final double CHEAP = 0.12;

    private final Field field;
    private final Plan plan;

    /// Over all pairs, to complete what was touched; and over those that cost little, to move what is around it.
    private final Annealing search;

    private final Annealing moves;
    private final Choices cheap;
    private final int[] requestNumber;
    private final int[] volunteerNumber;
    private int requests;
    private final BitSet away = new BitSet();
    private int[] around = new int[64];
    private int count;
    private long value;
    private int changes;

    /// Begins with the answer of a round, and room for so many requests that come later.
    public StandingRound(RoundInput input, RoundAnswer answer, int laterRequests) {
        this(answer, input, laterRequests);
        for (int i = 0; i < answer.proposals(); i++) {
            int r = requestNumber[answer.request(i)];
            int v = volunteerNumber[answer.volunteer(i)];
            plan.place(unused(r), v, answer.hours(i), points(r, v));
        }
        value = plan.value();
    }

    /// Begins with nothing, for what was proposed at another time ([#keep]); of the answer of a round over this input
    /// only the prices are used.
    public static StandingRound empty(RoundInput input, RoundAnswer prices) {
        return new StandingRound(prices, input, 0);
    }

    private StandingRound(RoundAnswer answer, RoundInput input, int laterRequests) {
        field = new Field(input, laterRequests);
        plan = new Plan(field);
        requests = input.requests();
        requestNumber = new int[requests + laterRequests];
        volunteerNumber = new int[input.volunteers()];
        Arrays.fill(volunteerNumber, -1);
        for (int r = 0; r < requests; r++) {
            requestNumber[field.requestId[r]] = r;
        }
        for (int later = requests; later < requestNumber.length; later++) {
            requestNumber[later] = later;
        }
        for (int v = 0; v < field.volunteers; v++) {
            volunteerNumber[field.volunteerId[v]] = v;
        }
        var perHour = new int[requestNumber.length];
        var perPart = new int[requestNumber.length];
        for (int r = 0; r < requests; r++) {
            perHour[requestNumber[r]] = (int) (answer.pricePerHour(r) / RoundAnswer.PRICE_SCALE);
            perPart[requestNumber[r]] = (int) (answer.pricePerPart(r) / RoundAnswer.PRICE_SCALE);
        }
        search = new Annealing(field, field.all, plan, perHour, perPart);
        search.within(0, requestNumber.length, 0, field.volunteers, 1);
        try (var workers = new Workers(1)) {
            var prices = new Prices(field, workers);
            for (int i = 0; i < requests; i++) {
                prices.perHour[i] = answer.pricePerHour(field.requestId[i]);
                prices.perPart[i] = answer.pricePerPart(field.requestId[i]);
            }
            cheap = prices.cheap(CHEAP * Round.usual(field, answer.bound()), laterRequests);
        }
        moves = new Annealing(field, cheap, plan, perHour, perPart);
        moves.within(0, requestNumber.length, 0, field.volunteers, 1);
    }

    /// Takes over what was proposed before. Returns false, and changes nothing, when that cannot be any more: the pair
    /// may not meet, or there is no room for it.
    public boolean keep(int request, int volunteer, int hours) {
        int r = requestNumber[request];
        int v = volunteerNumber[volunteer];
        int pair = v < 0 ? -1 : pair(r, v);
        if (pair < 0
                || part(request, volunteer) >= 0
                || hours < field.smallestPart[r]
                || plan.open[r] < hours
                || plan.room(v) < hours) {
            return false;
        }
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (plan.partVolunteer[part] < 0) {
                value += (long) hours * field.all.points[pair] - plan.more(v, hours);
                plan.place(part, v, hours, field.all.points[pair]);
                return true;
            }
        }
        return false;
    }

    /// Looks at one request as if it had just come: completes it, and moves what is around it where that helps. What is
    /// fixed stays.
    public long look(int request) {
        long before = value;
        count = 0;
        touch(requestNumber[request]);
        return mend() - before;
    }

    /// How it stands now, with the proof of a round over the same input. Without requests that came later.
    public RoundAnswer answer(RoundInput input, RoundAnswer proof) {
        var perHour = new long[field.requests];
        var perPart = new long[field.requests];
        for (int i = 0; i < field.requests; i++) {
            perHour[i] = proof.pricePerHour(field.requestId[i]);
            perPart[i] = proof.pricePerPart(field.requestId[i]);
        }
        return plan.answer(input, perHour, perPart, proof.bound(), proof.effort(), 0);
    }

    /// What the round is worth now.
    public long value() {
        return value;
    }

    /// Hours that a volunteer now gives to a request; 0 when none.
    public int hours(int request, int volunteer) {
        int part = part(request, volunteer);
        return part < 0 ? 0 : plan.partHours[part];
    }

    /// Hours that a request now gets.
    public int filled(int request) {
        int r = requestNumber[request];
        return field.hours[r] - plan.open[r];
    }

    /// Nobody may move this pair any more. It must be part of the round.
    public void fix(int request, int volunteer) {
        plan.fixed.set(required(request, volunteer));
    }

    /// The pair may be moved again: the invitation was taken back, or answered with no.
    public void release(int request, int volunteer) {
        plan.fixed.clear(required(request, volunteer));
    }

    /// A volunteer cannot come for now. Whatever they held, also what was fixed, goes to others as well as it can.
    /// Returns how the value changed.
    public long volunteerLeaves(int volunteer) {
        int v = volunteerNumber[volunteer];
        if (v < 0 || away.get(v)) {
            return 0;
        }
        away.set(v);
        count = 0;
        long before = value;
        while (plan.heldCount[v] > 0) {
            int part = plan.held[plan.heldStart[v]];
            plan.fixed.clear(part);
            touch(plan.partRequest[part]);
            drop(part);
        }
        plan.close(v);
        return mend() - before;
    }

    /// A volunteer is back, with the room they had.
    public long volunteerReturns(int volunteer) {
        int v = volunteerNumber[volunteer];
        if (v < 0 || !away.get(v)) {
            return 0;
        }
        away.clear(v);
        count = 0;
        long before = value;
        plan.openAgain(v);
        value += search.fillOne(v);
        for (int i = field.all.startOf[v]; i < field.all.endOf[v]; i++) {
            touch(field.all.request[i]);
        }
        return mend() - before;
    }

    /// A request comes in, with whom it may have and what an hour of each is worth. Returns its number.
    public int requestComes(int hours, int mostParts, int smallestPart, int[] volunteers, int[] points) {
        if (requests == requestNumber.length) {
            throw new IllegalStateException("There is no room for more than %d requests.".formatted(requests));
        }
        if (smallestPart < 1 || smallestPart > hours || mostParts < 1) {
            throw new IllegalArgumentException("%d hours in at most %d parts of at least %d hours cannot be."
                    .formatted(hours, mostParts, smallestPart));
        }
        int r = requests++;
        var who = new int[volunteers.length];
        var worth = new int[volunteers.length];
        int allowed = 0;
        for (int i = 0; i < volunteers.length; i++) {
            int v = volunteerNumber[volunteers[i]];
            if (v >= 0) {
                who[allowed] = v;
                worth[allowed++] = points[i];
            }
        }
        field.hours[r] = hours;
        field.mostParts[r] = mostParts;
        field.smallestPart[r] = smallestPart;
        field.all.add(r, who, worth, allowed);
        cheap.add(r, who, worth, allowed);
        plan.begin(r, hours, Math.min(mostParts, hours / smallestPart));
        count = 0;
        touch(r);
        mend();
        return r;
    }

    /// A request is withdrawn; whoever helped it is free for others.
    public long requestLeaves(int request) {
        int r = requestNumber[request];
        long before = value;
        count = 0;
        var freed = new int[plan.partEnd[r] - plan.partStart[r]];
        int volunteers = 0;
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (plan.partVolunteer[part] >= 0) {
                freed[volunteers++] = plan.partVolunteer[part];
                plan.fixed.clear(part);
                drop(part);
            }
        }
        field.hours[r] = 0;
        field.smallestPart[r] = 1;
        plan.open[r] = 0;
        for (int i = 0; i < volunteers; i++) {
            value += search.fillOne(freed[i]);
            for (int pair = field.all.startOf[freed[i]]; pair < field.all.endOf[freed[i]]; pair++) {
                touch(field.all.request[pair]);
            }
        }
        return mend() - before;
    }

    /// Completes what was touched, then tries a fixed number of moves around it that never make it worse.
    private long mend() {
        for (int i = 0; i < count; i++) {
            value += search.completeOne(around[i]);
        }
        value += moves.run(around, count, MOVES, 0);
        changes++;
        return value;
    }

    /// How many changes were taken in so far.
    public int changes() {
        return changes;
    }

    private void touch(int r) {
        if (count == around.length) {
            around = Arrays.copyOf(around, 2 * count);
        }
        around[count++] = r;
    }

    private void drop(int part) {
        int v = plan.partVolunteer[part];
        int hours = plan.partHours[part];
        value -= (long) hours * plan.partPoints[part];
        plan.remove(part);
        value += plan.more(v, hours);
    }

    private int points(int r, int v) {
        int pair = pair(r, v);
        if (pair < 0) {
            throw new IllegalArgumentException("The answer holds a pair that is not allowed.");
        }
        return field.all.points[pair];
    }

    private int pair(int r, int v) {
        for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
            if (field.all.volunteer[i] == v) {
                return i;
            }
        }
        return -1;
    }

    private int unused(int r) {
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (plan.partVolunteer[part] < 0) {
                return part;
            }
        }
        throw new IllegalArgumentException("The answer cuts a request into more parts than it may have.");
    }

    private int part(int request, int volunteer) {
        int r = requestNumber[request];
        int v = volunteerNumber[volunteer];
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (v >= 0 && plan.partVolunteer[part] == v) {
                return part;
            }
        }
        return -1;
    }

    private int required(int request, int volunteer) {
        int part = part(request, volunteer);
        if (part < 0) {
            throw new IllegalArgumentException(
                    "Request %d and volunteer %d are no pair of this round.".formatted(request, volunteer));
        }
        return part;
    }
}
