package nl.samenspel.matching.engine;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Exclusion;
import nl.samenspel.matching.testcountry.TestCountry.Request;
import nl.samenspel.matching.testcountry.TestCountry.Volunteer;

/// Countries, as the engine wants them.
public final class Situations {

    private static final int WILD = 12;

    private Situations() {}

    public static Situation of(TestCountry country) {
        var volunteers = new Volunteers.Builder(country.volunteers().size(), TestCountry.ORGANISATIONS);
        country.volunteers().forEach(volunteer -> add(volunteer, volunteers));
        var requests = new Requests.Builder(country.requests().size());
        country.requests().forEach(request -> add(request, requests));
        var exclusions = new Exclusions.Builder();
        country.exclusions().forEach(pair -> exclusions.add(pair.request(), pair.volunteer()));
        return new Situation(volunteers.build(), requests.build(), exclusions.build());
    }

    private static void add(Volunteer v, Volunteers.Builder volunteers) {
        volunteers
                .next()
                .organisation(v.org())
                .branch(v.branch())
                .at(v.x(), v.y())
                .radius(v.radius())
                .activities(v.skills(), v.like(), v.love())
                .qualifications(v.quals())
                .languages(v.langs())
                .gender(v.gender())
                .participantGenders(v.clientGenderOk())
                .dayParts(v.avail())
                .availableFrom(v.availFrom())
                .hours(v.budget(), v.load(), v.free())
                .slots(v.slots());
        IntStream.range(0, TestCountry.ORGANISATIONS)
                .filter(organisation -> (v.orgMask() >>> organisation & 1) == 1)
                .forEach(volunteers::calledOnBy);
    }

    private static void add(Request r, Requests.Builder requests) {
        requests.next()
                .organisation(r.org())
                .branch(r.branch())
                .area(r.muni())
                .at(r.x(), r.y())
                .activity(r.activity())
                .qualifications(r.quals())
                .languages(r.langs())
                .volunteerGenders(r.genderOk())
                .participantGender(r.clientGender())
                .dayParts(r.dayparts(), r.minOverlap())
                .startDay(r.startDay())
                .hours(r.hours(), r.maxParts(), r.minPart())
                .daysWaiting(r.waitDays())
                .urgency(r.urgency());
    }

    /// A tiny country that no real one resembles: every number is at or near the edge of what is allowed, and there
    /// are so few different ones that many volunteers come out equal.
    static TestCountry wild(long seed) {
        var random = new Random(seed);
        return new TestCountry(
                "wild",
                seed,
                Stream.generate(() -> wildVolunteer(random)).limit(WILD).toList(),
                Stream.generate(() -> wildRequest(random)).limit(WILD).toList(),
                Stream.generate(() -> new Exclusion(random.nextInt(WILD), random.nextInt(WILD)))
                        .limit(WILD)
                        .toList());
    }

    private static Volunteer wildVolunteer(Random random) {
        long skills = dense(random) | 1L << 63 | 1;
        long like = skills & random.nextLong();
        return new Volunteer(
                oneOf(random, 0, 19),
                oneOf(random, 0, 1),
                0,
                wildCoordinate(random),
                wildCoordinate(random),
                oneOf(random, 1, 5, 7, 1_000_000_000, Integer.MAX_VALUE),
                skills,
                like,
                skills & ~like & random.nextLong(),
                random.nextInt(256),
                random.nextInt(4) | 1 << 11,
                random.nextInt(3),
                oneOf(random, 1, 2, 3, 7),
                wildDayParts(random),
                oneOf(random, 0, 5, 6),
                oneOf(random, 1, 1 << 19, (1 << 20) - 1),
                oneOf(random, 1, 3, 7, 1_000_000),
                oneOf(random, 0, 1, 6, 1_000_000),
                oneOf(random, 0, 1, 2, 1_000_000),
                oneOf(random, 0, 1, 1, 5));
    }

    private static Request wildRequest(Random random) {
        int hours = oneOf(random, 1, 2, 1_000_000);
        int maxParts = oneOf(random, 1, 2, 3);
        return new Request(
                oneOf(random, 0, 19),
                oneOf(random, 0, 1),
                0,
                wildCoordinate(random),
                wildCoordinate(random),
                oneOf(random, 0, 31, 32, 63),
                oneOf(random, 0, 1, 128),
                oneOf(random, 1, 2, 1 << 11),
                oneOf(random, 1, 3, 7),
                random.nextInt(2),
                wildDayParts(random),
                oneOf(random, 0, 1, 10),
                oneOf(random, 0, 5),
                hours,
                maxParts,
                maxParts == 1 ? hours : 1,
                oneOf(random, 0, 1, 179, 180, 181, Integer.MAX_VALUE),
                random.nextInt(4));
    }

    private static int wildCoordinate(Random random) {
        return random.nextInt(4) == 0 ? oneOf(random, -Place.FARTHEST, Place.FARTHEST) : random.nextInt(-4, 5);
    }

    /// Three bits out of four.
    private static long dense(Random random) {
        long half = random.nextLong();
        return half | random.nextLong();
    }

    private static int wildDayParts(Random random) {
        return (int) dense(random) & (1 << 21) - 1;
    }

    private static int oneOf(Random random, Integer... numbers) {
        return List.of(numbers).get(random.nextInt(numbers.length));
    }
}
