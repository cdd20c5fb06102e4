package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// The help requests of a branch, open and ended, each with whom it is for.
final class RequestsOut implements Outgoing<RequestsOut.Whole> {

    private final HelpRequests requests;
    private final People people;
    private final Words words;

    record Whole(HelpRequest request, Person person) {

        Need need() {
            return request.ask().need();
        }
    }

    RequestsOut(HelpRequests requests, People people, Words words) {
        this.requests = requests;
        this.people = people;
        this.words = words;
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Whole>> page) {
        forEachPage(requests, branch, some -> {
            var known = people.list(
                    some.stream().map(one -> one.ask().participant()).toList(), Purpose.REQUEST);
            page.accept(some.stream()
                    .filter(one -> known.containsKey(one.ask().participant()))
                    .map(one -> new Whole(
                            one, Objects.requireNonNull(known.get(one.ask().participant()))))
                    .toList());
        });
    }

    static void forEachPage(HelpRequests requests, @Nullable BranchId branch, Consumer<List<HelpRequest>> page) {
        if (branch != null) {
            Outgoing.<HelpRequest, HelpRequestId>inPages(
                    after -> requests.listPage(branch, after, AT_ONCE), HelpRequest::id, page);
        }
    }

    @Override
    public List<Column<Whole>> columns() {
        return Stream.of(
                        List.<Column<Whole>>of(
                                column(
                                        KnownColumn.EXTERNAL_ID,
                                        all -> OurNumber.of(
                                                all.request().ask().externalId(),
                                                all.request().id())),
                                column(KnownColumn.PERSON_ID, all -> OurNumber.of(all.person()))),
                        PersonColumns.of(Whole::person, words),
                        needed(Whole::need, words),
                        asked())
                .flatMap(List::stream)
                .toList();
    }

    /// What a request says otherwise than the record of whom it is for is left out: so both stay as they
    /// are.
    private List<Column<Whole>> asked() {
        return List.of(
                column(KnownColumn.POSTCODE, all -> livesThere(all) ? all.need().postcode() : null),
                column(KnownColumn.PLACE, all -> livesThere(all) ? all.need().place() : null),
                column(
                        KnownColumn.LANGUAGES,
                        all -> all.need().languages().equals(all.person().languages())
                                ? Outgoing.several(
                                        words, "people.language", all.need().languages())
                                : null),
                column(KnownColumn.WAITING_SINCE, all -> all.request().ask().waitingSince()),
                column(
                        KnownColumn.THROUGH,
                        all -> words.of("requests.through", all.request().ask().through())),
                column(
                        KnownColumn.OUTCOME,
                        all -> words.of("requests.state", all.request().state())),
                column(
                        KnownColumn.ENDED_ON,
                        all -> all.request() instanceof HelpRequest.Ended ended ? ended.on() : null));
    }

    /// What is needed.
    static <T> List<Column<T>> needed(Function<T, Need> need, Words words) {
        return List.of(
                column(
                        KnownColumn.KIND,
                        one -> words.of("network.kind", need.apply(one).kind())),
                column(KnownColumn.WORDS, one -> need.apply(one).words()),
                column(
                        KnownColumn.DAY_PARTS,
                        one -> String.join(", ", need.apply(one).dayParts().words())),
                column(KnownColumn.DAY_PARTS_NEEDED, one -> need.apply(one).dayPartsNeeded()),
                column(KnownColumn.HOURS, one -> need.apply(one).hoursPerWeek()),
                column(KnownColumn.FROM, one -> need.apply(one).from()),
                column(KnownColumn.UNTIL, one -> need.apply(one).until()),
                column(
                        KnownColumn.WISHED_GENDER,
                        one -> Outgoing.several(
                                words, "people.gender", need.apply(one).wishedGender())),
                column(KnownColumn.WISH, one -> need.apply(one).wishWords()),
                column(KnownColumn.URGENCY, one -> need.apply(one).urgency()),
                column(
                        KnownColumn.PAID_BEFORE,
                        one -> need.apply(one).paidBefore().name()));
    }

    private static boolean livesThere(Whole all) {
        return all.need().postcode().equals(all.person().postcode())
                && all.need().place().equals(all.person().place());
    }
}
