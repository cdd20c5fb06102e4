package nl.samenspel.matching.engine;

/// How heavily each [Criterion] counts. Policy of an organisation, not a law of nature; files are always judged by the
/// [#DEFAULT]. `spare` and `load` are costs: they are taken off.
///
/// @param loves when the volunteer loves the activity
/// @param likes when the volunteer likes the activity
/// @param distance next door; falls to nothing at the end of the volunteer's radius
/// @param dayPart for each shared day-part, at most four
/// @param sameBranch when both belong to the same branch
/// @param sameOrganisation when both belong to the same organisation, but not to the same branch
/// @param waiting after half a year of waiting; grows to that in proportion
/// @param urgency for each step of urgency
/// @param base for every allowed pair
/// @param spare for each qualification that the request does not need
/// @param load for an hour on top of a week that is exactly full
public record Weights(
        int loves,
        int likes,
        int distance,
        int dayPart,
        int sameBranch,
        int sameOrganisation,
        int waiting,
        int urgency,
        int base,
        int spare,
        int load) {

    /// Beyond this a sum of points could overflow.
    public static final int HEAVIEST = 1_000;

    public static final Weights DEFAULT = new Weights(300, 150, 200, 25, 60, 30, 200, 60, 50, 8, 120);

    public Weights {
        check("loves", loves);
        check("likes", likes);
        check("distance", distance);
        check("dayPart", dayPart);
        check("sameBranch", sameBranch);
        check("sameOrganisation", sameOrganisation);
        check("waiting", waiting);
        check("urgency", urgency);
        check("base", base);
        check("spare", spare);
        check("load", load);
    }

    private static void check(String name, int weight) {
        Range.check("The weight " + name, weight, 0, HEAVIEST);
    }
}
