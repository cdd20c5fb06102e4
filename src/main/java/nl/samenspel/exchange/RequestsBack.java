package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Undoes help requests. Who is asked for is undone as a person of their own.
@Component
class RequestsBack implements Undoing<RequestsBack.Image> {

    private final HelpRequests requests;

    RequestsBack(HelpRequests requests) {
        this.requests = requests;
    }

    /// Whose it is and what is asked, and not how often it was touched: a request that was matched
    /// by a list that is undone too, is as this list left it.
    ///
    /// @param asker who asks for them, as whom, and how it came in
    record Image(
            String state,
            String branch,
            String holder,
            List<String> asker,
            LocalDate waitingSince,
            String kind,
            String words,
            String postcode,
            String place,
            int dayParts,
            int dayPartsNeeded,
            int hours,
            LocalDate from,
            @Nullable LocalDate until,
            List<String> languages,
            List<String> wishedGender,
            String wish,
            List<String> qualifications,
            int urgency,
            String paidBefore) {

        Image {
            asker = List.copyOf(asker);
            languages = List.copyOf(languages);
            wishedGender = List.copyOf(wishedGender);
            qualifications = List.copyOf(qualifications);
        }

        static Image of(HelpRequest request) {
            var ask = request.ask();
            var need = ask.need();
            return new Image(
                    request.state().name(),
                    request.holder().branch().toString(),
                    request.holder().person().toString(),
                    Stream.of(ask.askedBy(), ask.relation(), ask.askedByAccount(), ask.through())
                            .map(String::valueOf)
                            .toList(),
                    ask.waitingSince(),
                    need.kind().name(),
                    need.words(),
                    need.postcode(),
                    need.place(),
                    need.dayParts().mask(),
                    need.dayPartsNeeded(),
                    need.hoursPerWeek(),
                    need.from(),
                    need.until(),
                    names(need.languages()),
                    names(need.wishedGender()),
                    need.wishWords(),
                    names(need.qualifications()),
                    need.urgency(),
                    need.paidBefore().name());
        }

        private static List<String> names(Collection<? extends Enum<?>> some) {
            return some.stream().map(Enum::name).sorted().toList();
        }

        private Need need() {
            return new Need(
                    KindOfHelp.valueOf(kind),
                    words,
                    postcode,
                    place,
                    new DayParts(dayParts),
                    dayPartsNeeded,
                    hours,
                    from,
                    until,
                    languages.stream().map(Language::valueOf).collect(Collectors.toSet()),
                    wishedGender.stream().map(Gender::valueOf).collect(Collectors.toSet()),
                    wish,
                    qualifications.stream().map(Qualification::valueOf).collect(Collectors.toSet()),
                    urgency,
                    PaidBefore.valueOf(paidBefore));
        }
    }

    static Trace trace(@Nullable HelpRequest before, HelpRequest after) {
        return new Trace(
                Touched.REQUEST,
                after.id().toString(),
                after.ask().participant(),
                before == null ? null : Image.of(before),
                Image.of(after));
    }

    @Override
    public Touched of() {
        return Touched.REQUEST;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        return requests.list(left.stream().map(RequestsBack::id).toList()).stream()
                .collect(Collectors.toMap(request -> request.id().toString(), Image::of));
    }

    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        Map<String, Set<Why>> built = new HashMap<>();
        requests.countWhatRestsOn(made.stream().map(RequestsBack::id).toList())
                .forEach((id, pointers) -> built.put(id.toString(), Why.of(pointers.keySet())));
        return built;
    }

    @Override
    public void tellGoing(Collection<Left<Image>> going, Going told) {
        going.forEach(left -> told.add(Objects.requireNonNull(left.person()), "requests.help_request.participant"));
    }

    /// Requests do not vanish: which is not seen any more, another branch has.
    @Override
    public Set<Why> whenNotSeen() {
        return EnumSet.of(Why.ELSEWHERE);
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        requests.removeAll(
                Viewer.current().myDesk().organisation(),
                made.stream().map(RequestsBack::id).toList());
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        return requests
                .correctAll(changed.keySet().stream()
                        .collect(Collectors.toMap(
                                RequestsBack::id,
                                left -> Objects.requireNonNull(left.before()).need())))
                .stream()
                .collect(Collectors.toMap(HelpRequestId::toString, _ -> EnumSet.of(Why.CHANGED)));
    }

    private static HelpRequestId id(Left<Image> left) {
        return new HelpRequestId(left.id());
    }
}
