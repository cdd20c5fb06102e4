package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody is to an organisation, as far as money goes. Only a volunteer can become a [Claimant]: of all others
/// there is no way to one, so nothing of theirs can be judged, let alone paid, on a volunteers' arrangement. Each other
/// kind says where its money comes from instead: a message `reimbursements.elsewhere.<NAME>`.
public sealed interface Engagement {

    /// On no payroll, from and until these days; the last day no longer counts.
    record Volunteer(LocalDate from, @Nullable LocalDate until) implements Engagement {

        /// What they ask is asked as this claimant.
        ///
        /// @param born when they said it; who did not is paid as if below the age border
        /// @param inScope whether the organisation said that the arrangement holds for it (S89, S93)
        /// @param work what came of looking at their work, a line for each time
        public Claimant claims(@Nullable LocalDate born, boolean inScope, List<WorkCheck.Done> work) {
            return new Claimant(this, born, inScope, work);
        }

        boolean on(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /// Learns here; what is paid is agreed with the school.
    record Trainee() implements Engagement {}

    /// Comes in the time of an employer, who pays.
    record EmployeeVolunteer() implements Engagement {}

    /// A job with a wage, paid by a municipality or an employer.
    record BasicJob() implements Engagement {}

    /// Paid for care, by whatever name.
    record SemiPaidCarer() implements Engagement {}

    /// Does this for a living.
    record Professional() implements Engagement {}
}
