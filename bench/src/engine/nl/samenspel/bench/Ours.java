package nl.samenspel.bench;

import nl.samenspel.matching.engine.Index;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Situations;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.matching.testcountry.TestCountry;

/// The product's own index.
final class Ours implements Top.Finder {

    private final Situation situation;
    private Index index;

    Ours(TestCountry country) {
        situation = Situations.of(country);
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
            index = Index.of(situation.volunteers(), Weights.DEFAULT);
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return Top.median(seconds);
    }

    @Override
    public Top.Asker asker() {
        return request -> index
                .topTen(situation.requests(), request, situation.exclusions(), Weights.DEFAULT)
                .stream()
                .mapToInt(one -> one.volunteer())
                .toArray();
    }

    @Override
    public void close() {}
}
