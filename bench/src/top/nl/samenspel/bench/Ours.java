package nl.samenspel.bench;

import java.util.stream.IntStream;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Index;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Volunteers;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.matching.testcountry.TestCountry;

/// The product's own index.
final class Ours implements Top.Finder {

    private final Volunteers volunteers;
    private final Requests requests;
    private final Exclusions exclusions;
    private Index index;

    Ours(TestCountry country) {
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
        volunteers = people.build();
        requests = asked.build();
        exclusions = apart.build();
    }

    @Override
    public String name() {
        return "Samenspel";
    }

    @Override
    public double build() {
        var seconds = new double[9];
        for (int i = 0; i < seconds.length; i++) {
            long began = System.nanoTime();
            index = Index.of(volunteers, Weights.DEFAULT);
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return Top.median(seconds);
    }

    @Override
    public Top.Asker asker() {
        return request -> index.topTen(requests, request, exclusions, Weights.DEFAULT).stream()
                .mapToInt(one -> one.volunteer())
                .toArray();
    }

    @Override
    public void close() {}
}
