package nl.samenspel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Volunteer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Lucene, as an application would use it: what is selective as terms and points, the rest from columns.
final class Lucene implements Top.Finder {

    private static final int WIDEST = 15_000;

    private final TestCountry country;
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();
    private ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private DirectoryReader reader;

    Lucene(TestCountry country) {
        this.country = country;
        country.exclusions().forEach(pair ->
                apart.computeIfAbsent(pair.request(), _ -> new HashSet<>()).add(pair.volunteer()));
    }

    @Override
    public String name() {
        return "Lucene";
    }

    @Override
    public double build() throws IOException {
        var seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            long began = System.nanoTime();
            close();
            directory = new ByteBuffersDirectory();
            try (var writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(256))) {
                for (int v = 0; v < country.volunteers().size(); v++) {
                    if (country.volunteers().get(v).slots() > 0) {
                        writer.addDocument(document(v, country.volunteers().get(v)));
                    }
                }
                writer.forceMerge(1);
            }
            reader = DirectoryReader.open(directory);
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return Top.median(seconds);
    }

    private static Document document(int id, Volunteer v) {
        var document = new Document();
        bits(document, "activity", v.skills());
        bits(document, "organisation", v.orgMask());
        bits(document, "qualification", v.quals());
        bits(document, "language", v.langs());
        document.add(new IntPoint("home", v.x(), v.y()));
        column(document, "id", id);
        column(document, "x", v.x());
        column(document, "y", v.y());
        column(document, "radius", v.radius());
        column(document, "skills_like", v.like());
        column(document, "skills_love", v.love());
        column(document, "qualifications", v.quals());
        column(document, "gender", v.gender());
        column(document, "participants", v.clientGenderOk());
        column(document, "dayparts", v.avail());
        column(document, "from", v.availFrom());
        column(document, "free", v.free());
        column(document, "branch", v.branch());
        column(document, "own", v.org());
        column(document, "load", 120L * v.load() / v.budget());
        return document;
    }

    private static void bits(Document document, String name, long mask) {
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            document.add(new StringField(name, term(Long.numberOfTrailingZeros(rest)), Field.Store.NO));
        }
    }

    private static String term(int bit) {
        return Integer.toString(bit);
    }

    private static void column(Document document, String name, long value) {
        document.add(new NumericDocValuesField(name, value));
    }

    @Override
    public Top.Asker asker() {
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        return request -> {
            var r = country.requests().get(request);
            var query = new BooleanQuery.Builder()
                    .add(new TermQuery(new Term("activity", term(r.activity()))), Occur.FILTER)
                    .add(new TermQuery(new Term("organisation", term(r.org()))), Occur.FILTER)
                    .add(
                            IntPoint.newRangeQuery(
                                    "home",
                                    new int[] {r.x() - WIDEST, r.y() - WIDEST},
                                    new int[] {r.x() + WIDEST, r.y() + WIDEST}),
                            Occur.FILTER);
            for (long rest = r.quals(); rest != 0; rest &= rest - 1) {
                query.add(
                        new TermQuery(new Term("qualification", term(Long.numberOfTrailingZeros(rest)))),
                        Occur.FILTER);
            }
            var languages = new BooleanQuery.Builder();
            for (long rest = r.langs(); rest != 0; rest &= rest - 1) {
                languages.add(
                        new TermQuery(new Term("language", term(Long.numberOfTrailingZeros(rest)))), Occur.SHOULD);
            }
            query.add(r.langs() == 0 ? new MatchNoDocsQuery() : languages.build(), Occur.FILTER);
            var best = new Best(r, apart.getOrDefault(request, Set.of()));
            searcher.search(query.build(), best);
            return best.volunteers();
        };
    }

    /// Judges what the columns tell, and keeps ten.
    private static final class Best extends SimpleCollector {

        private final TestCountry.Request r;
        private final Set<Integer> apart;
        private final long[] places = new long[10];
        private int found;
        private final List<NumericDocValues> columns = new ArrayList<>();

        private static final List<String> COLUMNS = List.of(
                "id", "x", "y", "radius", "skills_like", "skills_love", "qualifications", "gender", "participants",
                "dayparts", "from", "free", "branch", "own", "load");

        Best(TestCountry.Request r, Set<Integer> apart) {
            this.r = r;
            this.apart = apart;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            columns.clear();
            for (var column : COLUMNS) {
                columns.add(context.reader().getNumericDocValues(column));
            }
        }

        private long of(int column, int doc) throws IOException {
            columns.get(column).advanceExact(doc);
            return columns.get(column).longValue();
        }

        @Override
        public void collect(int doc) throws IOException {
            long dx = of(1, doc) - r.x();
            long dy = of(2, doc) - r.y();
            long radius = of(3, doc);
            long square = dx * dx + dy * dy;
            if (square > radius * radius) {
                return;
            }
            int common = Long.bitCount(of(9, doc) & r.dayparts());
            if (common < r.minOverlap()
                    || of(11, doc) < r.minPart()
                    || of(10, doc) > r.startDay()
                    || (r.genderOk() >>> of(7, doc) & 1) == 0
                    || (of(8, doc) >>> r.clientGender() & 1) == 0) {
                return;
            }
            int id = (int) of(0, doc);
            if (apart.contains(id)) {
                return;
            }
            long points = 200 * (radius - (long) Math.sqrt((double) square)) / radius + 25L * Math.min(4, common);
            points += (of(5, doc) >>> r.activity() & 1) == 1 ? 300 : (of(4, doc) >>> r.activity() & 1) == 1 ? 150 : 0;
            points += of(12, doc) == r.branch() ? 60 : of(13, doc) == r.org() ? 30 : 0;
            points -= 8L * Long.bitCount(of(6, doc) & ~(long) r.quals()) + of(14, doc);
            long place = -points << 32 | id;
            if (found == 10 && place > places[9]) {
                return;
            }
            int i = found < 10 ? found++ : 9;
            for (; i > 0 && places[i - 1] > place; i--) {
                places[i] = places[i - 1];
            }
            places[i] = place;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        int[] volunteers() {
            var volunteers = new int[found];
            for (int i = 0; i < found; i++) {
                volunteers[i] = (int) places[i];
            }
            return volunteers;
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        directory.close();
    }
}
