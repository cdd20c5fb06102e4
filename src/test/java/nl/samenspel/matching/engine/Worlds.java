package nl.samenspel.matching.engine;

import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Small worlds for the index, invented from a seed: crowds and emptiness, homes that are not known, radiuses from a
/// metre to the whole world, many equals, and more organisations, languages and qualifications than fit the index.
final class Worlds {

    private Worlds() {}

    /// How a world is.
    record World(long seed, Volunteers volunteers, Requests requests, Exclusions exclusions, Weights weights) {

        Rules rules() {
            return rules(weights);
        }

        Rules rules(Weights other) {
            return new Rules(new Situation(volunteers, requests, exclusions), other);
        }
    }

    static World of(long seed) {
        var random = new Random(seed);
        boolean plenty = random.nextInt(3) == 0;
        int people = random.nextInt(8) == 0 ? random.nextInt(3) : 1 + random.nextInt(400);
        int asked = 30;
        int organisations = plenty ? 70 : 1 + random.nextInt(20);
        int across = new int[] {1, 50, 20_000, 300_000, Place.FARTHEST}[random.nextInt(5)];

        var volunteers = new Volunteers.Builder(people, organisations);
        for (int v = 0; v < people; v++) {
            tell(random, volunteers.next(), organisations, across, plenty);
        }
        var requests = new Requests.Builder(asked);
        for (int r = 0; r < asked; r++) {
            ask(random, requests.next(), organisations, across, plenty);
        }
        var exclusions = new Exclusions.Builder();
        for (int i = 0; people > 0 && i < people; i++) {
            exclusions.add(random.nextInt(asked), random.nextInt(people));
        }
        return new World(seed, volunteers.build(), requests.build(), exclusions.build(), weights(random));
    }

    static Volunteers one(Random random, int organisations, int across, boolean plenty) {
        var one = new Volunteers.Builder(1, organisations);
        tell(random, one.next(), organisations, across, plenty);
        return one.build();
    }

    private static void tell(Random random, Volunteers.Builder one, int organisations, int across, boolean plenty) {
        long does = (both(random) & 0xFL) | 1L | (random.nextBoolean() ? 1L << 63 : 0);
        long likes = does & random.nextLong();
        int organisation = random.nextInt(organisations);
        one.organisation(organisation)
                .branch(random.nextInt(4))
                .radius(new int[] {
                            1,
                            1 + random.nextInt(100),
                            1_000 + random.nextInt(14_000),
                            200_000,
                            1_500_000_000,
                            Integer.MAX_VALUE
                        }
                        [random.nextInt(6)])
                .activities(does, likes, does & ~likes & random.nextLong())
                .qualifications(mostOf(random, plenty ? 64 : 8))
                .languages(some(random, plenty ? 64 : 12) & some(random, 64))
                .gender(random.nextInt(plenty ? 7 : 3))
                .participantGenders((int) mostOf(random, plenty ? 7 : 3) | 1)
                .dayParts((int) mostOf(random, 28))
                .availableFrom(
                        random.nextInt(4) > 0
                                ? random.nextInt(3)
                                : oneOf(random, Integer.MIN_VALUE, -7, 65_535, 70_000, Integer.MAX_VALUE))
                .hours(
                        oneOf(random, 1, 2, 3, 10, 1_000_000),
                        oneOf(random, 0, 1, 4, 1_000_000),
                        oneOf(random, 0, 1, 2, 3, 8, 9, 40))
                .slots(random.nextInt(5) == 0 ? 0 : 1);
        if (random.nextInt(10) > 0) {
            one.at(random.nextInt(-across, across), random.nextInt(-across, across));
        }
        if (random.nextInt(3) == 0) {
            one.declines(both(random));
        }
        if (random.nextInt(10) == 0) {
            one.atLimit();
        }
        if (random.nextInt(6) == 0) {
            one.lastStart(oneOf(random, -8, -1, 0, 1, 2, 32_765, 32_766, 32_767, 66_000, Integer.MAX_VALUE));
        }
        for (int other = 0; other < organisations; other++) {
            if (other == organisation || random.nextInt(4) > 0) {
                one.calledOnBy(other);
            }
        }
    }

    private static void ask(Random random, Requests.Builder one, int organisations, int across, boolean plenty) {
        int hours = oneOf(random, 1, 1, 2, 3, 8, 9, 12);
        one.organisation(random.nextInt(organisations + 1))
                .branch(random.nextInt(4))
                .activity(oneOf(random, 0, 1, 2, 63))
                .qualifications(random.nextBoolean() ? 0 : 1L << random.nextInt(plenty ? 64 : 8))
                .languages(random.nextInt(4) == 0 ? ~0L : (1L << random.nextInt(plenty ? 64 : 12)) | 3)
                .volunteerGenders(random.nextInt(3) == 0 ? some(random, 7) : -1)
                .participantGender(random.nextInt(plenty ? 7 : 3))
                .dayParts((int) both(random) & some(random, 28), random.nextInt(4))
                .startDay(
                        random.nextInt(4) > 0
                                ? random.nextInt(4)
                                : oneOf(random, -9, 32_765, 32_766, 32_767, 65_535, 80_000))
                .hours(hours, 1, hours)
                .daysWaiting(random.nextInt(400))
                .urgency(random.nextInt(4));
        if (random.nextInt(3) == 0) {
            one.brings(1L << oneOf(random, 0, 0, 1, 1, 2, 63));
        }
        if (random.nextInt(6) > 0) {
            one.at(random.nextInt(-across, across), random.nextInt(-across, across));
        }
    }

    /// The default ones, or any others.
    private static Weights weights(Random random) {
        if (random.nextBoolean()) {
            return Weights.DEFAULT;
        }
        int[] any =
                random.ints(11, 0, oneOf(random, 2, 50, Weights.HEAVIEST + 1)).toArray();
        return new Weights(any[0], any[1], any[2], any[3], any[4], any[5], any[6], any[7], any[8], any[9], any[10]);
    }

    private static long mostOf(Random random, int bits) {
        return (random.nextLong() | ~both(random)) & (-1L >>> (64 - bits));
    }

    /// Each bit in one of four.
    private static long both(Random random) {
        long one = random.nextLong();
        return one & random.nextLong();
    }

    private static int some(Random random, int bits) {
        return (int) (random.nextLong() & (-1L >>> (64 - bits)));
    }

    /// Somebody without room.
    static Volunteers nobody(int organisations) {
        return new Volunteers.Builder(1, organisations).next().build();
    }

    /// These people, each so far alone, in one.
    static Volunteers together(List<Volunteers> people, int organisations) {
        var all = new Volunteers.Builder(people.size(), organisations);
        for (var one : people) {
            all.next()
                    .organisation(one.organisation(0))
                    .branch(one.branch(0))
                    .radius((int) one.radius(0))
                    .activities(one.activities(0), liked(one), loved(one))
                    .qualifications(one.qualifications(0))
                    .languages(one.languages(0))
                    .gender(one.gender(0))
                    .participantGenders(one.participantGenders(0))
                    .dayParts(one.dayParts(0))
                    .availableFrom(one.availableFrom(0))
                    .lastStart(one.lastStart(0))
                    .hours(one.budgetHours(0), one.loadHours(0), one.freeHours(0))
                    .slots(one.slots(0))
                    .declines(one.declines(0));
            if (one.hasPlace(0)) {
                all.at(one.x(0), one.y(0));
            }
            if (one.atLimit(0)) {
                all.atLimit();
            }
            IntStream.range(0, organisations)
                    .filter(organisation -> one.mayBeCalledOnBy(0, organisation))
                    .forEach(all::calledOnBy);
        }
        return all.build();
    }

    private static long liked(Volunteers one) {
        return bits(activity -> one.likes(0, activity));
    }

    private static long loved(Volunteers one) {
        return bits(activity -> one.loves(0, activity));
    }

    private static long bits(IntPredicate has) {
        return IntStream.range(0, Long.SIZE)
                .filter(has)
                .mapToLong(bit -> 1L << bit)
                .reduce(0, (a, b) -> a | b);
    }

    private static int oneOf(Random random, int... numbers) {
        return numbers[random.nextInt(numbers.length)];
    }
}
