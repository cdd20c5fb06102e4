package nl.samenspel.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows are damaged on purpose, with the guards taken away; the laws find them.
@NullMarked
class RequestLawsTest {

    final Database database = TestDatabase.fresh();
    final JdbcClient mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
    final RequestLaws laws = new RequestLaws();

    final UUID organisation = UUID.randomUUID();
    final UUID branch = UUID.randomUUID();
    final UUID account = UUID.randomUUID();
    final UUID person = UUID.randomUUID();
    final UUID open = UUID.randomUUID();
    final UUID refused = UUID.randomUUID();

    @BeforeEach
    void two_requests() {
        mighty.sql(
                        "insert into network.organisation (id, name, kind, created_at) values (?, 'Zomaar', 'WELFARE', now())")
                .param(organisation)
                .update();
        mighty.sql("insert into network.branch (id, organisation, name, place) values (?, ?, 'Noord', 'Meerdorp')")
                .params(branch, organisation)
                .update();
        mighty.sql("insert into access.account (id, sign_in_name, name, created_at) values (?, ?, 'Marja', now())")
                .params(account, account.toString())
                .update();
        mighty.sql("""
                insert into access.role_held (id, account, role, organisation, branch, since)
                values (gen_random_uuid(), ?, 'COORDINATOR', ?, ?, now())
                """).params(account, organisation, branch).update();
        mighty.sql("insert into people.person (id, organisation, given_name, created_at) values (?, ?, 'Ans', now())")
                .params(person, organisation)
                .update();
        request(open, "'ASKED', current_date, null, null, null");
        request(refused, "'REFUSED', null, 'CAPACITY', 'De Buurtkamer', current_date");
        mighty.sql("""
                insert into requests.triage (request, organisation, at, by_account, troubled, within_a_year, touched, outcome, urgency)
                values (?, ?, now(), ?, '{}', true, '{LIFTING}', 'TOGETHER', 1)
                """).params(open, organisation, account).update();
    }

    private void request(UUID id, String state) {
        mighty.sql("""
                insert into requests.help_request
                    (id, sent_key, organisation, branch, holder, participant, through, kind, words, day_parts,
                     day_parts_needed, hours_per_week, from_day, languages, urgency, paid_before, waiting_since,
                     created_at, state, next_date, lacking, next_door, ended_on)
                values (?, gen_random_uuid(), ?, ?, ?, ?, 'PHONE', 'COMPANY', 'Koffie', 1, 1, 2, current_date, '{NL}', 1,
                     'NO', current_date, now(), %s)
                """.formatted(state))
                .params(id, organisation, branch, account, person)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_whole_database_breaks_no_law() {
        assertThat(laws.openRequestsAreHeld().examine(mighty)).isEqualTo(new Law.Finding(1, java.util.List.of()));
        assertThat(laws.everyNoNamesTheNextDoor().examine(mighty)).isEqualTo(new Law.Finding(1, java.util.List.of()));
        assertThat(laws.noTriageCrossesTheBase().examine(mighty)).isEqualTo(new Law.Finding(1, java.util.List.of()));
    }

    @Test
    void an_open_request_without_a_next_date_is_refused_and_found_when_the_guard_is_off() {
        var damage = "update requests.help_request set next_date = null where id = '" + open + "'";
        assertThatThrownBy(() -> mighty.sql(damage).update()).hasMessageContaining("next_date_while_open");

        mighty.sql("alter table requests.help_request drop constraint next_date_while_open")
                .update();
        mighty.sql(damage).update();

        assertThat(laws.openRequestsAreHeld().examine(mighty).violations())
                .singleElement()
                .asString()
                .contains(open.toString(), "without a next date");
    }

    @Test
    void an_open_request_that_nobody_holds_is_refused_and_found_when_the_guard_is_off() {
        var damage = "update requests.help_request set holder = null where id = '" + open + "'";
        assertThatThrownBy(() -> mighty.sql(damage).update()).hasMessageContaining("held by a coordinator");

        mighty.sql("""
                alter table requests.help_request disable trigger has_a_holder, drop constraint one_holder,
                    alter column holder drop not null
                """).update();
        mighty.sql(damage).update();

        assertThat(laws.openRequestsAreHeld().examine(mighty).violations())
                .singleElement()
                .asString()
                .contains("a person who holds it");
    }

    @Test
    void a_no_without_a_next_door_is_refused_and_found_when_the_guard_is_off() {
        var damage = "update requests.help_request set next_door = null, lacking = null where id = '" + refused + "'";
        assertThatThrownBy(() -> mighty.sql(damage).update()).hasMessageContaining("no_");

        mighty.sql("""
                alter table requests.help_request drop constraint no_says_what_lacks, drop constraint no_names_next_door
                """).update();
        mighty.sql(damage).update();

        assertThat(laws.everyNoNamesTheNextDoor().examine(mighty).violations())
                .singleElement()
                .asString()
                .contains("what was lacking and a next door");
    }

    @Test
    void a_triage_beyond_the_base_is_refused_and_found_when_the_guard_is_off() {
        var damage = "update requests.triage set touched = '{MEDICATION}'";
        assertThatThrownBy(() -> mighty.sql(damage).update()).hasMessageContaining("base_boundaries");

        mighty.sql("alter table requests.triage drop constraint base_boundaries")
                .update();
        mighty.sql(damage).update();

        assertThat(laws.noTriageCrossesTheBase().examine(mighty).violations()).hasSize(1);
    }
}
