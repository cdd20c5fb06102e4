package nl.samenspel.matching.engine;

import static nl.samenspel.matching.engine.Condition.DAY_PARTS;
import static nl.samenspel.matching.engine.Condition.DECLINED;
import static nl.samenspel.matching.engine.Condition.LANGUAGE;
import static nl.samenspel.matching.engine.Condition.ORGANISATION;
import static nl.samenspel.matching.engine.Condition.PAIR;
import static nl.samenspel.matching.engine.Condition.QUALIFICATIONS;
import static nl.samenspel.matching.engine.Condition.START;
import static nl.samenspel.matching.engine.Condition.WISH;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why requests are left open after a round. One thread's.
public final class OpenReasons {

    private static final Set<Condition> OUT_OF_REACH = EnumSet.of(Condition.ACTIVITY, Condition.DISTANCE);
    private static final Set<Condition> NO_WISHES = EnumSet.of(LANGUAGE, WISH, DAY_PARTS, START, DECLINED);

    private final RoundInput input;
    private final int[] hoursLeft;
    private final int[] placesLeft;
    private final @Nullable Rules rules;
    private final @Nullable AllowedByPlace everybody;
    private final int[] near;

    /// After a round over a situation.
    public OpenReasons(Rules rules, RoundInput input, RoundAnswer answer) {
        this(input, answer, rules, new AllowedByPlace(rules, true));
    }

    /// After a round over plain pairs, of which nothing more is known.
    public OpenReasons(RoundInput input, RoundAnswer answer) {
        this(input, answer, null, null);
    }

    private OpenReasons(
            RoundInput input, RoundAnswer answer, @Nullable Rules rules, @Nullable AllowedByPlace everybody) {
        this.input = input;
        this.rules = rules;
        this.everybody = everybody;
        near = new int[input.volunteers()];
        hoursLeft = input.freeHours.clone();
        placesLeft = input.slots.clone();
        for (int i = 0; i < answer.proposals(); i++) {
            hoursLeft[answer.volunteer(i)] -= answer.hours(i);
            placesLeft[answer.volunteer(i)]--;
        }
    }

    /// Why a request got no hours at all.
    public OpenReason of(int request) {
        boolean pairs = false;
        for (int pair = input.pairs.start(request); pair < input.pairs.start(request + 1); pair++) {
            int v = input.pairs.volunteer(pair);
            if (input.slots[v] > 0 && input.freeHours[v] >= input.smallestPart[request]) {
                pairs = true;
                if (placesLeft[v] > 0 && hoursLeft[v] >= input.smallestPart[request]) {
                    return OpenReason.NOT_WORTHWHILE;
                }
            }
        }
        if (pairs) {
            return OpenReason.PLACED_ELSEWHERE;
        }
        if (rules == null || everybody == null) {
            return input.pairs.start(request) < input.pairs.start(request + 1)
                    ? OpenReason.EVERYONE_FULL
                    : OpenReason.NO_ONE_IN_REACH;
        }
        return whyNobody(request, rules, everybody);
    }

    /// Why a request that nobody may be proposed for has nobody; looks at everybody in a situation.
    public static OpenReason ofNobody(Rules rules, int request) {
        var reason = OpenReason.NO_ONE_IN_REACH;
        for (int v = 0; v < rules.volunteers().count(); v++) {
            reason = milder(reason, rules, request, v);
        }
        return reason;
    }

    /// The mildest of what stands between the request and anybody in reach.
    private OpenReason whyNobody(int request, Rules rules, AllowedByPlace everybody) {
        var reason = OpenReason.NO_ONE_IN_REACH;
        int count = everybody.near(request, near);
        for (int i = 0; i < count; i++) {
            reason = milder(reason, rules, request, near[i]);
        }
        return reason;
    }

    private static OpenReason milder(OpenReason reason, Rules rules, int request, int volunteer) {
        var failing = rules.failing(request, volunteer);
        if (failing.stream().anyMatch(OUT_OF_REACH::contains)) {
            return reason;
        }
        var one = why(failing);
        return reason == OpenReason.NO_ONE_IN_REACH || one.compareTo(reason) < 0 ? one : reason;
    }

    private static OpenReason why(Set<Condition> failing) {
        if (failing.contains(PAIR)) {
            return OpenReason.KEPT_APART;
        }
        if (failing.contains(ORGANISATION)) {
            return OpenReason.NOT_SHARED;
        }
        if (failing.stream().anyMatch(NO_WISHES::contains)) {
            return OpenReason.WISHES;
        }
        if (failing.contains(QUALIFICATIONS)) {
            return OpenReason.QUALIFICATION_MISSING;
        }
        return OpenReason.EVERYONE_FULL;
    }
}
