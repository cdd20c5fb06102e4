package nl.samenspel.matching.engine;

import static nl.samenspel.matching.engine.Condition.ACTIVITY;
import static nl.samenspel.matching.engine.Condition.DAY_PARTS;
import static nl.samenspel.matching.engine.Condition.DECLINED;
import static nl.samenspel.matching.engine.Condition.DISTANCE;
import static nl.samenspel.matching.engine.Condition.HOURS;
import static nl.samenspel.matching.engine.Condition.LANGUAGE;
import static nl.samenspel.matching.engine.Condition.LIMITS;
import static nl.samenspel.matching.engine.Condition.ORGANISATION;
import static nl.samenspel.matching.engine.Condition.PAIR;
import static nl.samenspel.matching.engine.Condition.QUALIFICATIONS;
import static nl.samenspel.matching.engine.Condition.SLOTS;
import static nl.samenspel.matching.engine.Condition.START;
import static nl.samenspel.matching.engine.Condition.WISH;

import java.util.EnumSet;

/// Judges one pair: may they meet, and how well does it fit?
public final class Rules {

    private static final int MOST_DAY_PARTS_THAT_COUNT = 4;
    private static final int MOST_DAYS_THAT_COUNT = 180;

    /// Most pairs are turned away; ask first what turns away most.
    private static final Condition[] STRICTEST_FIRST = {
        ACTIVITY,
        DISTANCE,
        SLOTS,
        DAY_PARTS,
        HOURS,
        START,
        ORGANISATION,
        QUALIFICATIONS,
        LANGUAGE,
        WISH,
        DECLINED,
        LIMITS,
        PAIR
    };

    private final Volunteers volunteers;
    private final Requests requests;
    private final Exclusions exclusions;
    private final Weights weights;

    public Rules(Situation situation, Weights weights) {
        volunteers = situation.volunteers();
        requests = situation.requests();
        exclusions = situation.exclusions();
        this.weights = weights;
    }

    Volunteers volunteers() {
        return volunteers;
    }

    Requests requests() {
        return requests;
    }

    Exclusions exclusions() {
        return exclusions;
    }

    Weights weights() {
        return weights;
    }

    /// The same rules for other volunteers, among whom no pair is kept apart.
    Rules among(Volunteers others) {
        return new Rules(new Situation(others, requests, Exclusions.NONE), weights);
    }

    /// Whether the volunteer may be proposed for the request.
    public boolean allow(int request, int volunteer) {
        for (var condition : STRICTEST_FIRST) {
            if (!holds(condition, request, volunteer)) {
                return false;
            }
        }
        return true;
    }

    /// Every condition that stands between the two; empty when they may meet.
    public EnumSet<Condition> failing(int request, int volunteer) {
        var failing = EnumSet.noneOf(Condition.class);
        for (var condition : STRICTEST_FIRST) {
            if (!holds(condition, request, volunteer)) {
                failing.add(condition);
            }
        }
        return failing;
    }

    private boolean holds(Condition condition, int r, int v) {
        return switch (condition) {
            case SLOTS -> volunteers.slots(v) > 0;
            case HOURS -> volunteers.freeHours(v) >= requests.smallestPart(r);
            case ACTIVITY -> volunteers.does(v, requests.activity(r));
            case DISTANCE ->
                !distanceKnown(r, v) || squaredDistance(r, v) <= volunteers.radius(v) * volunteers.radius(v);
            case QUALIFICATIONS -> (requests.qualifications(r) & ~volunteers.qualifications(v)) == 0;
            case LANGUAGE -> (requests.languages(r) & volunteers.languages(v)) != 0;
            case WISH ->
                requests.welcomes(r, volunteers.gender(v)) && volunteers.helps(v, requests.participantGender(r));
            case DAY_PARTS -> commonDayParts(r, v) >= requests.sharedDayParts(r);
            case ORGANISATION -> volunteers.mayBeCalledOnBy(v, requests.organisation(r));
            case START ->
                volunteers.availableFrom(v) <= requests.startDay(r) && requests.startDay(r) <= volunteers.lastStart(v);
            case PAIR -> !exclusions.contain(r, v);
            case DECLINED -> (requests.brings(r) & volunteers.declines(v)) == 0;
            case LIMITS -> !volunteers.atLimit(v);
        };
    }

    /// How well an allowed pair fits. Of a pair that is not allowed it says nothing sensible.
    public Points points(int request, int volunteer) {
        return new Points(
                motive(request, volunteer),
                distance(request, volunteer),
                dayParts(commonDayParts(request, volunteer)),
                familiar(request, volunteers.branch(volunteer), volunteers.organisation(volunteer)),
                waiting(request),
                urgency(request),
                -weights.spare()
                        * Long.bitCount(volunteers.qualifications(volunteer) & ~requests.qualifications(request)),
                weights.base(),
                -loadCost(volunteer, 1),
                distanceKnown(request, volunteer));
    }

    /// What the volunteer's nth new hour costs, counted from 1.
    public int loadCost(int volunteer, int nth) {
        return weights.load() * (volunteers.loadHours(volunteer) + nth - 1) / volunteers.budgetHours(volunteer);
    }

    private int motive(int r, int v) {
        int activity = requests.activity(r);
        if (volunteers.loves(v, activity)) {
            return weights.loves();
        }
        return volunteers.likes(v, activity) ? weights.likes() : 0;
    }

    private int distance(int r, int v) {
        return distanceKnown(r, v) ? distance(squaredDistance(r, v), (int) volunteers.radius(v)) : 0;
    }

    /// Of somebody this far away who travels so far.
    int distance(long square, int radius) {
        long left = Math.max(0, radius - Place.root(square));
        return (int) (weights.distance() * left / radius);
    }

    /// Of so many common day-parts.
    int dayParts(int common) {
        return weights.dayPart() * Math.min(MOST_DAY_PARTS_THAT_COUNT, common);
    }

    /// Of somebody of this branch and organisation.
    int familiar(int r, int branch, int organisation) {
        if (branch == requests.branch(r)) {
            return weights.sameBranch();
        }
        return organisation == requests.organisation(r) ? weights.sameOrganisation() : 0;
    }

    int waiting(int r) {
        return weights.waiting() * Math.min(MOST_DAYS_THAT_COUNT, requests.daysWaiting(r)) / MOST_DAYS_THAT_COUNT;
    }

    int urgency(int r) {
        return weights.urgency() * requests.urgency(r);
    }

    private boolean distanceKnown(int r, int v) {
        return volunteers.hasPlace(v) && requests.hasPlace(r);
    }

    private long squaredDistance(int r, int v) {
        return Place.squaredDistance(volunteers.x(v), volunteers.y(v), requests.x(r), requests.y(r));
    }

    private int commonDayParts(int r, int v) {
        return Integer.bitCount(volunteers.dayParts(v) & requests.dayParts(r));
    }
}
