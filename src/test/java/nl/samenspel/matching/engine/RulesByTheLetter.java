package nl.samenspel.matching.engine;

import static java.util.stream.Collectors.toSet;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Exclusion;
import nl.samenspel.matching.testcountry.TestCountry.Request;
import nl.samenspel.matching.testcountry.TestCountry.Volunteer;

/// The rules a second time, as they are told and without hurry: sets instead of masks, numbers of any size.
/// It is slower and simpler than the engine, and that is why it is believed.
final class RulesByTheLetter {

    private final TestCountry country;

    RulesByTheLetter(TestCountry country) {
        this.country = country;
    }

    Set<Condition> failing(int request, int volunteer) {
        var r = country.requests().get(request);
        var v = country.volunteers().get(volunteer);
        var failing = EnumSet.allOf(Condition.class);
        // files know nobody's own limits, nor what people decline
        failing.remove(Condition.LIMITS);
        failing.remove(Condition.DECLINED);
        if (v.slots() >= 1) {
            failing.remove(Condition.SLOTS);
        }
        if (v.free() >= r.minPart()) {
            failing.remove(Condition.HOURS);
        }
        if (bits(v.skills()).contains(r.activity())) {
            failing.remove(Condition.ACTIVITY);
        }
        if (squaredDistance(r, v).compareTo(big(v.radius()).pow(2)) <= 0) {
            failing.remove(Condition.DISTANCE);
        }
        if (bits(v.quals()).containsAll(bits(r.quals()))) {
            failing.remove(Condition.QUALIFICATIONS);
        }
        if (bits(r.langs()).stream().anyMatch(bits(v.langs())::contains)) {
            failing.remove(Condition.LANGUAGE);
        }
        if (bits(r.genderOk()).contains(v.gender()) && bits(v.clientGenderOk()).contains(r.clientGender())) {
            failing.remove(Condition.WISH);
        }
        if (commonDayParts(r, v) >= r.minOverlap()) {
            failing.remove(Condition.DAY_PARTS);
        }
        if (bits(v.orgMask()).contains(r.org())) {
            failing.remove(Condition.ORGANISATION);
        }
        if (v.availFrom() <= r.startDay()) {
            failing.remove(Condition.START);
        }
        if (!country.exclusions().contains(new Exclusion(request, volunteer))) {
            failing.remove(Condition.PAIR);
        }
        return failing;
    }

    Map<Criterion, Integer> points(int request, int volunteer) {
        var r = country.requests().get(request);
        var v = country.volunteers().get(volunteer);
        var points = new EnumMap<Criterion, Integer>(Criterion.class);
        points.put(
                Criterion.MOTIVE,
                bits(v.love()).contains(r.activity()) ? 300 : bits(v.like()).contains(r.activity()) ? 150 : 0);
        var left = big(v.radius()).subtract(squaredDistance(r, v).sqrt());
        points.put(
                Criterion.DISTANCE,
                left.multiply(big(200)).divide(big(v.radius())).intValueExact());
        points.put(Criterion.DAY_PARTS, Math.min(100, 25 * commonDayParts(r, v)));
        points.put(Criterion.FAMILIAR, v.branch() == r.branch() ? 60 : v.org() == r.org() ? 30 : 0);
        points.put(Criterion.WAITING, r.waitDays() >= 180 ? 200 : 200 * r.waitDays() / 180);
        points.put(Criterion.URGENCY, 60 * r.urgency());
        var spare = bits(v.quals());
        spare.removeAll(bits(r.quals()));
        points.put(Criterion.SPARE, -8 * spare.size());
        points.put(Criterion.BASE, 50);
        points.put(Criterion.LOAD, -loadCost(volunteer, 1));
        return points;
    }

    int loadCost(int volunteer, int nth) {
        var v = country.volunteers().get(volunteer);
        return big(v.load())
                .add(big(nth - 1))
                .multiply(big(120))
                .divide(big(v.budget()))
                .intValueExact();
    }

    List<Integer> topTen(int request) {
        return IntStream.range(0, country.volunteers().size())
                .filter(volunteer -> failing(request, volunteer).isEmpty())
                .boxed()
                .sorted(Comparator.<Integer, Integer>comparing(volunteer -> total(request, volunteer))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(10)
                .toList();
    }

    private int total(int request, int volunteer) {
        return points(request, volunteer).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static int commonDayParts(Request r, Volunteer v) {
        var common = bits(v.avail());
        common.retainAll(bits(r.dayparts()));
        return common.size();
    }

    private static BigInteger squaredDistance(Request r, Volunteer v) {
        var dx = big(v.x()).subtract(big(r.x()));
        var dy = big(v.y()).subtract(big(r.y()));
        return dx.pow(2).add(dy.pow(2));
    }

    private static Set<Integer> bits(long mask) {
        var digits = new StringBuilder(Long.toBinaryString(mask)).reverse();
        return IntStream.range(0, digits.length())
                .filter(bit -> digits.charAt(bit) == '1')
                .boxed()
                .collect(toSet());
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }
}
