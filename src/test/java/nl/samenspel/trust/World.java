package nl.samenspel.trust;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Triage;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Three organisations with people in every relation to somebody of the first branch of the first organisation,
/// all with names and words that nobody else has: canaries.
final class World {

    /// How a record stands to whoever asks for it.
    enum Relationship {
        /// Their own, or of their own branch.
        OWN,
        /// Of the same organisation, at another branch or of another person.
        ELSEWHERE,
        /// Of a partner, who shared it with their organisation or with them.
        SHARED,
        /// Of the same partner, who did not.
        PARTNER,
        /// Of an organisation that has nothing to do with theirs.
        STRANGER
    }

    /// Somebody who signs in, or nobody.
    ///
    /// @param role none for a guest and for who is suspended
    record Visitor(
            String name, @Nullable Role role, @Nullable AccountId account, Set<PersonId> self, Browser browser) {}

    /// People around one branch, with what they have together.
    record Household(
            Team team,
            Someone participant,
            Someone relative,
            Someone volunteer,
            Someone another,
            HelpRequestId request,
            HelpRequestId searching,
            InvitationId invitation,
            MatchId match,
            UUID file,
            UUID route,
            AccountId leader,
            Map<String, PersonId> names,
            Set<String> words) {}

    final Map<Relationship, Household> households = new HashMap<>();
    final Map<String, Visitor> visitors = new HashMap<>();

    Household at(Relationship relationship) {
        return Objects.requireNonNull(households.get(relationship));
    }

    /// The number of something of which each participant has one.
    static UUID idOf(String what, PersonId participant) {
        return UUID.nameUUIDFromBytes((what + participant).getBytes(StandardCharsets.UTF_8));
    }

    /// Everyone with a canary for a name, wherever.
    Map<String, PersonId> names() {
        var all = new HashMap<String, PersonId>();
        households.values().forEach(household -> all.putAll(household.names()));
        return all;
    }

    static final class Builder {

        private final Stage.Doors doors;
        private final Neighbourhood neighbourhood;
        private final Accounts accounts;
        private final ApiTokens tokens;
        private final Invitations invitations;
        private final Matches matches;
        private final Database database;
        private final JdbcClient db;
        private final Random random = new Random(38);

        Builder(
                Neighbourhood neighbourhood,
                Volunteers volunteers,
                Limits limits,
                HelpRequests requests,
                Reception reception,
                TransactionTemplate transaction,
                Clock clock,
                Accounts accounts,
                ApiTokens tokens,
                Invitations invitations,
                Matches matches,
                Database database,
                JdbcClient db) {
            this.doors = new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock);
            this.neighbourhood = neighbourhood;
            this.accounts = accounts;
            this.tokens = tokens;
            this.invitations = invitations;
            this.matches = matches;
            this.database = database;
            this.db = db;
        }

        /// One that is out, and the draft of its next version: of organisations, so it holds nobody.
        private void factsheet(AccountId by) {
            for (var version = 1; version <= 2; version++) {
                superuser()
                        .sql("""
                        insert into insight.edition (id, year, version, source, taken_at, taken_by, out_at)
                        values (:id, 2025, :version, 'opgaven', now(), :by, null)
                        on conflict do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("version", version)
                        .param("by", by.value())
                        .update();
                superuser().sql("""
                        update insight.edition set out_at = now() where year = 2025 and version = 1 and out_at is null
                        """).update();
            }
        }

        /// Figures of a quarter that are out, and a draft of another.
        private void figures(AccountId by) {
            superuser().sql("""
                    insert into insight.figure_edition
                        (id, quarter, version, threshold, ordered_by, ordered_at, counted_on, out_at)
                    select gen_random_uuid(), quarter, 1, 10, :by, now(), current_date, out_at
                    from (values ('2025-Q1', now()), ('2025-Q2', null)) as figures (quarter, out_at)
                    on conflict do nothing
                    """).param("by", by.value()).update();
        }

        World build(String site) {
            var world = new World();
            var mine = neighbourhood.team();
            var partner = neighbourhood.team();
            var own = household(mine, true);
            world.households.put(Relationship.OWN, own);
            world.households.put(Relationship.ELSEWHERE, household(neighbourhood.colleagueOf(mine), false));
            world.households.put(Relationship.SHARED, household(partner, false));
            world.households.put(Relationship.PARTNER, household(partner, false));
            world.households.put(Relationship.STRANGER, household(neighbourhood.team(), false));

            var everyone = List.of(own.participant(), own.relative(), own.volunteer());
            add(
                    world,
                    site,
                    "volunteer",
                    Role.VOLUNTEER,
                    own.volunteer().account(),
                    own.volunteer().person());
            add(
                    world,
                    site,
                    "participant",
                    Role.PARTICIPANT,
                    own.participant().account(),
                    own.participant().person());
            add(
                    world,
                    site,
                    "relative",
                    Role.RELATIVE,
                    own.relative().account(),
                    own.relative().person());
            add(world, site, "professional", Role.PROFESSIONAL, professional, null);
            add(world, site, "team leader", Role.TEAM_LEADER, own.leader(), null);
            add(world, site, "coordinator", Role.COORDINATOR, mine.coordinator(), null);
            add(world, site, "manager", Role.MANAGER, staff(Role.MANAGER, mine), null);
            add(world, site, "administrator", Role.ADMINISTRATOR, administrator(), null);
            add(world, site, "municipality", Role.MUNICIPALITY, outside(Role.MUNICIPALITY, "Meerdorp"), null);
            add(world, site, "national office", Role.NATIONAL_OFFICE, outside(Role.NATIONAL_OFFICE, null), null);
            factsheet(administrator());
            figures(administrator());
            var out = staff(Role.MANAGER, mine);
            add(world, site, "suspended", null, out, null);
            world.visitors.put("guest", new Visitor("guest", null, null, Set.of(), guest(site)));
            superuser()
                    .sql("update access.account set suspended_at = now() where id = :id")
                    .param("id", out.value())
                    .update();
            share(world.at(Relationship.SHARED), mine.organisation(), everyone);
            var fourth = neighbourhood.team();
            world.households.forEach(
                    (relationship, household) -> refer(household, relationship == Relationship.SHARED ? mine : fourth));
            return world;
        }

        private @Nullable AccountId professional;

        /// What its figures rest on, and who took some out.
        private void figures(Team team) {
            superuser()
                    .sql("""
                    insert into insight.assumption
                        (organisation, name, low, likely, high, source, changed_at, changed_by)
                    values (:organisation, 'SHARE', 10, 20, 30, 'Onderzoek, 2024', now(), :by)
                    on conflict do nothing
                    """)
                    .param("organisation", team.organisation().value())
                    .param("by", team.coordinator().value())
                    .update();
            superuser()
                    .sql("""
                    insert into insight.taken_out (organisation, at, account, topic, grouped, from_day, until_day)
                    values (:organisation, now(), :by, 'NEED', 'KIND', current_date, current_date)
                    """)
                    .param("organisation", team.organisation().value())
                    .param("by", team.coordinator().value())
                    .update();
        }

        private Household household(Team team, boolean withProfessional) {
            var stage = new Stage(doors, team);
            var participant = stage.participant(canary());
            var another = stage.participant(canary());
            var relative = neighbourhood.someone(team, canary(), Role.RELATIVE, stage.postcode);
            var volunteer = stage.volunteer(canary(), 8, 4, offer -> offer);
            if (withProfessional) {
                professional = open(Role.PROFESSIONAL, team.organisation());
            }
            var words = "wens" + canary().toLowerCase(Locale.ROOT);
            var talk = "gesprek" + canary().toLowerCase(Locale.ROOT);
            var request = ask(
                    stage,
                    participant.person(),
                    relative.person(),
                    withProfessional ? professional : null,
                    words,
                    volunteer.person());
            var invitation = team.viewer()
                    .call(() -> invitations.listOf(request).getFirst().id());
            Objects.requireNonNull(volunteer.viewer()).run(() -> invitations.accept(invitation));
            var match =
                    team.viewer().call(() -> matches.listOf(request).getFirst().id());
            team.viewer().run(() -> matches.agreeByPhone(match, participant.person()));
            team.viewer()
                    .run(() -> doors.requests()
                            .note(request, new ContactNote("iemand", talk, LocalDate.now(doors.clock()))));
            var searching = ask(stage, another.person(), null, null, words, volunteer.person());
            var open = team.viewer()
                    .call(() -> invitations.listOf(searching).getFirst().id());
            var names = new HashMap<String, PersonId>();
            for (var someone : List.of(participant, another, relative, volunteer)) {
                names.put(givenName(someone), someone.person());
            }
            privacy(team, participant.person());
            round(team, participant.person(), searching, volunteer.person());
            table(team, participant, relative, volunteer, request, words);
            heard(team, volunteer.person(), Objects.requireNonNull(volunteer.account()), words);
            asked(team, volunteer.person(), Objects.requireNonNull(volunteer.account()), words);
            lifeOf(match, words);
            divided(request, volunteer.person());
            figures(team);
            return new Household(
                    team,
                    participant,
                    relative,
                    volunteer,
                    another,
                    request,
                    searching,
                    open,
                    match,
                    file(team),
                    route(team),
                    visits(team, participant, volunteer, match),
                    names,
                    Set.of(words, talk));
        }

        /// A request that searches, and for which the volunteer was asked.
        private HelpRequestId ask(
                Stage stage,
                PersonId participant,
                @Nullable PersonId relative,
                @Nullable AccountId professional,
                String words,
                PersonId volunteer) {
            var today = LocalDate.now(doors.clock());
            var need = new Need(
                    KindOfHelp.COMPANY,
                    words,
                    stage.postcode,
                    "",
                    DayParts.ALL,
                    1,
                    1,
                    today,
                    null,
                    Set.of(Language.NL),
                    Set.of(),
                    "",
                    Set.of(),
                    1,
                    Need.PaidBefore.NO);
            return stage.team.viewer().call(() -> {
                var taken = doors.reception()
                        .take(new NewRequest(
                                UUID.randomUUID(),
                                stage.team.branch(),
                                null,
                                new NewRequest.Known(participant),
                                relative == null
                                        ? null
                                        : new NewRequest.Asker(new NewRequest.Known(relative), Relation.CHILD, true),
                                professional,
                                Through.PHONE,
                                need,
                                today,
                                null,
                                false,
                                "nl"));
                var id = ((Intake.TakenIn) taken).id();
                doors.requests()
                        .triage(id, new Triage(Set.of(), true, Set.of(), new Triage.ByVolunteer(), "", 1, Set.of()));
                invitations.invite(id, List.of(volunteer), "Wil je dit doen?", today.plusDays(7));
                return id;
            });
        }

        /// What the branch takes in.
        private UUID route(Team team) {
            return superuser()
                    .sql("select id from network.route where branch = :branch limit 1")
                    .param("branch", team.branch().value())
                    .query((rs, _) -> rs.getObject(1, UUID.class))
                    .single();
        }

        /// What privacy keeps of the participant, under numbers that [World#idOf] knows.
        private void privacy(Team team, PersonId participant) {
            superuser()
                    .sql("""
                            insert into privacy.rights_request (id, organisation, person, kind, through, asked_on, due_on, recorded_by)
                            values (:request, :organisation, :participant, 'SEE', 'PHONE', current_date, current_date + 30, :account);
                            insert into privacy.erasure (id, organisation, person, asked_by, asked_at)
                            values (:erasure, :organisation, :participant, :account, now());
                            insert into privacy.joining (id, organisation, kept, joined, by, at)
                            values (:joining, :organisation, :participant, gen_random_uuid(), :account, now());
                            """)
                    .param("request", idOf("rights request", participant))
                    .param("erasure", idOf("erasure", participant))
                    .param("joining", idOf("joining", participant))
                    .param("organisation", team.organisation().value())
                    .param("participant", participant.value())
                    .param("account", team.coordinator().value())
                    .update();
        }

        /// A round that is ready, and proposes the volunteer for the request that searches.
        private void round(Team team, PersonId participant, HelpRequestId searching, PersonId volunteer) {
            superuser()
                    .sql("""
                            insert into rounds.joint_round
                                (id, fairness, started_by, started_at, state, seen_at, ended_at)
                            values (:joint, 'NONE', :account, now(), 'READY', now(), now());
                            insert into rounds.round (id, organisation, branch, fairness, started_by, started_at, state, seen_at,
                                ended_at, load_before, load_after)
                            values (:round, :organisation, :branch, 'NONE', :account, now(), 'READY', now(), now(),
                                '{0,0,0,0,1}', '{0,0,0,0,1}');
                            insert into rounds.request (round, request, organisation, branch, municipality, hours, waiting_days,
                                outcome)
                            values (:round, :request, :organisation, :branch, 'Meerdorp', 1, 3, 'PROPOSED');
                            insert into rounds.proposal (id, round, request, volunteer, organisation, branch, hours, points,
                                metres, known, state)
                            values (gen_random_uuid(), :round, :request, :volunteer, :organisation, :branch, 1, 400, 900,
                                false, 'PROPOSED');
                            """)
                    .param("round", idOf("round", participant))
                    .param("joint", idOf("joint round", participant))
                    .param("request", searching.value())
                    .param("volunteer", volunteer.value())
                    .param("organisation", team.organisation().value())
                    .param("branch", team.branch().value())
                    .param("account", team.coordinator().value())
                    .update();
        }

        /// The request that searches waits for the answer of another organisation, and the coordinator is an
        /// ambassador.
        private void refer(Household household, Team to) {
            superuser()
                    .sql("""
                            insert into referrals.referral
                                (id, state, way, request, organisation, branch, by_account, to_organisation, to_branch,
                                 participant, because, scope, kind, postcode, municipality, day_parts, day_parts_needed,
                                 hours_per_week, from_day, languages, wished_gender, qualifications, urgency, touched,
                                 together, waiting_since, override_why, drafted_at, respond_by, remind_on)
                            select :referral, 'REQUESTED', 'HAND_OVER', r.id, r.organisation, r.branch, r.holder, :to,
                                :toBranch, r.participant, 'CAPACITY', '{}', r.kind, left(r.postcode, 4), r.municipality,
                                r.day_parts, r.day_parts_needed, r.hours_per_week, r.from_day, r.languages,
                                r.wished_gender, r.qualifications, r.urgency, '{}', false, r.waiting_since, 'x', now(),
                                current_date + 7, current_date + 4
                            from requests.help_request r where r.id = :request;
                            insert into referrals.ambassador (id, organisation, account, team, from_day)
                            values (:ambassador, :organisation, :account, :ambassador::text, current_date);
                            """)
                    .param("referral", idOf("referral", household.participant().person()))
                    .param(
                            "ambassador",
                            idOf("ambassador", household.participant().person()))
                    .param("request", household.searching().value())
                    .param("to", to.organisation().value())
                    .param("toBranch", to.branch().value())
                    .param("organisation", household.team().organisation().value())
                    .param("account", household.team().coordinator().value())
                    .update();
        }

        /// What is kept of a match on its way: both are asked how it goes, and somebody was replaced.
        private void lifeOf(MatchId match, String words) {
            superuser()
                    .sql("""
                            insert into matches.customs
                                (organisation, first_after_days, review_months, remind_days, call_days, thanks)
                            select organisation, 7, 3, 5, 5, 'Fijn dat je er was.' from matches.match where id = :match
                            on conflict do nothing;
                            insert into matches.check_in
                                (id, match, organisation, branch, person, side, moment, state, due_on, asked_on)
                            select gen_random_uuid(), id, organisation, branch, person, side, 'FIRST', 'ASKED', current_date,
                                   current_date
                            from matches.match cross join lateral
                                (values (volunteer, 'VOLUNTEER'), (participant, 'PARTICIPANT')) as asked (person, side)
                            where id = :match;
                            insert into matches.check_in
                                (id, match, organisation, branch, person, side, moment, state, due_on, answered_at, answered_by,
                                 by_phone, together, self, go_on, words)
                            select gen_random_uuid(), id, organisation, branch, volunteer, 'VOLUNTEER', 'REVIEW', 'ANSWERED',
                                   current_date, now(), holder, false, 'HARD', 'GLAD', 'YES', :words
                            from matches.match where id = :match;
                            insert into matches.replacement
                                (id, match, request, organisation, branch, why, state, holder, opened_at, opened_by, by_phone,
                                 first_day, closed_on, outcome)
                            select gen_random_uuid(), id, request, organisation, branch, 'ILL', 'CLOSED', holder, now(), holder,
                                   false, current_date, current_date, 'BACK'
                            from matches.match where id = :match;
                            insert into matches.without (request, organisation, branch, since, until, ended_by)
                            select request, organisation, branch, current_date - 3, current_date, 'SOMEBODY_CAME'
                            from matches.match where id = :match;
                            """)
                    .param("match", match.value())
                    .param("words", words)
                    .update();
        }

        /// What the volunteer did, was told to have done before, and agreed to do; and who leads their team.
        private AccountId visits(Team team, Someone participant, Someone volunteer, MatchId match) {
            var leader = open(Role.TEAM_LEADER, team.organisation());
            superuser()
                    .sql("""
                            insert into visits.moment (id, match, organisation, branch, volunteer, participant, first_day,
                                starts_at, minutes, rhythm, agreed_by, agreed_at, changed_at)
                            values (:moment, :match, :organisation, :branch, :volunteer, :participant,
                                (now() at time zone 'Europe/Amsterdam')::date, '00:01', 60, 'WEEKLY', :account, now(), now());
                            insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, nth, kind,
                                came, minutes, told_by, told_at, told_on, by_phone, version)
                            select :visit, match, organisation, branch, volunteer, participant, first_day, 2, 'VISIT', 'DONE',
                                60, :account, now(), first_day, true, 2
                            from visits.moment where id = :moment;
                            insert into visits.earlier (visit, version, day, kind, came, minutes, words, told_by, told_at,
                                by_phone)
                            select id, 1, day, kind, came, 50, '', told_by, told_at, by_phone
                            from visits.visit where id = :visit;
                            insert into visits.feed (account, secret_hash, made_at)
                            values (:self, gen_random_uuid()::text, now());
                            insert into access.team_member (id, organisation, leader, volunteer, since, given_by)
                            values (gen_random_uuid(), :organisation, :leader, :volunteer, now(), :account);
                            """)
                    .param("moment", idOf("moment", participant.person()))
                    .param("visit", idOf("visit", participant.person()))
                    .param("match", match.value())
                    .param("organisation", team.organisation().value())
                    .param("branch", team.branch().value())
                    .param("volunteer", volunteer.person().value())
                    .param("participant", participant.person().value())
                    .param("account", team.coordinator().value())
                    .param("self", Objects.requireNonNull(volunteer.account()).value())
                    .param("leader", leader.value())
                    .update();
            return leader;
        }

        /// A table around the participant, at which everybody sits, with something of each kind on it.
        private void table(
                Team team,
                Someone participant,
                Someone relative,
                Someone volunteer,
                HelpRequestId request,
                String words) {
            superuser()
                    .sql("""
                            insert into careplans.plan (id, request, organisation, branch, holder, participant, from_the_start,
                                opened_at, opened_by)
                            values (:plan, :request, :organisation, :branch, :account, :participant, 'YES', now(), :account);
                            insert into careplans.seat (id, plan, part, name, person, from_organisation, sees, by_phone, state,
                                invited_at, invited_by, invited_until, seated_at)
                            select id, :plan, part, name, person, :organisation,
                                   array['WISHES', 'TASKS', 'AGREEMENTS', 'NOTES', 'AGENDA'], false, 'SEATED', now(), :account,
                                   current_date, now()
                            from (values (:participantSeat, 'PARTICIPANT', :participantName, :participant),
                                         (:relativeSeat, 'RELATIVE', :relativeName, :relative),
                                         (:volunteerSeat, 'VOLUNTEER', :volunteerName, :volunteer),
                                         (:deskSeat, 'COORDINATOR', 'de balie', null)) as sits (id, part, name, person);
                            insert into careplans.task (id, plan, words, day_parts, proposed_by, by_account, proposed_at, state)
                            values (:task, :plan, :words, 0, :relativeSeat, :account, now(), 'OPEN');
                            insert into careplans.acceptance (task, plan, seat, by_account, at)
                            values (:task, :plan, :volunteerSeat, :account, now());
                            insert into careplans.line (id, plan, kind, by_seat, by_account, at, words)
                            values (:line, :plan, 'AGREEMENTS', :relativeSeat, :account, now(), :words);
                            insert into careplans.agreed (line, plan, seat, by_account, at)
                            values (:line, :plan, :relativeSeat, :account, now());
                            insert into careplans.checkin (id, plan, seat, at, answers)
                            values (gen_random_uuid(), :plan, :relativeSeat, now(), '{3,3,3,3,3}');
                            insert into careplans.signal (id, plan, seat, at)
                            values (:signal, :plan, :relativeSeat, now());
                            insert into careplans.wished (request, by_account, at, answered_at)
                            values (:request, :account, now(), now());
                            """)
                    .param("plan", idOf("plan", participant.person()))
                    .param("request", request.value())
                    .param("organisation", team.organisation().value())
                    .param("branch", team.branch().value())
                    .param("account", team.coordinator().value())
                    .param("participant", participant.person().value())
                    .param("relative", relative.person().value())
                    .param("volunteer", volunteer.person().value())
                    .param("participantName", givenName(participant) + " Voorbeeld")
                    .param("relativeName", givenName(relative) + " Voorbeeld")
                    .param("volunteerName", givenName(volunteer) + " Voorbeeld")
                    .param("participantSeat", idOf("participant seat", participant.person()))
                    .param("relativeSeat", idOf("relative seat", participant.person()))
                    .param("volunteerSeat", idOf("volunteer seat", participant.person()))
                    .param("deskSeat", idOf("desk seat", participant.person()))
                    .param("task", idOf("task", participant.person()))
                    .param("line", idOf("line", participant.person()))
                    .param("signal", idOf("signal", participant.person()))
                    .param("words", words)
                    .update();
        }

        /// How a volunteer holds up, what they did, and a signal that came of it.
        /// A request that is a task of a whole, with whom its small group turns to.
        private void divided(HelpRequestId request, PersonId volunteer) {
            superuser()
                    .sql("""
                            insert into requests.task (request, whole, nth) values (:request, :request, 1);
                            insert into requests.small_group (whole, contact) values (:request, :volunteer);
                            """)
                    .param("request", request.value())
                    .param("volunteer", volunteer.value())
                    .update();
        }

        private void heard(Team team, PersonId volunteer, AccountId account, String words) {
            superuser()
                    .sql("""
                            insert into limits.sign (source, kind, volunteer, organisation, face, words, day, at)
                            values (gen_random_uuid(), 'HEARD', :volunteer, :organisation, 'HARD', :words, current_date, now());
                            insert into limits.worked (source, volunteer, organisation, day, minutes)
                            values (gen_random_uuid(), :volunteer, :organisation, current_date, 60);
                            insert into limits.in_all (account, hours_per_week, matches_at_a_time, nights_per_week, changed_at)
                            values (:account, 20, 9, 2, now());
                            insert into people.consent (id, organisation, person, purpose, given_by, recorded_by, by_phone, given_at)
                            values (:consent, :organisation, :volunteer, 'COUNT_TOGETHER', :volunteer, :account, false, now());
                            insert into limits.together (volunteer, organisation, account, consent)
                            values (:volunteer, :organisation, :account, :consent);
                            insert into limits.counted (commitment, account, hours_limit, hours, places_limit, places,
                                nights_limit, nights)
                            select id, :account, 20, hours, 9, 1, 2, 0 from limits.commitment where volunteer = :volunteer;
                            insert into limits.phone_call (id, volunteer, organisation, recorded_by, at, hours_before,
                                matches_before, hours_after, matches_after)
                            values (:call, :volunteer, :organisation, :coordinator, now(), 1, 1, 8, 4);
                            insert into limits.rather_not (volunteer, organisation, situation)
                            values (:volunteer, :organisation, 'SMOKING');
                            insert into limits.signal (id, volunteer, organisation, why, now_is, before_was, said, raised_at)
                            values (:signal, :volunteer, :organisation, 'HARD_TO_CARRY', 1, 0, :words, now());
                            """)
                    .param("volunteer", volunteer.value())
                    .param("organisation", team.organisation().value())
                    .param("words", words)
                    .param("signal", idOf("limit signal", volunteer))
                    .param("call", idOf("phone call", volunteer))
                    .param("consent", idOf("counted together", volunteer))
                    .param("account", account.value())
                    .param("coordinator", team.coordinator().value())
                    .update();
        }

        /// What the volunteer asked back, and what goes with it.
        private void asked(Team team, PersonId volunteer, AccountId account, String words) {
            superuser()
                    .sql("""
                            insert into reimbursements.house (organisation, in_scope, changed_by, changed_at)
                            values (:organisation, true, :coordinator, now()) on conflict do nothing;
                            insert into reimbursements.payee (volunteer, organisation, born, iban, account_name, changed_at)
                            values (:volunteer, :organisation, '1980-01-01', 'NL91ABNA0417164300', :words, now());
                            insert into reimbursements.book (volunteer, year, organisation, regime, decided_by, decided_at)
                            values (:volunteer, extract(year from current_date), :organisation, 'REAL_EXPENSES', :account, now());
                            insert into people.consent (id, organisation, person, purpose, given_by, recorded_by, by_phone, given_at)
                            values (:consent, :organisation, :volunteer, 'COUNT_ALLOWANCES', :volunteer, :account, false, now());
                            insert into reimbursements.together (volunteer, organisation, account, consent)
                            values (:volunteer, :organisation, :account, :consent);
                            insert into reimbursements.claim (id, organisation, branch, volunteer, engagement, day, kind, amount,
                                receipt_mark, words, state, asked_by, asked_at, asked_on)
                            select :claim, :organisation, :branch, :volunteer, e.id, current_date, 'PAID', 1250, '\\x01', :words,
                                   'ASKED', :account, now(), current_date
                            from people.engagement e where e.person = :volunteer and e.kind = 'VOLUNTEER' limit 1;
                            insert into reimbursements.earlier (claim, version, amount, state, until)
                            select :claim, 0, 1300, 'ASKED', now();
                            insert into reimbursements.receipt (claim, content) values (:claim, '\\x01');
                            insert into reimbursements.payment (id, organisation, made_by, made_at, pays_on, pays_from, pays_as)
                            values (:payment, :organisation, :coordinator, now(), current_date, 'NL91ABNA0417164300', 'x');
                            insert into reimbursements.payment_line (payment, volunteer, organisation, amount, iban, account_name)
                            select :payment, id, organisation, 1250, 'NL91ABNA0417164300', given_name || ' ' || family_name
                            from people.person where id = :volunteer;
                            insert into reimbursements.work_check (id, organisation, volunteer, on_day, yes, unsure, outcome, words,
                                done_by, done_at)
                            values (:check, :organisation, :volunteer, current_date, '{}', '{}', 'VOLUNTARY', :words, :coordinator,
                                now());
                            insert into reimbursements.thanks (id, organisation, volunteer, on_day, kind, words, given_by, given_at)
                            values (:thanks, :organisation, :volunteer, current_date, 'NOTE', :words, :coordinator, now());
                            """)
                    .param("organisation", team.organisation().value())
                    .param("branch", team.branch().value())
                    .param("volunteer", volunteer.value())
                    .param("account", account.value())
                    .param("coordinator", team.coordinator().value())
                    .param("words", words)
                    .param("claim", idOf("claim", volunteer))
                    .param("payment", idOf("payment", volunteer))
                    .param("check", idOf("work check", volunteer))
                    .param("thanks", idOf("thanks", volunteer))
                    .param("consent", idOf("allowances together", volunteer))
                    .update();
        }

        /// A list that was brought in by the coordinator.
        private UUID file(Team team) {
            var id = UUID.randomUUID();
            superuser()
                    .sql("""
                            insert into exchange.import_file
                                (id, account, organisation, branch, list, name, content, columns, created_at, done_at, state,
                                 traces)
                            values (:id, :account, :organisation, :branch, 'VOLUNTEERS', 'lijst.csv', '', '{}', now(), now(),
                                'DONE', 1)
                            """)
                    .param("id", id)
                    .param("account", team.coordinator().value())
                    .param("organisation", team.organisation().value())
                    .param("branch", team.branch().value())
                    .update();
            superuser()
                    .sql("""
                            with part as (insert into exchange.import_part (file, nth, rows) values (:id, 0, '')),
                                trace as (insert into exchange.import_trace (file, turn, nth, of, thing, made, mark)
                                    values (:id, 1, 0, 'PERSON', gen_random_uuid(), true, '')),
                                meant as (insert into exchange.import_column (organisation, list, header, meaning)
                                    values (:organisation, 'VOLUNTEERS', 'a mark', 'NAME') on conflict do nothing)
                            insert into exchange.import_turn (organisation, file) values (:organisation, :id)
                            on conflict do nothing
                            """)
                    .param("id", id)
                    .param("organisation", team.organisation().value())
                    .update();
            return id;
        }

        /// The partner shows one request and its two people to an organisation and to these people.
        private void share(Household theirs, OrganisationId to, List<Someone> people) {
            Supplier<Integer> give = () -> {
                var shares = 0;
                for (var what : Map.of(
                                theirs.request().value(), "REQUEST",
                                theirs.participant().person().value(), "PERSON",
                                theirs.volunteer().person().value(), "PERSON")
                        .entrySet()) {
                    shares += db.sql("""
                            insert into access.share (id, what, subject, from_organisation, to_organisation, purpose, given_at)
                            values (gen_random_uuid(), :what, :subject, :from, :to, 'test', now())
                            """)
                            .param("what", what.getValue())
                            .param("subject", what.getKey())
                            .param("from", theirs.team().organisation().value())
                            .param("to", to.value())
                            .update();
                    for (var person : people) {
                        shares += db.sql("""
                                insert into access.share (id, what, subject, from_organisation, to_person, purpose, given_at)
                                values (gen_random_uuid(), :what, :subject, :from, :to, 'test', now())
                                """)
                                .param("what", what.getValue())
                                .param("subject", what.getKey())
                                .param("from", theirs.team().organisation().value())
                                .param("to", person.person().value())
                                .update();
                    }
                }
                return shares;
            };
            theirs.team().viewer().run(() -> doors.transaction().execute(_ -> give.get()));
        }

        private void add(
                World world,
                String site,
                String name,
                @Nullable Role role,
                @Nullable AccountId account,
                @Nullable PersonId self) {
            var who = Objects.requireNonNull(account);
            neighbourhood.canSignIn(who);
            var signInName = superuser()
                    .sql("select sign_in_name from access.account where id = :id")
                    .param("id", who.value())
                    .query(String.class)
                    .single();
            var browser =
                    new Browser(site, tokens.issue(signInName).orElseThrow().value());
            world.visitors.put(
                    name,
                    new Visitor(name, role, who, self == null ? Set.of() : Set.of(self), browser.signIn(signInName)));
        }

        private static Browser guest(String site) {
            var browser = new Browser(site, null);
            browser.takeCsrf();
            return browser;
        }

        private AccountId staff(Role role, Team team) {
            return open(role, team.organisation());
        }

        private AccountId administrator() {
            return open(Role.ADMINISTRATOR, null);
        }

        private AccountId open(Role role, @Nullable OrganisationId organisation) {
            var mark = canary().toLowerCase(Locale.ROOT);
            return neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                    "Collega " + mark, mark + "@voorbeeld.example", "nl", role, organisation, null, null)));
        }

        private AccountId outside(Role role, @Nullable String municipality) {
            var mark = canary().toLowerCase(Locale.ROOT);
            return neighbourhood.asAdministrator(() ->
                    accounts.openOutside("Buiten " + mark, mark + "@voorbeeld.example", "nl", role, municipality));
        }

        JdbcClient superuser() {
            return JdbcClient.create(TestDatabase.asSuperuser(database));
        }

        Viewer viewer(AccountId account) {
            return neighbourhood.viewer(account);
        }

        /// Nobody is called so, and nothing on a page is.
        private String canary() {
            var letters = new StringBuilder("Q");
            for (var i = 0; i < 9; i++) {
                letters.append((char) ('a' + random.nextInt(26)));
            }
            return letters.toString();
        }

        private static String givenName(Someone someone) {
            var email = Objects.requireNonNull(someone.email());
            return email.substring(0, email.indexOf('.'));
        }
    }

    /// Every canary of these households.
    static Set<String> canaries(Iterable<Household> households) {
        var all = new HashSet<String>();
        households.forEach(household -> {
            all.addAll(household.names().keySet());
            all.addAll(household.words());
        });
        return all;
    }
}
