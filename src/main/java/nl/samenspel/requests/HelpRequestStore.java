package nl.samenspel.requests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.network.Situation;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Closed;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Referred;
import nl.samenspel.requests.HelpRequest.Refused;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequest.Withdrawn;
import nl.samenspel.requests.Need.PaidBefore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// The rows of help requests, and all that is written down about them.
@Repository
class HelpRequestStore {

    private static final String REQUEST = """
            select id, version, state, organisation, branch, holder, next_date, participant, asked_by, relation,
                   asked_by_account, through, external_id, kind, words, postcode, place, municipality, day_parts,
                   day_parts_needed, hours_per_week, from_day, until_day, languages, wished_gender, wish_words,
                   qualifications, situations, urgency, paid_before, waiting_since, together, lacking, next_door,
                   next_organisation, close_reason, ended_words, ended_on, complex
            from requests.help_request
            """;

    private static final String OVERVIEW = """
            select id, state, kind, words, participant, place, municipality, hours_per_week, urgency, waiting_since,
                   next_date, organisation, branch, holder
            from requests.help_request
            """;

    private final JdbcClient db;
    private final NamedParameterJdbcOperations many;
    private final JdbcClient jobs;

    /// @param many the same database, for one statement with many rows
    HelpRequestStore(JdbcClient db, NamedParameterJdbcOperations many, @Qualifier("jobs") JdbcClient jobs) {
        this.db = db;
        this.many = many;
        this.jobs = jobs;
    }

    // --- the request itself ---

    /// Lets whoever sends the same form at the same moment wait until this transaction ends.
    void oneAtATime(UUID key) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", key.toString())
                .query((_, _) -> true)
                .single();
    }

    Optional<HelpRequest> findByKey(UUID key) {
        return db.sql(REQUEST + "where sent_key = :key")
                .param("key", key)
                .query(HelpRequestStore::read)
                .optional();
    }

    Optional<HelpRequest> findByExternalId(OrganisationId organisation, String externalId) {
        return db.sql(REQUEST + "where organisation = :organisation and external_id = :externalId")
                .param("organisation", organisation.value())
                .param("externalId", externalId)
                .query(HelpRequestStore::read)
                .optional();
    }

    List<HelpRequest> listByExternalId(OrganisationId organisation, Collection<String> externalIds) {
        return db.sql(REQUEST + "where organisation = :organisation and external_id = any (:externalIds)")
                .param("organisation", organisation.value())
                .param("externalIds", externalIds.toArray(String[]::new))
                .query(HelpRequestStore::read)
                .list();
    }

    Optional<HelpRequest> find(HelpRequestId id) {
        return db.sql(REQUEST + "where id = :id")
                .param("id", id.value())
                .query(HelpRequestStore::read)
                .optional();
    }

    /// Lets whoever moves this request at the same moment wait until this transaction ends; also who does not see it
    /// yet, because they are just taking it over.
    void oneAtATime(HelpRequestId id) {
        oneAtATime(id.value());
    }

    /// As [#find], and nobody else moves it until this transaction ends. Only for those who may move it.
    Optional<HelpRequest> findToMove(HelpRequestId id) {
        oneAtATime(id);
        return db.sql(REQUEST + "where id = :id for update")
                .param("id", id.value())
                .query(HelpRequestStore::read)
                .optional();
    }

    /// These, in one order, with nobody else moving them meanwhile.
    List<HelpRequest> listToMove(Collection<HelpRequestId> ids) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(k, 0)) from (select unnest(:keys) k order by 1) keys")
                .param("keys", ids.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .query((_, _) -> true)
                .list();
        return db.sql(REQUEST + "where id = any (:ids) order by id for update")
                .param("ids", ids.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(HelpRequestStore::read)
                .list();
    }

    void removeAll(OrganisationId organisation, Collection<HelpRequestId> ids) {
        var gone = ids.stream().map(HelpRequestId::value).toArray(UUID[]::new);
        db.sql("delete from requests.event where request = any (:ids) and organisation = :organisation")
                .param("ids", gone)
                .param("organisation", organisation.value())
                .update();
        db.sql("delete from requests.help_request where id = any (:ids) and organisation = :organisation")
                .param("ids", gone)
                .param("organisation", organisation.value())
                .update();
    }

    List<HelpRequest> listOf(OrganisationId organisation, Collection<PersonId> participants) {
        return db.sql(REQUEST + "where organisation = :organisation and participant = any (:participants)")
                .param("organisation", organisation.value())
                .param(
                        "participants",
                        participants.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query(HelpRequestStore::read)
                .list();
    }

    List<HelpRequest> listPage(BranchId branch, @Nullable HelpRequestId after, int most) {
        return db.sql(REQUEST + """
                where branch = :branch and (cast(:after as uuid) is null or id > :after) order by id limit :most
                """)
                .param("branch", branch.value())
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("most", most)
                .query(HelpRequestStore::read)
                .list();
    }

    private static final String ADD = """
            insert into requests.help_request
                (id, sent_key, version, state, organisation, branch, holder, next_date,
                 participant, asked_by, relation, asked_by_account, through, external_id,
                 kind, words, postcode, place, municipality, day_parts, day_parts_needed, hours_per_week,
                 from_day, until_day, languages, wished_gender, wish_words, qualifications, urgency, paid_before,
                 waiting_since, together, lacking, next_door, next_organisation, close_reason, ended_words, ended_on,
                 created_at)
            values (:id, :key, :version, :state, :organisation, :branch, :holder, :nextDate,
                 :participant, :askedBy, :relation, :askedByAccount, :through, :externalId,
                 :kind, :words, :postcode, :place, :municipality, :dayParts, :dayPartsNeeded, :hoursPerWeek,
                 :from, :until, :languages, :wishedGender, :wishWords, :qualifications, :urgency, :paidBefore,
                 :waitingSince, :together, :lacking, :nextDoor, :nextOrganisation, :closeReason, :endedWords, :endedOn,
                 :now)
            """;

    private static final String REPLACE = """
            update requests.help_request
            set version = :version, state = :state, organisation = :organisation, branch = :branch, holder = :holder,
                next_date = :nextDate, participant = :participant, asked_by = :askedBy, relation = :relation,
                asked_by_account = :askedByAccount, through = :through, external_id = :externalId,
                kind = :kind, words = :words, postcode = :postcode, place = :place, municipality = :municipality,
                day_parts = :dayParts, day_parts_needed = :dayPartsNeeded, hours_per_week = :hoursPerWeek,
                from_day = :from, until_day = :until, languages = :languages, wished_gender = :wishedGender,
                wish_words = :wishWords, qualifications = :qualifications, urgency = :urgency,
                paid_before = :paidBefore, waiting_since = :waitingSince, together = :together, lacking = :lacking,
                next_door = :nextDoor, next_organisation = :nextOrganisation, close_reason = :closeReason,
                ended_words = :endedWords, ended_on = :endedOn
            where id = :id and version = :versionBefore
            """;

    void add(HelpRequest request, UUID key, Instant now) {
        db.sql(ADD).paramSource(added(request, key, now)).update();
    }

    private static SqlParameterSource added(HelpRequest request, UUID key, Instant now) {
        return values(request).addValue("key", key).addValue("now", Timestamp.from(now));
    }

    /// Many, each with its own id as key.
    void addAll(List<? extends HelpRequest> requests, Instant now) {
        many.batchUpdate(
                ADD,
                requests.stream()
                        .map(request -> added(request, request.id().value(), now))
                        .toArray(SqlParameterSource[]::new));
    }

    /// Saves one transition of many that nobody else can know of yet.
    void replaceAll(List<? extends HelpRequest> before, List<? extends HelpRequest> after) {
        var sources = new SqlParameterSource[before.size()];
        for (var i = 0; i < sources.length; i++) {
            sources[i] =
                    values(after.get(i)).addValue("versionBefore", before.get(i).version());
        }
        many.batchUpdate(REPLACE, sources);
    }

    /// Notes which organisation handed it over.
    void addHeldBefore(HelpRequestId id, OrganisationId organisation) {
        db.sql("""
                update requests.help_request set held_before = held_before || cast(:organisation as uuid) where id = :id
                """)
                .param("id", id.value())
                .param("organisation", organisation.value())
                .update();
    }

    /// The organisations that handed it over, the first one first.
    List<OrganisationId> listHeldBefore(HelpRequestId id) {
        return db.sql("select unnest(held_before) from requests.help_request where id = :id")
                .param("id", id.value())
                .query((rs, _) -> new OrganisationId(rs.getObject(1, UUID.class)))
                .list();
    }

    /// Saves a transition, unless someone else moved the request first. Returns whether it was saved.
    boolean replace(HelpRequest before, HelpRequest after) {
        return db.sql(REPLACE)
                        .paramSource(values(after).addValue("versionBefore", before.version()))
                        .update()
                == 1;
    }

    private static MapSqlParameterSource values(HelpRequest request) {
        var ask = request.ask();
        var need = ask.need();
        var own = Own.of(request);
        return new MapSqlParameterSource()
                .addValue("id", request.id().value())
                .addValue("version", request.version())
                .addValue("state", request.state().name())
                .addValue("organisation", request.holder().organisation().value())
                .addValue("branch", request.holder().branch().value())
                .addValue("holder", request.holder().person().value())
                .addValue("nextDate", own.nextDate(), Types.DATE)
                .addValue("participant", ask.participant().value())
                .addValue(
                        "askedBy", ask.askedBy() == null ? null : ask.askedBy().value(), Types.OTHER)
                .addValue(
                        "relation",
                        ask.relation() == null ? null : ask.relation().name(),
                        Types.VARCHAR)
                .addValue(
                        "askedByAccount",
                        ask.askedByAccount() == null
                                ? null
                                : ask.askedByAccount().value(),
                        Types.OTHER)
                .addValue("through", ask.through().name())
                .addValue("externalId", ask.externalId(), Types.VARCHAR)
                .addValue("kind", need.kind().name())
                .addValue("words", need.words())
                .addValue("postcode", need.postcode())
                .addValue("place", need.place())
                .addValue("municipality", ask.municipality())
                .addValue("dayParts", need.dayParts().mask())
                .addValue("dayPartsNeeded", need.dayPartsNeeded())
                .addValue("hoursPerWeek", need.hoursPerWeek())
                .addValue("from", need.from())
                .addValue("until", need.until(), Types.DATE)
                .addValue("languages", names(need.languages()))
                .addValue("wishedGender", names(need.wishedGender()))
                .addValue("wishWords", need.wishWords())
                .addValue("qualifications", names(need.qualifications()))
                .addValue("urgency", need.urgency())
                .addValue("paidBefore", need.paidBefore().name())
                .addValue("waitingSince", ask.waitingSince())
                .addValue("together", own.together())
                .addValue(
                        "lacking", own.lacking() == null ? null : own.lacking().name(), Types.VARCHAR)
                .addValue("nextDoor", own.nextDoor(), Types.VARCHAR)
                .addValue("nextOrganisation", own.to() == null ? null : own.to().value(), Types.OTHER)
                .addValue(
                        "closeReason",
                        own.reason() == null ? null : own.reason().name(),
                        Types.VARCHAR)
                .addValue("endedWords", own.words())
                .addValue("endedOn", own.on(), Types.DATE);
    }

    /// What a state has of its own, as columns.
    private record Own(
            @Nullable LocalDate nextDate,
            boolean together,
            @Nullable Lacking lacking,
            @Nullable String nextDoor,
            @Nullable OrganisationId to,
            @Nullable CloseReason reason,
            String words,
            @Nullable LocalDate on) {

        static Own of(HelpRequest request) {
            return switch (request) {
                case Asked it -> new Own(it.nextDate(), false, null, null, null, null, "", null);
                case Searching it -> new Own(it.nextDate(), it.together(), null, null, null, null, "", null);
                case Matched it -> new Own(it.nextDate(), it.together(), null, null, null, null, "", null);
                case Referred it -> new Own(null, false, null, it.nextDoor(), it.to(), null, "", it.on());
                case Refused it -> new Own(null, false, it.lacking(), it.nextDoor(), it.to(), null, "", it.on());
                case Withdrawn it -> new Own(null, false, null, null, null, null, it.why(), it.on());
                case Closed it -> new Own(null, false, null, null, null, it.reason(), it.words(), it.on());
            };
        }
    }

    private static HelpRequest read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new HelpRequestId(rs.getObject("id", UUID.class));
        var version = rs.getInt("version");
        var holder = new Holder(
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)),
                new AccountId(rs.getObject("holder", UUID.class)));
        var ask = readAsk(rs);
        var together = rs.getBoolean("together");
        var next = rs.getObject("next_date", LocalDate.class);
        var on = rs.getObject("ended_on", LocalDate.class);
        var door = rs.getString("next_door");
        var to = rs.getObject("next_organisation", UUID.class);
        var toOrganisation = to == null ? null : new OrganisationId(to);
        return switch (State.valueOf(rs.getString("state"))) {
            case ASKED -> new Asked(id, version, ask, holder, next);
            case SEARCHING -> new Searching(id, version, ask, holder, next, together);
            case MATCHED -> new Matched(id, version, ask, holder, next, together);
            case REFERRED -> new Referred(id, version, ask, holder, door, toOrganisation, on);
            case REFUSED ->
                new Refused(
                        id, version, ask, holder, Lacking.valueOf(rs.getString("lacking")), door, toOrganisation, on);
            case WITHDRAWN -> new Withdrawn(id, version, ask, holder, rs.getString("ended_words"), on);
            case CLOSED ->
                new Closed(
                        id,
                        version,
                        ask,
                        holder,
                        CloseReason.valueOf(rs.getString("close_reason")),
                        rs.getString("ended_words"),
                        on);
        };
    }

    private static Ask readAsk(ResultSet rs) throws SQLException {
        var askedBy = rs.getObject("asked_by", UUID.class);
        var relation = rs.getString("relation");
        var account = rs.getObject("asked_by_account", UUID.class);
        return new Ask(
                new PersonId(rs.getObject("participant", UUID.class)),
                askedBy == null ? null : new PersonId(askedBy),
                relation == null ? null : Relation.valueOf(relation),
                account == null ? null : new AccountId(account),
                Through.valueOf(rs.getString("through")),
                new Need(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("words"),
                        rs.getString("postcode"),
                        rs.getString("place"),
                        new DayParts(rs.getInt("day_parts")),
                        rs.getInt("day_parts_needed"),
                        rs.getInt("hours_per_week"),
                        rs.getObject("from_day", LocalDate.class),
                        rs.getObject("until_day", LocalDate.class),
                        constants(rs, "languages", Language.class),
                        constants(rs, "wished_gender", Gender.class),
                        rs.getString("wish_words"),
                        constants(rs, "qualifications", Qualification.class),
                        rs.getInt("urgency"),
                        PaidBefore.valueOf(rs.getString("paid_before"))),
                rs.getString("municipality"),
                rs.getObject("waiting_since", LocalDate.class),
                rs.getString("external_id"));
    }

    // --- lists ---

    /// The open requests that somebody holds at an organisation.
    List<HelpRequestId> listHeldBy(OrganisationId organisation, AccountId holder) {
        return db.sql("""
                select id from requests.help_request
                where organisation = :organisation and holder = :holder and state in ('ASKED', 'SEARCHING', 'MATCHED')
                order by id
                """)
                .param("organisation", organisation.value())
                .param("holder", holder.value())
                .query((rs, _) -> new HelpRequestId(rs.getObject("id", UUID.class)))
                .list();
    }

    /// How many open requests there are at a branch.
    int countOpenAt(BranchId branch) {
        return db.sql("""
                select count(*) from requests.help_request
                where branch = :branch and state in ('ASKED', 'SEARCHING', 'MATCHED')
                """).param("branch", branch.value()).query(Integer.class).single();
    }

    List<HelpRequestOverview> list(
            OrganisationId organisation, RequestFilter filter, int from, int most, LocalDate today) {
        var where = new Where(organisation, filter, today);
        // what is open has a next date, and what is not has none: so what is open comes first
        return where.on(db.sql(OVERVIEW + where.text()
                        + "order by next_date, urgency desc, waiting_since, id offset :offset limit :most"))
                .param("offset", from)
                .param("most", most)
                .query(overview(today))
                .list();
    }

    List<HelpRequestOverview> listSearching(
            OrganisationId organisation, Collection<HelpRequestId> among, LocalDate today) {
        return db.sql(OVERVIEW + "where organisation = :organisation and state = 'SEARCHING' and id = any (:among)")
                .param("organisation", organisation.value())
                .param("among", among.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(overview(today))
                .list();
    }

    /// The first few of these people, the earliest date first, and how many there are.
    ///
    /// @param until only those of which the next date is not after this day
    RequestsToDo.First listFirst(
            OrganisationId organisation,
            Set<AccountId> holders,
            Set<State> states,
            @Nullable LocalDate until,
            int most,
            LocalDate today) {
        var which = "where organisation = :organisation and holder = any (:holders) and state = any (:states)"
                + (until == null ? "" : " and next_date <= :until");
        var filledIn = new HashMap<String, Object>();
        filledIn.put("organisation", organisation.value());
        filledIn.put("holders", holders.stream().map(AccountId::value).toArray(UUID[]::new));
        filledIn.put("states", names(states));
        if (until != null) {
            filledIn.put("until", until);
        }
        var first = db.sql(OVERVIEW + which + " order by next_date, urgency desc, waiting_since, id limit :most")
                .params(filledIn)
                .param("most", most)
                .query(overview(today))
                .list();
        var total = first.size() < most
                ? first.size()
                : db.sql("select count(*) from requests.help_request " + which)
                        .params(filledIn)
                        .query(Integer.class)
                        .single();
        return new RequestsToDo.First(first, total);
    }

    int count(OrganisationId organisation, RequestFilter filter, LocalDate today) {
        var where = new Where(organisation, filter, today);
        return where.on(db.sql("select count(*) from requests.help_request " + where.text()))
                .query(Integer.class)
                .single();
    }

    List<HelpRequestOverview> listAbout(
            Collection<PersonId> people, @Nullable AccountId account, boolean openOnly, LocalDate today) {
        return db.sql(OVERVIEW + """
                where (participant = any (:people) or asked_by = any (:people) or asked_by_account = :account)
                  and (not :openOnly or state in ('ASKED', 'SEARCHING', 'MATCHED'))
                order by case when state in ('ASKED', 'SEARCHING', 'MATCHED') then 0 else 1 end, created_at desc, id
                """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("account", account == null ? null : account.value(), Types.OTHER)
                .param("openOnly", openOnly)
                .query(overview(today))
                .list();
    }

    List<HelpRequest> listRequests(Collection<HelpRequestId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return db.sql(REQUEST + "where id = any (:ids) order by id")
                .param("ids", ids.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(HelpRequestStore::read)
                .list();
    }

    /// The conditions of a list, with what fills them in.
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> filledIn = new HashMap<>();

        Where(OrganisationId organisation, RequestFilter filter, LocalDate today) {
            and("organisation = :organisation", "organisation", organisation.value());
            if (!filter.states().isEmpty()) {
                and("state = any (:states)", "states", names(filter.states()));
            }
            if (filter.kind() != null) {
                and("kind = :kind", "kind", filter.kind().name());
            }
            if (filter.pastDate()) {
                and("next_date < :today", "today", today);
            }
            if (filter.holder() != null) {
                and("holder = :holder", "holder", filter.holder().value());
            }
            if (!filter.text().isBlank()) {
                var text = filter.text().strip().toLowerCase(Locale.ROOT);
                and("""
                        (lower(words) like '%' || :text || '%' or lower(place) like '%' || :text || '%'
                         or id::text like :reference || '%' or participant = any (:people) or asked_by = any (:people))
                        """, "text", text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
                var figures = text.replace("-", "");
                filledIn.put("reference", figures.matches("[0-9a-f]{4,8}") ? figures : "-");
                filledIn.put(
                        "people",
                        filter.participants().stream().map(PersonId::value).toArray(UUID[]::new));
            }
        }

        private void and(String condition, String name, Object value) {
            conditions.add(condition);
            filledIn.put(name, value);
        }

        String text() {
            return "where " + String.join(" and ", conditions) + " ";
        }

        StatementSpec on(StatementSpec statement) {
            return statement.params(filledIn);
        }
    }

    private static RowMapper<HelpRequestOverview> overview(LocalDate today) {
        return (rs, _) -> {
            var since = rs.getObject("waiting_since", LocalDate.class);
            return new HelpRequestOverview(
                    new HelpRequestId(rs.getObject("id", UUID.class)),
                    State.valueOf(rs.getString("state")),
                    KindOfHelp.valueOf(rs.getString("kind")),
                    rs.getString("words"),
                    new PersonId(rs.getObject("participant", UUID.class)),
                    rs.getString("place"),
                    rs.getString("municipality"),
                    rs.getInt("hours_per_week"),
                    rs.getInt("urgency"),
                    since,
                    daysBetween(since, today),
                    rs.getObject("next_date", LocalDate.class),
                    new OrganisationId(rs.getObject("organisation", UUID.class)),
                    new BranchId(rs.getObject("branch", UUID.class)),
                    new AccountId(rs.getObject("holder", UUID.class)));
        };
    }

    static int daysBetween(LocalDate since, LocalDate today) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(since, today));
    }

    // --- counts ---

    List<RequestCount> countWaiting(OrganisationId organisation) {
        return db.sql("""
                select kind, municipality, count(*) as requests, sum(hours_per_week) as hours
                from requests.help_request
                where organisation = :organisation and state in ('ASKED', 'SEARCHING')
                group by kind, municipality
                order by requests desc, kind, municipality
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new RequestCount(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("municipality"),
                        rs.getInt("requests"),
                        rs.getInt("hours")))
                .list();
    }

    int countRefused(OrganisationId organisation) {
        return db.sql("""
                select count(*) from requests.help_request
                where organisation = :organisation and state = 'REFUSED'
                """)
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    /// Of each branch, for this kind of help: how many requests wait for a volunteer, and how long those that found one
    /// since then waited for it. As the jobs' role: it counts at all organisations, and reads nobody's request.
    Map<BranchId, Pace> paces(Collection<BranchId> branches, KindOfHelp kind, Instant since) {
        return jobs
                .sql("""
                        with found as (
                            select r.branch, r.id, extract(epoch from min(e.at) - r.created_at) / 86400 as days
                            from requests.event e join requests.help_request r on r.id = e.request
                            where e.what = 'MATCHED' and e.at >= :since and r.branch = any (:branches) and r.kind = :kind
                              and e.organisation = r.organisation
                            group by r.branch, r.id)
                        select b.branch,
                               (select count(*) from requests.help_request r
                                where r.branch = b.branch and r.kind = :kind and r.state in ('ASKED', 'SEARCHING')) as waiting,
                               count(f.id) as found,
                               percentile_cont(0.5) within group (order by f.days) as days
                        from unnest(cast(:branches as uuid[])) b(branch) left join found f on f.branch = b.branch
                        group by b.branch
                        """)
                .param("branches", branches.stream().map(BranchId::value).toArray(UUID[]::new))
                .param("kind", kind.name())
                .param("since", Timestamp.from(since))
                .query((rs, _) -> Map.entry(
                        new BranchId(rs.getObject("branch", UUID.class)),
                        new Pace(rs.getInt("waiting"), rs.getInt("found"), (int) Math.ceil(rs.getDouble("days")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    // --- what is written down about it ---

    private static final String WRITE = """
            insert into requests.event (request, organisation, at, by_account, what, holder, next_date, words)
            values (:request, :organisation, :at, :by, :what, :holder, :nextDate, :words)
            """;

    void write(HelpRequestId request, Holder holder, RequestEvent event) {
        db.sql(WRITE).paramSource(values(request, holder, event)).update();
    }

    /// Something that happened to one of many.
    record Happened(HelpRequestId request, Holder holder, RequestEvent event) {}

    void writeAll(List<Happened> events) {
        many.batchUpdate(
                WRITE,
                events.stream()
                        .map(one -> values(one.request(), one.holder(), one.event()))
                        .toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource values(HelpRequestId request, Holder holder, RequestEvent event) {
        return new MapSqlParameterSource()
                .addValue("request", request.value())
                .addValue("organisation", holder.organisation().value())
                .addValue("at", Timestamp.from(event.at()))
                .addValue("by", event.by() == null ? null : event.by().value(), Types.OTHER)
                .addValue("what", event.what().name())
                .addValue("holder", event.holder().value())
                .addValue("nextDate", event.nextDate(), Types.DATE)
                .addValue("words", event.words());
    }

    List<RequestEvent> events(HelpRequestId request) {
        return db.sql("""
                select at, by_account, what, holder, next_date, words from requests.event
                where request = :request order by id
                """)
                .param("request", request.value())
                .query((rs, _) -> new RequestEvent(
                        rs.getTimestamp("at").toInstant(),
                        account(rs, "by_account"),
                        RequestEvent.What.valueOf(rs.getString("what")),
                        new AccountId(rs.getObject("holder", UUID.class)),
                        rs.getObject("next_date", LocalDate.class),
                        rs.getString("words")))
                .list();
    }

    void write(HelpRequestId request, Holder holder, Contact contact) {
        db.sql("""
                insert into requests.contact (request, organisation, at, by_account, with_whom, agreed, next_date)
                values (:request, :organisation, :at, :by, :withWhom, :agreed, :nextDate)
                """)
                .param("request", request.value())
                .param("organisation", holder.organisation().value())
                .param("at", Timestamp.from(contact.at()))
                .param("by", contact.by() == null ? null : contact.by().value(), Types.OTHER)
                .param("withWhom", contact.note().withWhom())
                .param("agreed", contact.note().agreed())
                .param("nextDate", contact.note().nextDate(), Types.DATE)
                .update();
    }

    List<Contact> contacts(HelpRequestId request) {
        return db.sql("""
                select at, by_account, with_whom, agreed, next_date from requests.contact
                where request = :request order by id desc
                """)
                .param("request", request.value())
                .query((rs, _) -> new Contact(
                        rs.getTimestamp("at").toInstant(),
                        account(rs, "by_account"),
                        new ContactNote(
                                rs.getString("with_whom"),
                                rs.getString("agreed"),
                                rs.getObject("next_date", LocalDate.class))))
                .list();
    }

    void write(HelpRequestId request, Holder holder, TriageOnRecord done) {
        var triage = done.triage();
        var no = triage.decision() instanceof Triage.No said ? said : null;
        var referred = triage.decision() instanceof Triage.ByProfessional said ? said : null;
        var to = no != null ? no.to() : referred != null ? referred.to() : null;
        db.sql("""
                insert into requests.triage
                    (request, organisation, at, by_account, troubled, within_a_year, touched, outcome, lacking,
                     next_door, next_organisation, notes, urgency, qualifications)
                values (:request, :organisation, :at, :by, :troubled, :withinAYear, :touched, :outcome, :lacking,
                     :nextDoor, :nextOrganisation, :notes, :urgency, :qualifications)
                """)
                .param("request", request.value())
                .param("organisation", holder.organisation().value())
                .param("at", Timestamp.from(done.at()))
                .param("by", done.by().value())
                .param("troubled", names(triage.troubled()))
                .param("withinAYear", triage.withinAYear())
                .param("touched", names(triage.touched()))
                .param("outcome", triage.decision().outcome().name())
                .param("lacking", no == null ? null : no.lacking().name(), Types.VARCHAR)
                .param(
                        "nextDoor",
                        no != null ? no.nextDoor() : referred != null ? referred.nextDoor() : null,
                        Types.VARCHAR)
                .param("nextOrganisation", to == null ? null : to.value(), Types.OTHER)
                .param("notes", triage.notes())
                .param("urgency", triage.urgency())
                .param("qualifications", names(triage.qualifications()))
                .update();
    }

    Map<HelpRequestId, Heaviness> heaviness(Collection<HelpRequestId> ids) {
        var found = new HashMap<HelpRequestId, Heaviness>();
        db.sql("""
                select r.id, r.situations, coalesce(t.complex, false) as complex
                from requests.help_request r
                left join lateral (
                    select cardinality(troubled) >= :complexFrom and not within_a_year as complex
                    from requests.triage where request = r.id order by id desc limit 1) t on true
                where r.id = any (:ids)
                """)
                .param("ids", ids.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .param("complexFrom", Triage.COMPLEX_FROM)
                .query((rs, _) -> found.put(
                        new HelpRequestId(rs.getObject("id", UUID.class)),
                        new Heaviness(rs.getBoolean("complex"), constants(rs, "situations", Situation.class))))
                .list();
        return found;
    }

    boolean noteSituations(HelpRequestId id, Set<Situation> situations) {
        return db.sql("update requests.help_request set situations = :situations where id = :id")
                        .param("id", id.value())
                        .param("situations", names(situations))
                        .update()
                > 0;
    }

    /// The newest first.
    List<TriageOnRecord> triages(HelpRequestId request) {
        return db.sql("""
                select at, by_account, troubled, within_a_year, touched, outcome, lacking, next_door, next_organisation,
                       notes, urgency, qualifications
                from requests.triage where request = :request order by id desc
                """)
                .param("request", request.value())
                .query(HelpRequestStore::readTriage)
                .list();
    }

    private static TriageOnRecord readTriage(ResultSet rs, int rowNumber) throws SQLException {
        var door = rs.getString("next_door");
        var to = rs.getObject("next_organisation", UUID.class);
        var toOrganisation = to == null ? null : new OrganisationId(to);
        var decision =
                switch (Triage.Outcome.valueOf(rs.getString("outcome"))) {
                    case VOLUNTEER -> new Triage.ByVolunteer();
                    case TOGETHER -> new Triage.Together();
                    case PROFESSIONAL -> new Triage.ByProfessional(door, toOrganisation);
                    case NO -> new Triage.No(Lacking.valueOf(rs.getString("lacking")), door, toOrganisation);
                };
        return new TriageOnRecord(
                rs.getTimestamp("at").toInstant(),
                new AccountId(rs.getObject("by_account", UUID.class)),
                new Triage(
                        constants(rs, "troubled", LifeArea.class),
                        rs.getBoolean("within_a_year"),
                        constants(rs, "touched", Boundary.class),
                        decision,
                        rs.getString("notes"),
                        rs.getInt("urgency"),
                        constants(rs, "qualifications", Qualification.class)));
    }

    private static @Nullable AccountId account(ResultSet rs, String column) throws SQLException {
        var id = rs.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }

    private static String[] names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static <E extends Enum<E>> Set<E> constants(ResultSet rs, String column, Class<E> type)
            throws SQLException {
        return Arrays.stream((String[]) rs.getArray(column).getArray())
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
