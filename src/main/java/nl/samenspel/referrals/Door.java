package nl.samenspel.referrals;

import nl.samenspel.network.Branch;
import nl.samenspel.requests.Pace;

/// A branch where a request could go, as the directory tells it to who looks for the right place.
///
/// @param organisation its name
/// @param takesInHere whether its routing takes this kind in from this place; otherwise one may ask
/// @param room never a number: it would tell of volunteers
public record Door(Branch branch, String organisation, boolean takesInHere, RoomThere room, Pace pace) {

    /// How much room there is today. Each has a message `referrals.room.<NAME>`.
    public enum RoomThere {
        /// More volunteers could begin than there are who wait.
        NOW,
        SOME,
        FULL
    }
}
