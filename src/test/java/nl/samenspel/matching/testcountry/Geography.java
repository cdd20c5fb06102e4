package nl.samenspel.matching.testcountry;

import static nl.samenspel.matching.testcountry.Draws.cumulative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Where people live and which branches work there: roughly the Netherlands, the same for every size of one seed.
final class Geography {

    static final int MUNICIPALITIES = 340;

    private static final int ORGANISATIONS = TestCountry.ORGANISATIONS;
    private static final int BRANCHES = 3_000;
    private static final double PEOPLE = 18e6;

    /// Kilometres of the national grid.
    private static final int[][] BORDER = {
        {15, 380}, {30, 370}, {75, 375}, {90, 390}, {120, 385}, {150, 365}, {165, 358}, {178, 330}, {172, 310},
        {200, 310}, {200, 340}, {215, 380}, {205, 410}, {225, 430}, {255, 440}, {265, 475}, {262, 490}, {240, 500},
        {268, 540}, {278, 570}, {268, 600}, {240, 612}, {200, 605}, {160, 595}, {150, 575}, {110, 570}, {100, 530},
        {95, 490}, {65, 450}, {45, 420}, {15, 400}
    };

    record Spot(int x, int y) {}

    private final double[] population = new double[MUNICIPALITIES];
    private final double[] x = new double[MUNICIPALITIES];
    private final double[] y = new double[MUNICIPALITIES];
    private final double[] reach = new double[MUNICIPALITIES];
    private final List<Settlements> settlements = new ArrayList<>();
    private final int[] organisationOf = new int[BRANCHES];
    private final List<List<Integer>> branchesIn = new ArrayList<>();

    /// Settlements of one municipality, each a cloud of homes.
    private static final class Settlements {
        private final double[] x;
        private final double[] y;
        private final double[] spread;
        private final double[] weight;

        private Settlements(int count) {
            x = new double[count];
            y = new double[count];
            spread = new double[count];
            weight = new double[count];
        }
    }

    Geography(Draws draws) {
        populate();
        for (int municipality = 0; municipality < MUNICIPALITIES; municipality++) {
            locate(municipality, draws);
        }
        for (int municipality = 0; municipality < MUNICIPALITIES; municipality++) {
            settlements.add(settle(municipality, draws));
        }
        open(draws);
    }

    double population(int municipality) {
        return population[municipality];
    }

    List<Integer> branchesIn(int municipality) {
        return branchesIn.get(municipality);
    }

    int organisationOf(int branch) {
        return organisationOf[branch];
    }

    /// Where one person lives.
    Spot home(int municipality, Draws draws) {
        var clouds = settlements.get(municipality);
        int cloud = draws.pick(cumulative(clouds.weight));
        return new Spot((int) (clouds.x[cloud] + clouds.spread[cloud] * draws.gauss()), (int)
                (clouds.y[cloud] + clouds.spread[cloud] * draws.gauss()));
    }

    /// People per municipality, for a share of the country: the municipalities nearest to an anchor, until it is
    /// reached.
    double[] peopleNear(double anchorX, double anchorY, double share) {
        if (share >= 1) {
            return population.clone();
        }
        var nearest = new Integer[MUNICIPALITIES];
        Arrays.setAll(nearest, i -> i);
        Arrays.sort(nearest, Comparator.comparingDouble(i -> squared(x[i] - anchorX, y[i] - anchorY)));
        var people = new double[MUNICIPALITIES];
        double sum = 0;
        for (int municipality : nearest) {
            if (sum + population[municipality] <= share * PEOPLE * 1.03) {
                people[municipality] = population[municipality];
                sum += population[municipality];
            }
        }
        return people;
    }

    private void populate() {
        double sum = 0;
        for (int i = 0; i < MUNICIPALITIES; i++) {
            population[i] = StrictMath.pow(i + 3, -0.85);
            sum += population[i];
        }
        for (int i = 0; i < MUNICIPALITIES; i++) {
            population[i] *= PEOPLE / sum;
            reach[i] = 3500 + 4500 * StrictMath.pow(population[i] / 850e3, 0.4);
        }
    }

    /// Inside the border and not too near to the others, which gives way when nothing is found.
    private void locate(int i, Draws draws) {
        double separation = 1;
        for (int attempt = 0; ; attempt++) {
            boolean west = draws.chance(i < 60 ? 0.5 : 0.15);
            double tryX = west ? 75e3 + 70e3 * draws.fraction() : 10e3 + 270e3 * draws.fraction();
            double tryY = west ? 430e3 + 65e3 * draws.fraction() : 305e3 + 310e3 * draws.fraction();
            if (!inside(tryX, tryY)) {
                continue;
            }
            boolean free = true;
            for (int j = 0; j < i && free; j++) {
                double apart = separation * 0.9 * (reach[i] + reach[j]);
                free = squared(tryX - x[j], tryY - y[j]) > apart * apart;
            }
            if (free) {
                x[i] = tryX;
                y[i] = tryY;
                return;
            }
            if (attempt % 60 == 59) {
                separation *= 0.95;
            }
        }
    }

    private Settlements settle(int i, Draws draws) {
        var clouds = new Settlements((int) Math.clamp(population[i] / 6000, 3, 150));
        for (int k = 0; k < clouds.x.length; k++) {
            double angle = 2 * StrictMath.PI * draws.fraction();
            double out = k == 0 ? 0 : reach[i] * StrictMath.sqrt(draws.fraction());
            clouds.x[k] = x[i] + out * StrictMath.cos(angle);
            clouds.y[k] = y[i] + out * StrictMath.sin(angle);
            clouds.spread[k] = 350 + 650 * draws.fraction();
            clouds.weight[k] = population[i] > 150e3 ? 0.5 + draws.fraction() : StrictMath.pow(k + 1, -0.8);
        }
        return clouds;
    }

    /// Every municipality has a branch; the others open where the people are.
    private void open(Draws draws) {
        var sizes = new double[ORGANISATIONS];
        Arrays.setAll(sizes, organisation -> StrictMath.pow(organisation + 2, -0.8));
        var organisations = cumulative(sizes);
        var people = cumulative(population);
        for (int i = 0; i < MUNICIPALITIES; i++) {
            branchesIn.add(new ArrayList<>());
        }
        for (int branch = 0; branch < BRANCHES; branch++) {
            int municipality = branch < MUNICIPALITIES ? branch : draws.pick(people);
            organisationOf[branch] = draws.pick(organisations);
            branchesIn.get(municipality).add(branch);
        }
    }

    private static boolean inside(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = BORDER.length - 1; i < BORDER.length; j = i++) {
            double xi = BORDER[i][0] * 1000.0;
            double yi = BORDER[i][1] * 1000.0;
            double xj = BORDER[j][0] * 1000.0;
            double yj = BORDER[j][1] * 1000.0;
            if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
        return inside && squared(x - 150_000, y - 535_000) > 17_000.0 * 17_000; // the lake in the middle
    }

    private static double squared(double dx, double dy) {
        return dx * dx + dy * dy;
    }
}
