package nl.samenspel.bench;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nl.samenspel.matching.engine.Problem;

/// Timefold on a whole round, as its users write it: constraint streams, two planning variables for each part (who, and
/// how many hours), each choosing from what that part may have; its own way of searching.
public final class TimefoldRound {

    private TimefoldRound() {}

    /// A volunteer with what counts.
    public static final class Person {
        final int number;
        final int free;
        final int slots;
        final int[] cost;

        Person(Problem problem, int v) {
            number = v;
            free = problem.free[v];
            slots = problem.slots[v];
            cost = new int[free + 1];
            for (int nth = 1; nth <= free; nth++) {
                cost[nth] = cost[nth - 1] + problem.cost(v, nth);
            }
        }

        /// Above what is free it goes on as dear as the last hour: the hard constraint judges that.
        long cost(long hours) {
            return cost[(int) Math.min(hours, free)];
        }
    }

    /// Somebody who may come, and what an hour of it is worth.
    public record Offer(int pair, Person person, int points) {}

    /// A part of a request.
    @PlanningEntity
    public static class Part {
        @PlanningId
        int id;

        int request;
        int wanted;

        @ValueRangeProvider(id = "offers")
        List<Offer> offers;

        @ValueRangeProvider(id = "lengths")
        List<Integer> lengths;

        @PlanningVariable(valueRangeProviderRefs = "offers", allowsUnassigned = true)
        Offer offer;

        @PlanningVariable(valueRangeProviderRefs = "lengths")
        Integer hours;

        public Part() {}

        public int getRequest() {
            return request;
        }

        public Person person() {
            return offer.person();
        }

        int hours() {
            return hours == null ? 0 : hours;
        }
    }

    /// All parts.
    @PlanningSolution
    public static class Distribution {
        @PlanningEntityCollectionProperty
        List<Part> parts;

        @PlanningScore
        HardSoftLongScore score;

        public Distribution() {}
    }

    /// What an answer must keep to, and what it is worth.
    public static final class Rules implements ConstraintProvider {

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEach(Part.class)
                        .filter(part -> part.hours != null)
                        .rewardLong(HardSoftLongScore.ONE_SOFT, part -> (long) part.hours * part.offer.points())
                        .asConstraint("points"),
                factory.forEach(Part.class)
                        .groupBy(Part::person, ConstraintCollectors.sum(Part::hours))
                        .penalizeLong(HardSoftLongScore.ONE_SOFT, (person, hours) -> person.cost(hours))
                        .asConstraint("load"),
                factory.forEach(Part.class)
                        .groupBy(Part::person, ConstraintCollectors.sum(Part::hours))
                        .filter((person, hours) -> hours > person.free)
                        .penalizeLong(HardSoftLongScore.ONE_HARD, (person, hours) -> (long) hours - person.free)
                        .asConstraint("free hours"),
                factory.forEach(Part.class)
                        .groupBy(Part::person, ConstraintCollectors.count())
                        .filter((person, parts) -> parts > person.slots)
                        .penalizeLong(HardSoftLongScore.ONE_HARD, (person, parts) -> (long) parts - person.slots)
                        .asConstraint("places"),
                factory.forEach(Part.class)
                        .filter(part -> part.lengths.size() > 1)
                        .groupBy(Part::getRequest, ConstraintCollectors.sum(Part::hours), ConstraintCollectors.max((Part part) -> part.wanted))
                        .filter((request, hours, wanted) -> hours > wanted)
                        .penalizeLong(HardSoftLongScore.ONE_HARD, (request, hours, wanted) -> (long) hours - wanted)
                        .asConstraint("asked hours"),
                factory.forEachUniquePair(Part.class, Joiners.equal(Part::getRequest), Joiners.equal(Part::person))
                        .penalize(HardSoftLongScore.ONE_HARD)
                        .asConstraint("one part each"),
            };
        }
    }

    static void run(Problem problem, int seconds) throws Exception {
        var people = IntStream.range(0, problem.volunteers)
                .mapToObj(v -> new Person(problem, v))
                .toArray(Person[]::new);
        var distribution = new Distribution();
        distribution.parts = new ArrayList<>();
        for (int r = 0; r < problem.requests; r++) {
            var offers = new ArrayList<Offer>();
            for (int i = problem.start[r]; i < problem.start[r + 1]; i++) {
                offers.add(new Offer(i, people[problem.volunteer[i]], problem.points[i]));
            }
            var lengths = IntStream.rangeClosed(problem.smallestPart[r], problem.hours[r])
                    .boxed()
                    .toList();
            int parts = Math.min(offers.size(), Math.min(problem.mostParts[r], problem.hours[r] / problem.smallestPart[r]));
            for (int i = 0; i < parts; i++) {
                var part = new Part();
                part.id = distribution.parts.size();
                part.request = r;
                part.wanted = problem.hours[r];
                part.offers = offers;
                part.lengths = lengths;
                distribution.parts.add(part);
            }
        }
        var factory = SolverFactory.<Distribution>create(new SolverConfig()
                .withSolutionClass(Distribution.class)
                .withEntityClasses(Part.class)
                .withConstraintProviderClass(Rules.class)
                .withTerminationConfig(new TerminationConfig().withSpentLimit(Duration.ofSeconds(seconds))));
        long began = System.nanoTime();
        var best = factory.buildSolver().solve(distribution);
        double took = (System.nanoTime() - began) / 1e9;
        var given = new int[problem.volunteer.length];
        for (var part : best.parts) {
            if (part.offer != null && part.hours != null) {
                given[part.offer.pair()] += part.hours;
            }
        }
        long value = best.score.hardScore() < 0 ? Long.MIN_VALUE : problem.value(given);
        Contender.say(took, value, best.score.hardScore());
    }
}
