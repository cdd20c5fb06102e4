package nl.samenspel.volunteers;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Qualification;
import org.jspecify.annotations.Nullable;

/// Someone who does something for others, as one organisation knows them.
///
/// @param since the first day of their [Status]
/// @param version counts the changes, so that of two people who change at once nobody loses what they typed
public record Volunteer(
        PersonId person,
        OrganisationId organisation,
        BranchId branch,
        Status status,
        LocalDate since,
        Offer offer,
        @Nullable Vog vog,
        List<Training> trainings,
        int version) {

    /// Where they stand. Each has a message `volunteers.status.<NAME>`.
    public enum Status {
        /// Would like to begin; somebody is to meet them.
        APPLIED,
        /// May be asked.
        ACTIVE,
        /// Stopped.
        LEFT
    }

    public Volunteer {
        trainings =
                trainings.stream().sorted(Comparator.comparing(Training::what)).toList();
        if (trainings.stream().map(Training::what).distinct().count() < trainings.size()) {
            throw new IllegalArgumentException(
                    "Of each training the newest counts, but %s names one twice.".formatted(trainings));
        }
    }

    /// Someone who would like to begin.
    public static Volunteer applying(
            PersonId person, OrganisationId organisation, BranchId branch, LocalDate on, Offer offer) {
        return new Volunteer(person, organisation, branch, Status.APPLIED, on, offer, null, List.of(), 0);
    }

    /// They met and may be asked from this day on.
    public Volunteer welcomed(LocalDate on) {
        return moved(Status.APPLIED, Status.ACTIVE, on);
    }

    /// They stopped, or it went no further.
    public Volunteer left(LocalDate on) {
        if (status == Status.LEFT) {
            throw new IllegalStateException("Who has left cannot leave again.");
        }
        return moved(status, Status.LEFT, on);
    }

    /// Back after having left: meeting them comes first.
    public Volunteer returned(LocalDate on) {
        return moved(Status.LEFT, Status.APPLIED, on);
    }

    private Volunteer moved(Status from, Status to, LocalDate on) {
        if (status != from) {
            throw new IllegalStateException(
                    "A volunteer goes from %s to %s, but this one is %s.".formatted(from, to, status));
        }
        return new Volunteer(person, organisation, branch, to, on, offer, vog, trainings, version);
    }

    public Volunteer offering(Offer changed) {
        return new Volunteer(person, organisation, branch, status, since, changed, vog, trainings, version);
    }

    public Volunteer at(BranchId other) {
        return new Volunteer(person, organisation, other, status, since, offer, vog, trainings, version);
    }

    public Volunteer showing(@Nullable Vog seen) {
        return new Volunteer(person, organisation, branch, status, since, offer, seen, trainings, version);
    }

    /// With this training; an older one of the same kind makes place.
    public Volunteer trained(Training training) {
        return new Volunteer(
                person,
                organisation,
                branch,
                status,
                since,
                offer,
                vog,
                Stream.concat(trainings.stream().filter(one -> one.what() != training.what()), Stream.of(training))
                        .toList(),
                version);
    }

    public Volunteer untrained(Qualification what) {
        return new Volunteer(
                person,
                organisation,
                branch,
                status,
                since,
                offer,
                vog,
                trainings.stream().filter(one -> one.what() != what).toList(),
                version);
    }

    /// At the version that was seen when the change began.
    public Volunteer seenAt(int version) {
        return new Volunteer(person, organisation, branch, status, since, offer, vog, trainings, version);
    }

    /// What counts on this day.
    public Set<Qualification> qualifiedOn(LocalDate day) {
        return qualified(vog, trainings, day);
    }

    static Set<Qualification> qualified(@Nullable Vog vog, List<Training> trainings, LocalDate day) {
        var valid = EnumSet.noneOf(Qualification.class);
        if (vog != null && vog.countsOn(day)) {
            valid.add(Qualification.VOG);
        }
        trainings.stream()
                .filter(training -> training.countsOn(day))
                .map(Training::what)
                .forEach(valid::add);
        return valid;
    }
}
