package nl.samenspel.bench;

import java.util.stream.IntStream;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Volunteers;
import nl.samenspel.matching.testcountry.TestCountry;

/// An invented country as the engine takes it.
final class Situations {

    private Situations() {}

    static Situation of(TestCountry country) {
        var people = new Volunteers.Builder(country.volunteers().size(), TestCountry.ORGANISATIONS);
        country.volunteers().forEach(v -> {
            people.next()
                    .organisation(v.org())
                    .branch(v.branch())
                    .at(v.x(), v.y())
                    .radius(v.radius())
                    .activities(v.skills(), v.like(), v.love())
                    .qualifications(v.quals())
                    .languages(v.langs())
                    .gender(v.gender())
                    .participantGenders(v.clientGenderOk())
                    .dayParts(v.avail())
                    .availableFrom(v.availFrom())
                    .hours(v.budget(), v.load(), v.free())
                    .slots(v.slots());
            IntStream.range(0, TestCountry.ORGANISATIONS)
                    .filter(organisation -> (v.orgMask() >>> organisation & 1) == 1)
                    .forEach(people::calledOnBy);
        });
        var asked = new Requests.Builder(country.requests().size());
        country.requests().forEach(r -> asked.next()
                .organisation(r.org())
                .branch(r.branch())
                .at(r.x(), r.y())
                .activity(r.activity())
                .qualifications(r.quals())
                .languages(r.langs())
                .volunteerGenders(r.genderOk())
                .participantGender(r.clientGender())
                .dayParts(r.dayparts(), r.minOverlap())
                .startDay(r.startDay())
                .hours(r.hours(), r.maxParts(), r.minPart())
                .daysWaiting(r.waitDays())
                .urgency(r.urgency()));
        var apart = new Exclusions.Builder();
        country.exclusions().forEach(pair -> apart.add(pair.request(), pair.volunteer()));
        return new Situation(people.build(), asked.build(), apart.build());
    }
}
