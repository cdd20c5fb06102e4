package nl.samenspel.bench;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import nl.samenspel.matching.engine.Problem;

/// OR-Tools' flow of least cost: exact where only hours count. Each next hour of a volunteer is an arc of its own price.
final class Flow {

    private Flow() {}

    /// Seconds that solving took, and what the answer is worth.
    record Solved(double seconds, long value) {}

    static Solved solve(Problem problem) {
        Loader.loadNativeLibraries();
        int source = 0;
        int sink = 1;
        int firstRequest = 2;
        int firstVolunteer = firstRequest + problem.requests;
        int pairs = problem.volunteer.length;
        var flow = new MinCostFlow(firstVolunteer + problem.volunteers, pairs + 2 * problem.requests + 4 * problem.volunteers);
        long began = System.nanoTime();
        long all = 0;
        var wanted = new boolean[problem.volunteers];
        for (int r = 0; r < problem.requests; r++) {
            if (problem.start[r] == problem.start[r + 1]) {
                continue;
            }
            all += problem.hours[r];
            flow.addArcWithCapacityAndUnitCost(source, firstRequest + r, problem.hours[r], 0);
            flow.addArcWithCapacityAndUnitCost(firstRequest + r, sink, problem.hours[r], 0);
            for (int i = problem.start[r]; i < problem.start[r + 1]; i++) {
                int v = problem.volunteer[i];
                wanted[v] = true;
                flow.addArcWithCapacityAndUnitCost(
                        firstRequest + r,
                        firstVolunteer + v,
                        Math.min(problem.hours[r], problem.free[v]),
                        -problem.points[i]);
            }
        }
        for (int v = 0; v < problem.volunteers; v++) {
            for (int nth = 1; wanted[v] && nth <= problem.free[v]; nth++) {
                int cost = problem.cost(v, nth);
                int same = 1;
                while (nth + same <= problem.free[v] && problem.cost(v, nth + same) == cost) {
                    same++;
                }
                flow.addArcWithCapacityAndUnitCost(firstVolunteer + v, sink, same, cost);
                nth += same - 1;
            }
        }
        flow.setNodeSupply(source, all);
        flow.setNodeSupply(sink, -all);
        if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("OR-Tools found no flow.");
        }
        return new Solved((System.nanoTime() - began) / 1e9, -flow.getOptimalCost());
    }
}
