package nl.samenspel.volunteers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.volunteers.Volunteer.Status;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class VolunteerTest {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    @Test
    void who_applied_is_welcomed_and_may_leave_and_come_back() {
        var ria = ria();

        assertThat(ria.status()).isEqualTo(Status.APPLIED);
        assertThat(ria.welcomed(MAY.plusDays(3)).since()).isEqualTo(MAY.plusDays(3));
        assertThat(ria.welcomed(MAY).left(MAY).returned(MAY).status()).isEqualTo(Status.APPLIED);
        assertThat(ria.left(MAY).status()).isEqualTo(Status.LEFT);
    }

    @Test
    void nobody_is_welcomed_twice_or_leaves_twice() {
        assertThatThrownBy(() -> ria().welcomed(MAY).welcomed(MAY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ria().left(MAY).left(MAY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ria().returned(MAY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_certificate_counts_from_the_day_it_was_seen_until_it_is_asked_again() {
        var vog = Vog.seen(MAY);

        assertThat(vog.againOn()).isEqualTo(LocalDate.of(2029, 5, 1));
        assertThat(ria().showing(vog).qualifiedOn(MAY.minusDays(1))).isEmpty();
        assertThat(ria().showing(vog).qualifiedOn(MAY)).containsExactly(Qualification.VOG);
        assertThat(ria().showing(vog).qualifiedOn(vog.againOn().minusDays(1))).containsExactly(Qualification.VOG);
        assertThat(ria().showing(vog).qualifiedOn(vog.againOn())).isEmpty();
        assertThatThrownBy(() -> new Vog(MAY, MAY)).hasMessageContaining("later");
    }

    @Test
    void a_training_counts_through_its_last_day() {
        var trained = ria().trained(new Training(Qualification.FIRST_AID, MAY, MAY.plusYears(1)))
                .trained(new Training(Qualification.DEMENTIA, MAY, null));

        assertThat(trained.qualifiedOn(MAY.minusDays(1))).isEmpty();
        assertThat(trained.qualifiedOn(MAY.plusYears(1)))
                .containsExactlyInAnyOrder(Qualification.FIRST_AID, Qualification.DEMENTIA);
        assertThat(trained.qualifiedOn(MAY.plusYears(1).plusDays(1))).containsExactly(Qualification.DEMENTIA);
        assertThat(trained.untrained(Qualification.DEMENTIA).qualifiedOn(MAY)).containsExactly(Qualification.FIRST_AID);
    }

    @Test
    void of_a_training_the_newest_counts() {
        var again = new Training(Qualification.FIRST_AID, MAY.plusYears(2), null);

        assertThat(ria().trained(new Training(Qualification.FIRST_AID, MAY, MAY.plusYears(1)))
                        .trained(again)
                        .trainings())
                .containsExactly(again);
    }

    @Test
    void a_kind_of_help_is_loved_or_rather_not_but_never_both() {
        assertThatThrownBy(() -> offer(Set.of(KindOfHelp.WALKING), Set.of(KindOfHelp.WALKING)))
                .hasMessageContaining("WALKING");
        assertThat(offer(Set.of(KindOfHelp.WALKING), Set.of(KindOfHelp.GARDEN)).skills())
                .containsExactly(KindOfHelp.WALKING);
    }

    @Test
    void a_certificate_of_conduct_is_no_training() {
        assertThatThrownBy(() -> new Training(Qualification.VOG, MAY, null)).hasMessageContaining("Vog");
    }

    private static Volunteer ria() {
        return Volunteer.applying(
                PersonId.next(),
                OrganisationId.next(),
                BranchId.next(),
                MAY,
                offer(Set.of(KindOfHelp.WALKING), Set.of()));
    }

    private static Offer offer(Set<KindOfHelp> loves, Set<KindOfHelp> ratherNot) {
        return new Offer(loves, Set.of(), Set.of(), ratherNot, DayParts.ALL, 5000, null, Offer.EVERYONE, "", false);
    }
}
