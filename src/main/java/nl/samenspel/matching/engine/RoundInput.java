package nl.samenspel.matching.engine;

/// What a round distributes: how many hours each request asks for, how many each volunteer has, and which pairs may
/// meet.
///
/// Hours that were promised before (an invitation that is out, a match that stands) are taken off beforehand: from the
/// request's hours and parts, from the volunteer's free hours and places, and added to the load.
public final class RoundInput {

    /// Sums of points are exact up to here, as whole numbers and as floating-point ones.
    private static final long HIGHEST_SUM = 1L << 44;

    final Pairs pairs;
    final int[] hours;
    final int[] mostParts;
    final int[] smallestPart;
    final int[] area;
    final int[] freeHours;
    final int[] slots;
    final int[] loadHours;
    final int[] budgetHours;
    final int loadWeight;

    /// Where requests and volunteers stand along one curve through the country; empty when nothing is near anything.
    final long[] requestPlace;

    final long[] volunteerPlace;

    RoundInput(Pairs pairs, int requests, int volunteers, int loadWeight, long[] requestPlace, long[] volunteerPlace) {
        this.pairs = pairs;
        this.loadWeight = loadWeight;
        this.requestPlace = requestPlace;
        this.volunteerPlace = volunteerPlace;
        hours = new int[requests];
        mostParts = new int[requests];
        smallestPart = new int[requests];
        area = new int[requests];
        freeHours = new int[volunteers];
        slots = new int[volunteers];
        loadHours = new int[volunteers];
        budgetHours = new int[volunteers];
    }

    /// A round over everybody in a situation.
    public static RoundInput of(Rules rules, int threads) {
        return of(rules, (request, volunteer) -> 0, threads);
    }

    /// Points for a pair on top of those of the rules: the same few people for one participant.
    public interface Extra {
        int points(int request, int volunteer);
    }

    /// A round over everybody in a situation, with points of the caller's own for some pairs.
    public static RoundInput of(Rules rules, Extra extra, int threads) {
        var allowed = new Everyone.Of(Index.of(rules.volunteers(), rules.weights()), rules);
        AllowedVolunteers raised = (request, volunteers, points) -> {
            int found = allowed.list(request, volunteers, points);
            for (int i = 0; i < found; i++) {
                points[i] += extra.points(request, volunteers[i]);
            }
            return found;
        };
        return of(
                rules,
                Pairs.of(raised, rules.requests().count(), rules.volunteers().count(), threads));
    }

    static RoundInput of(Rules rules, Pairs pairs) {
        var requests = rules.requests();
        var volunteers = rules.volunteers();
        var requestPlace = new long[requests.count()];
        var volunteerPlace = new long[volunteers.count()];
        for (int r = 0; r < requestPlace.length; r++) {
            requestPlace[r] = requests.hasPlace(r) ? Curve.place(requests.x(r), requests.y(r)) : 0;
        }
        for (int v = 0; v < volunteerPlace.length; v++) {
            volunteerPlace[v] = volunteers.hasPlace(v) ? Curve.place(volunteers.x(v), volunteers.y(v)) : 0;
        }
        var input = new RoundInput(
                pairs,
                requestPlace.length,
                volunteerPlace.length,
                rules.weights().load(),
                requestPlace,
                volunteerPlace);
        for (int r = 0; r < requestPlace.length; r++) {
            input.request(r, requests.hours(r), requests.mostParts(r), requests.smallestPart(r));
            input.area[r] = requests.area(r);
        }
        for (int v = 0; v < volunteerPlace.length; v++) {
            boolean room = !volunteers.atLimit(v);
            input.volunteer(
                    v,
                    room ? volunteers.freeHours(v) : 0,
                    room ? volunteers.slots(v) : 0,
                    volunteers.loadHours(v),
                    volunteers.budgetHours(v));
        }
        input.checkSums();
        return input;
    }

    /// A round over plain pairs, of which nothing is known but these numbers.
    public static RoundInput plain(Pairs pairs, int requests, int volunteers) {
        return plain(pairs, requests, volunteers, Weights.DEFAULT.load());
    }

    /// The same, where a full week weighs otherwise ([Weights#load]).
    public static RoundInput plain(Pairs pairs, int requests, int volunteers, int loadWeight) {
        return new RoundInput(pairs, requests, volunteers, loadWeight, new long[0], new long[0]);
    }

    /// Says what a request asks for.
    public void request(int request, int hours, int mostParts, int smallestPart) {
        this.hours[request] = hours;
        this.mostParts[request] = mostParts;
        this.smallestPart[request] = smallestPart;
    }

    /// A budget of 0 means that hours cost this volunteer nothing, however many.
    public void volunteer(int volunteer, int freeHours, int slots, int loadHours, int budgetHours) {
        this.freeHours[volunteer] = freeHours;
        this.slots[volunteer] = slots;
        this.loadHours[volunteer] = loadHours;
        this.budgetHours[volunteer] = budgetHours;
    }

    public int requests() {
        return hours.length;
    }

    public int volunteers() {
        return freeHours.length;
    }

    /// What the nth new hour costs a volunteer, counted from 1.
    int loadCost(int volunteer, int nth) {
        return budgetHours[volunteer] == 0
                ? 0
                : (int) ((long) loadWeight * (loadHours[volunteer] + nth - 1) / budgetHours[volunteer]);
    }

    /// Refuses numbers of which the sum would no longer be exact.
    public void checkSums() {
        long most = 1;
        for (int pair = 0; pair < pairs.count(); pair++) {
            most = Math.max(most, Math.abs((long) pairs.points(pair)));
        }
        long all = 0;
        for (int asked : hours) {
            all += asked;
        }
        if (all > HIGHEST_SUM / most) {
            throw new IllegalArgumentException(
                    "%d hours of up to %d points come to more than can be added up exactly.".formatted(all, most));
        }
    }

    /// What one request asks for.
    public int hours(int request) {
        return hours[request];
    }

    /// Says in which area a request is; without, all are in one.
    public void area(int request, int number) {
        area[request] = number;
    }

    /// Numbers of areas, by request.
    public int area(int request) {
        return area[request];
    }
}
