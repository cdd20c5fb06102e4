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

    /// @param version counts whatever was done with it
    record Image(
            int version,
            String state,
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
            languages = List.copyOf(languages);
            wishedGender = List.copyOf(wishedGender);
            qualifications = List.copyOf(qualifications);
        }

        static Image of(HelpRequest request) {
            var need = request.ask().need();
            return new Image(
                    request.version(),
                    request.state().name(),
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
