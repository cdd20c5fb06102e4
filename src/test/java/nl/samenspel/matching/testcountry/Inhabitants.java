package nl.samenspel.matching.testcountry;

import static nl.samenspel.matching.testcountry.Draws.cumulative;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import nl.samenspel.matching.testcountry.TestCountry.Exclusion;
import nl.samenspel.matching.testcountry.TestCountry.Request;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import nl.samenspel.matching.testcountry.TestCountry.Volunteer;

/// Fills the geography with volunteers and requests.
///
/// The order of the draws is part of the country: moving one makes other countries of the same seeds.
final class Inhabitants {

    private static final int ACTIVITIES = 64;
    private static final int[] HOURS = {1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 6, 6, 8};

    private final Size size;
    private final long seed;
    private final Geography geography;
    private final double[] people;
    private final double[] offered;
    private final double[] asked;
    private final int[] qualificationsFor = new int[ACTIVITIES];

    private final List<Volunteer> volunteers = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<List<Integer>> volunteersIn = new ArrayList<>();

    Inhabitants(Size size, long seed) {
        this.size = size;
        this.seed = seed;
        var draws = new Draws(seed, 1, 1);
        geography = new Geography(draws);
        var offer = new double[ACTIVITIES];
        var demand = new double[ACTIVITIES];
        for (int activity = 0; activity < ACTIVITIES; activity++) {
            offer[activity] = StrictMath.pow(activity + 3, -0.7);
            int rank = Math.clamp(activity + draws.below(25) - 12, 0, 63);
            demand[activity] = StrictMath.pow(rank + 3, -0.8);
            int needed = (draws.chance(0.8) ? 1 : 0) | (draws.chance(0.35) ? 2 : 0);
            qualificationsFor[activity] = draws.chance(0.35) ? needed | 1 << (2 + draws.below(6)) : needed;
        }
        offered = cumulative(offer);
        asked = cumulative(demand);
        people = cumulative(geography.peopleNear(size.anchorX, size.anchorY, size.share));
    }

    TestCountry country() {
        for (int municipality = 0; municipality < Geography.MUNICIPALITIES; municipality++) {
            volunteersIn.add(new ArrayList<>());
        }
        for (int id = 0; id < size.volunteers; id++) {
            var volunteer = volunteer(new Draws(seed, 2, id));
            volunteers.add(volunteer);
            volunteersIn.get(volunteer.muni()).add(id);
        }
        for (int id = 0; id < size.requests; id++) {
            var draws = new Draws(seed, 3, id);
            requests.add(request(draws));
            exclude(id, draws);
        }
        return new TestCountry(size.name(), seed, volunteers, requests, exclusions);
    }

    private Volunteer volunteer(Draws draws) {
        int muni = draws.pick(people);
        var home = geography.home(muni, draws);
        int branch = oneOf(geography.branchesIn(muni), draws);
        int org = geography.organisationOf(branch);
        double crowded = Math.min(1, StrictMath.log(geography.population(muni) / 15e3) / StrictMath.log(30));
        int radius =
                (int) Math.clamp((8000 - 4600 * crowded) * StrictMath.exp(0.45 * draws.gauss()), 1_000.0, 15_000.0);

        int wanted = 4 + draws.below(7) + (draws.chance(0.25) ? draws.below(8) : 0);
        long skills = 0;
        while (Long.bitCount(skills) < wanted) {
            skills |= 1L << draws.pick(offered);
        }
        long like = 0;
        long love = 0;
        int quals = (draws.chance(0.9) ? 1 : 0) | (draws.chance(0.5) ? 2 : 0);
        for (int activity = 0; activity < ACTIVITIES; activity++) {
            if ((skills >>> activity & 1) == 1) {
                double motive = draws.fraction();
                love |= motive < 0.25 ? 1L << activity : 0;
                like |= motive >= 0.25 && motive < 0.65 ? 1L << activity : 0;
                quals |= draws.chance(0.55) ? qualificationsFor[activity] : 0;
            }
        }
        for (int bit = 2; bit < 8; bit++) {
            quals |= draws.chance(0.08) ? 1 << bit : 0;
        }

        int langs = draws.chance(0.97) ? 1 : 0;
        for (int bit = 1; bit < 12; bit++) {
            langs |= draws.chance(bit == 1 ? 0.5 : 0.25 / bit) ? 1 << bit : 0;
        }
        langs = langs == 0 ? 1 << (1 + draws.below(11)) : langs;
        double who = draws.fraction();
        int gender = who < 0.62 ? 1 : who < 0.99 ? 0 : 2;
        int clientGenderOk = draws.chance(0.93) ? 7 : draws.chance(0.7) ? 2 : 1;

        int avail = 0;
        int moments = 4 + draws.below(9);
        boolean worker = draws.chance(0.45);
        for (int i = 0; i < moments; i++) {
            int day = draws.below(7);
            int part = draws.below(3);
            if (worker && day < 5 && part < 2 && draws.chance(0.7)) {
                part = 2;
            }
            avail |= 1 << (day * 3 + part);
        }
        int availFrom = draws.chance(0.8) ? 0 : draws.below(45);
        int orgMask = draws.chance(0.65) ? (1 << TestCountry.ORGANISATIONS) - 1 : 1 << org;

        double room = draws.fraction();
        int slots = room < 0.50 ? 0 : room < 0.77 ? 1 : room < 0.90 ? 2 : room < 0.96 ? 3 : room < 0.99 ? 4 : 5;
        int free = 0;
        for (int i = 0; i < slots; i++) {
            free += 1 + draws.below(3);
        }
        int load = draws.below(7);
        if (slots == 0) {
            free = draws.chance(0.8) ? 0 : 1;
            load = 1 + draws.below(8);
        }
        int budget = Math.max(1, load + free);
        return new Volunteer(
                org,
                branch,
                muni,
                home.x(),
                home.y(),
                radius,
                skills,
                like,
                love,
                quals,
                langs,
                gender,
                clientGenderOk,
                avail,
                availFrom,
                orgMask,
                budget,
                load,
                free,
                slots);
    }

    private Request request(Draws draws) {
        int muni = draws.pick(people);
        var home = geography.home(muni, draws);
        int branch = oneOf(geography.branchesIn(muni), draws);
        int org = geography.organisationOf(branch);
        int activity = draws.pick(asked);
        int quals = qualificationsFor[activity] | (draws.chance(0.1) ? 1 : 0);
        quals |= draws.chance(0.04) ? 1 << (2 + draws.below(6)) : 0;
        int langs = draws.chance(0.07) ? 1 << (1 + draws.below(11)) : draws.chance(0.15) ? 3 : 1;
        double wish = draws.fraction();
        int genderOk = wish < 0.85 ? 7 : wish < 0.97 ? 2 : 1;
        int clientGender = draws.chance(0.6) ? 1 : 0;

        int dayparts = 0;
        int moments = 3 + draws.below(9);
        while (Integer.bitCount(dayparts) < moments) {
            dayparts |= 1 << draws.below(21);
        }
        int hours = HOURS[draws.below(HOURS.length)];
        int minOverlap = hours >= 3 && draws.chance(0.6) ? 2 : 1;
        int startDay = draws.below(60);
        int maxParts =
                switch (hours) {
                    case 1, 2 -> 1;
                    case 3 -> draws.chance(0.4) ? 2 : 1;
                    case 4 -> draws.chance(0.7) ? 2 : 1;
                    case 6 -> draws.chance(0.5) ? 3 : 2;
                    default -> 3;
                };
        int minPart = maxParts == 1 ? hours : hours == 3 ? 1 : 2;
        int waitDays = (int) Math.min(365, -45 * StrictMath.log(1 - draws.fraction()));
        double pressing = draws.fraction();
        int urgency = pressing < 0.6 ? 0 : pressing < 0.85 ? 1 : pressing < 0.96 ? 2 : 3;
        return new Request(
                org,
                branch,
                muni,
                home.x(),
                home.y(),
                activity,
                quals,
                langs,
                genderOk,
                clientGender,
                dayparts,
                minOverlap,
                startDay,
                hours,
                maxParts,
                minPart,
                waitDays,
                urgency);
    }

    /// Now and then a few neighbours, preferably ones who would otherwise be candidates.
    private void exclude(int id, Draws draws) {
        if (!draws.chance(0.04)) {
            return;
        }
        var request = requests.get(id);
        var neighbours = volunteersIn.get(request.muni());
        int wanted = 1 + draws.below(3);
        var excluded = new TreeSet<Integer>();
        for (int attempt = 0; attempt < 40 && !neighbours.isEmpty() && excluded.size() < wanted; attempt++) {
            int neighbour = oneOf(neighbours, draws);
            var volunteer = volunteers.get(neighbour);
            boolean fits = (volunteer.skills() >>> request.activity() & 1) == 1 && volunteer.slots() > 0;
            if (fits || attempt > 30) {
                excluded.add(neighbour);
            }
        }
        excluded.forEach(volunteer -> exclusions.add(new Exclusion(id, volunteer)));
    }

    private static int oneOf(List<Integer> list, Draws draws) {
        return list.get(draws.below(list.size()));
    }
}
