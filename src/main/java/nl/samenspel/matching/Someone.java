package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Promise;
import nl.samenspel.limits.Reservation;
import nl.samenspel.limits.Room;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Wanted;
import nl.samenspel.volunteers.GoingAlong;
import org.jspecify.annotations.Nullable;

/// A volunteer as matching needs them: what they offer, and the room they have.
///
/// @param does all they do, what they love and like included
/// @param qualifications those valid on the day the help starts
/// @param hoursBudget the hours a week they want at most
/// @param placesFree matches they could still take on
/// @param pausedUntil while they pause: until when
/// @param byOthers whether other organisations may ask them too
/// @param longest for how long they bind themselves at most
/// @param room what their limits leave, and how much they carry
record Someone(
        PersonId id,
        String name,
        OrganisationId organisation,
        BranchId branch,
        @Nullable Point home,
        int radius,
        Set<KindOfHelp> loves,
        Set<KindOfHelp> likes,
        Set<KindOfHelp> does,
        Set<Qualification> qualifications,
        Set<Language> languages,
        Gender gender,
        Set<Gender> comfortableWith,
        DayParts dayParts,
        @Nullable LocalDate availableFrom,
        int hoursBudget,
        int hoursLoad,
        int hoursFree,
        int placesFree,
        @Nullable LocalDate pausedUntil,
        boolean byOthers,
        CommitmentLength longest,
        GoingAlong goingAlong,
        Room room) {

    /// How much they carry, as hours: what more hours cost.
    int load() {
        return room.load().weight();
    }

    /// Why their limits do not allow this, hours, people and a pause aside.
    Optional<Reservation> refuses(Wanted wanted) {
        return room.refusesKindOf(promise(wanted));
    }

    /// What they would promise.
    Promise promise(Wanted wanted) {
        return Promise.on(
                dayParts.and(wanted.dayParts()),
                wanted.dayPartsNeeded(),
                wanted.hoursPerWeek(),
                wanted.heavy(),
                wanted.situations(),
                wanted.id().value());
    }

    /// The same, with so much less room.
    Someone without(int hours, int places) {
        return hours == 0 && places == 0
                ? this
                : new Someone(
                        id,
                        name,
                        organisation,
                        branch,
                        home,
                        radius,
                        loves,
                        likes,
                        does,
                        qualifications,
                        languages,
                        gender,
                        comfortableWith,
                        dayParts,
                        availableFrom,
                        hoursBudget,
                        hoursLoad,
                        hoursFree - hours,
                        placesFree - places,
                        pausedUntil,
                        byOthers,
                        longest,
                        goingAlong,
                        room);
    }
}
