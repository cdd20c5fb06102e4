package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class OwnLimitsTest {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final OwnLimits FOUR_HOURS = new OwnLimits(PersonId.next(), 4, 2, null);

    @Test
    void more_hours_or_more_people_is_raising() {
        assertThat(new OwnLimits(FOUR_HOURS.volunteer(), 5, 2, null).raises(FOUR_HOURS))
                .isTrue();
        assertThat(new OwnLimits(FOUR_HOURS.volunteer(), 1, 3, null).raises(FOUR_HOURS))
                .isTrue();
        assertThat(new OwnLimits(FOUR_HOURS.volunteer(), 1, 1, null).raises(FOUR_HOURS))
                .isFalse();
        assertThat(FOUR_HOURS.raises(FOUR_HOURS)).isFalse();
    }

    @Test
    void a_shorter_pause_is_raising_and_a_longer_one_is_not() {
        var resting = FOUR_HOURS.pausing(MAY);

        assertThat(resting.raises(FOUR_HOURS)).isFalse();
        assertThat(resting.pausing(MAY.plusDays(1)).raises(resting)).isFalse();
        assertThat(resting.pausing(MAY.minusDays(1)).raises(resting)).isTrue();
        assertThat(FOUR_HOURS.raises(resting)).isTrue();
    }

    @Test
    void who_pauses_until_a_day_may_be_asked_on_that_day() {
        var resting = FOUR_HOURS.pausing(MAY);

        assertThat(resting.pausesOn(MAY.minusDays(1))).isTrue();
        assertThat(resting.pausesOn(MAY)).isFalse();
        assertThat(FOUR_HOURS.pausesOn(MAY)).isFalse();
    }

    @Test
    void nobody_gives_no_hours_or_all_hours() {
        assertThatThrownBy(() -> new OwnLimits(PersonId.next(), 0, 1, null)).hasMessageContaining("pauses");
        assertThatThrownBy(() -> new OwnLimits(PersonId.next(), 41, 1, null)).hasMessageContaining("40");
        assertThatThrownBy(() -> new OwnLimits(PersonId.next(), 4, 11, null)).hasMessageContaining("10");
    }

    @Test
    void who_does_more_than_they_now_want_has_no_room_and_owes_none() {
        var room = new Room(2, 5, 1, 2, null, Room.Further.NONE, null, Load.NONE);

        assertThat(room.hoursFree()).isZero();
        assertThat(room.placesFree()).isZero();
        assertThat(room.isFree()).isFalse();
        assertThat(new Room(5, 2, 2, 1, MAY, Room.Further.NONE, null, Load.NONE).isFree())
                .isFalse();
        assertThat(new Room(5, 2, 2, 1, null, Room.Further.NONE, null, Load.NONE).isFree())
                .isTrue();
    }
}
