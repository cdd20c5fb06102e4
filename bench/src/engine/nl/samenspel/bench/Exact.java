package nl.samenspel.bench;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import java.util.ArrayList;
import nl.samenspel.matching.engine.Problem;

/// OR-Tools' CP-SAT on a whole round, beginning from an answer: how much of a gap is the answer's, how much the bound's.
final class Exact {

    private Exact() {}

    static void run(Problem problem, int[] hint, double seconds) throws Exception {
        Loader.loadNativeLibraries();
        var model = new CpModel();
        int pairs = problem.volunteer.length;
        var chosen = new BoolVar[pairs];
        var hours = new LinearExpr[pairs];
        var worth = LinearExpr.newBuilder();
        var ofVolunteer = new ArrayList<ArrayList<Integer>>();
        for (int v = 0; v < problem.volunteers; v++) {
            ofVolunteer.add(new ArrayList<>());
        }
        for (int r = 0; r < problem.requests; r++) {
            var parts = LinearExpr.newBuilder();
            var all = LinearExpr.newBuilder();
            for (int i = problem.start[r]; i < problem.start[r + 1]; i++) {
                int v = problem.volunteer[i];
                int least = problem.smallestPart[r];
                int most = Math.min(problem.hours[r], problem.free[v]);
                if (most < least) {
                    continue;
                }
                chosen[i] = model.newBoolVar("");
                model.addHint(chosen[i], hint[i] > 0);
                if (least == most) {
                    hours[i] = LinearExpr.newBuilder().addTerm(chosen[i], most).build();
                } else {
                    IntVar h = model.newIntVar(0, most, "");
                    model.addHint(h, hint[i]);
                    model.addLessOrEqual(h, LinearExpr.term(chosen[i], most));
                    model.addGreaterOrEqual(h, LinearExpr.term(chosen[i], least));
                    hours[i] = LinearExpr.newBuilder().add(h).build();
                }
                worth.addTerm(hours[i], problem.points[i]);
                parts.add(chosen[i]);
                all.add(hours[i]);
                ofVolunteer.get(v).add(i);
            }
            model.addLessOrEqual(parts, problem.mostParts[r]);
            model.addLessOrEqual(all, problem.hours[r]);
        }
        for (int v = 0; v < problem.volunteers; v++) {
            var parts = LinearExpr.newBuilder();
            var all = LinearExpr.newBuilder();
            int used = 0;
            for (int i : ofVolunteer.get(v)) {
                parts.add(chosen[i]);
                all.add(hours[i]);
                used += hint[i];
            }
            if (ofVolunteer.get(v).isEmpty()) {
                continue;
            }
            model.addLessOrEqual(parts, problem.slots[v]);
            var spent = LinearExpr.newBuilder();
            for (int nth = 1; nth <= problem.free[v]; nth++) {
                var hour = model.newBoolVar("");
                model.addHint(hour, nth <= used);
                spent.add(hour);
                worth.addTerm(hour, -problem.cost(v, nth));
            }
            model.addEquality(all, spent);
        }
        model.maximize(worth);
        var solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds).setNumWorkers(2);
        long began = System.nanoTime();
        var status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw new IllegalStateException("CP-SAT found nothing: " + status);
        }
        Contender.say(
                (System.nanoTime() - began) / 1e9,
                Math.round(solver.objectiveValue()),
                (long) Math.floor(solver.bestObjectiveBound() + 1e-6));
    }
}
