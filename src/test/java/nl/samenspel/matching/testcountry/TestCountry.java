package nl.samenspel.matching.testcountry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// An invented country: same size and seed, same bytes, on every machine.
public record TestCountry(
        String name, long seed, List<Volunteer> volunteers, List<Request> requests, List<Exclusion> exclusions) {

    public static final int ORGANISATIONS = 20;

    public TestCountry {
        volunteers = List.copyOf(volunteers);
        requests = List.copyOf(requests);
        exclusions = List.copyOf(exclusions);
    }

    /// How many people, and what share of the country around which place.
    public enum Size {
        S(2_500, 1_500, 0.01, 235e3, 570e3),
        M(25_000, 15_000, 0.10, 190e3, 440e3),
        L(250_000, 150_000, 1, 0, 0),
        XL(2_500_000, 1_500_000, 1, 0, 0);

        final int volunteers;
        final int requests;
        final double share;
        final double anchorX;
        final double anchorY;

        Size(int volunteers, int requests, double share, double anchorX, double anchorY) {
            this.volunteers = volunteers;
            this.requests = requests;
            this.share = share;
            this.anchorX = anchorX;
            this.anchorY = anchorY;
        }
    }

    /// The columns of `volunteers.csv`, except the degrees.
    public record Volunteer(
            int org,
            int branch,
            int muni,
            int x,
            int y,
            int radius,
            long skills,
            long like,
            long love,
            int quals,
            int langs,
            int gender,
            int clientGenderOk,
            int avail,
            int availFrom,
            int orgMask,
            int budget,
            int load,
            int free,
            int slots) {

        private String row(int id) {
            return commas(id, org, branch, muni, x, y)
                    + "," + Degrees.written(Degrees.latitude(x, y))
                    + "," + Degrees.written(Degrees.longitude(x, y))
                    + "," + radius
                    + "," + Long.toHexString(skills) + "," + Long.toHexString(like) + "," + Long.toHexString(love)
                    + "," + commas(quals, langs, gender, clientGenderOk, avail, availFrom, orgMask)
                    + "," + commas(budget, load, free, slots);
        }
    }

    /// The columns of `requests.csv`, except the degrees.
    public record Request(
            int org,
            int branch,
            int muni,
            int x,
            int y,
            int activity,
            int quals,
            int langs,
            int genderOk,
            int clientGender,
            int dayparts,
            int minOverlap,
            int startDay,
            int hours,
            int maxParts,
            int minPart,
            int waitDays,
            int urgency) {

        private String row(int id) {
            return commas(id, org, branch, muni, x, y)
                    + "," + Degrees.written(Degrees.latitude(x, y))
                    + "," + Degrees.written(Degrees.longitude(x, y))
                    + "," + commas(activity, quals, langs, genderOk, clientGender, dayparts, minOverlap)
                    + "," + commas(startDay, hours, maxParts, minPart, waitDays, urgency);
        }
    }

    public record Exclusion(int request, int volunteer) {}

    public static TestCountry of(Size size, long seed) {
        return new Inhabitants(size, seed).country();
    }

    /// Writes the folder that the engine reads.
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(
                folder.resolve("volunteers.csv"),
                "id,org,branch,muni,x,y,lat,lon,radius_m,skills,like,love,quals,langs,gender,client_gender_ok,avail,"
                        + "avail_from,org_mask,budget_h,load_h,free_h,slots",
                IntStream.range(0, volunteers.size())
                        .mapToObj(id -> volunteers.get(id).row(id))
                        .toList());
        write(
                folder.resolve("requests.csv"),
                "id,org,branch,muni,x,y,lat,lon,activity,quals,langs,gender_ok,client_gender,dayparts,min_overlap,"
                        + "start_day,hours,max_parts,min_part,wait_days,urgency",
                IntStream.range(0, requests.size())
                        .mapToObj(id -> requests.get(id).row(id))
                        .toList());
        write(
                folder.resolve("exclusions.csv"),
                "request_id,volunteer_id",
                exclusions.stream()
                        .map(pair -> commas(pair.request, pair.volunteer))
                        .toList());
        Files.writeString(folder.resolve("meta.txt"), """
                name=%s
                seed=%d
                volunteers=%d
                requests=%d
                exclusions=%d
                format=1
                """.formatted(
                        name, seed, volunteers.size(), requests.size(), exclusions.size()));
    }

    private static void write(Path file, String header, List<String> rows) throws IOException {
        try (var out = Files.newBufferedWriter(file, US_ASCII)) {
            out.write(header + "\n");
            for (var row : rows) {
                out.write(row + "\n");
            }
        }
    }

    private static String commas(int... numbers) {
        return String.join(",", IntStream.of(numbers).mapToObj(String::valueOf).toList());
    }
}
