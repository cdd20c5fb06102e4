package nl.samenspel.matching.files;

import static nl.samenspel.matching.engine.Place.FARTHEST;
import static nl.samenspel.matching.engine.Volunteers.MOST_HOURS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Volunteers;

/// Reads a folder into a situation, and refuses it at the first thing that is wrong.
final class FolderReader {

    private static final int ORGANISATIONS = 20;
    private static final int ALL_ORGANISATIONS = (1 << ORGANISATIONS) - 1;
    private static final int ALL_QUALIFICATIONS = (1 << 8) - 1;
    private static final int ALL_LANGUAGES = (1 << 12) - 1;
    private static final int ALL_GENDERS = (1 << 3) - 1;
    private static final int DAY_PARTS = 7 * 3;
    private static final int ALL_DAY_PARTS = (1 << DAY_PARTS) - 1;
    private static final int ANY = Integer.MAX_VALUE;

    private static final List<String> VOLUNTEER = List.of(
            "id,org,branch,muni,x,y,lat,lon,radius_m,skills,like,love,quals,langs,gender,client_gender_ok,avail,avail_from,org_mask,budget_h,load_h,free_h,slots"
                    .split(","));
    private static final List<String> REQUEST = List.of(
            "id,org,branch,muni,x,y,lat,lon,activity,quals,langs,gender_ok,client_gender,dayparts,min_overlap,start_day,hours,max_parts,min_part,wait_days,urgency"
                    .split(","));
    private static final List<String> EXCLUSION = List.of("request_id", "volunteer_id");

    private final Path folder;
    private final Meta meta;

    private FolderReader(Path folder) throws IOException {
        for (var file : List.of(Meta.FILE, "volunteers.csv", "requests.csv", "exclusions.csv")) {
            var path = folder.resolve(file);
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new UnusableFileException(file, "there is no such file to read in the folder " + folder);
            }
        }
        this.folder = folder;
        meta = Meta.read(folder);
    }

    static Situation read(Path folder) throws IOException {
        var reader = new FolderReader(folder);
        var volunteers = reader.volunteers();
        var requests = reader.requests();
        return new Situation(volunteers, requests, reader.exclusions());
    }

    private Volunteers volunteers() throws IOException {
        try (var row = Table.open(folder, "volunteers", meta, VOLUNTEER)) {
            var volunteers = new Volunteers.Builder(row.promised(), ORGANISATIONS);
            while (row.next()) {
                row.id("id");
                row.whole("muni", 0, ANY);
                row.degrees("lat", 90);
                row.degrees("lon", 180);
                volunteers
                        .next()
                        .organisation(row.whole("org", 0, ORGANISATIONS - 1))
                        .branch(row.whole("branch", 0, ANY))
                        .at(row.whole("x", -FARTHEST, FARTHEST), row.whole("y", -FARTHEST, FARTHEST))
                        .radius(row.whole("radius_m", 1, ANY))
                        .qualifications(row.whole("quals", 0, ALL_QUALIFICATIONS))
                        .languages(row.whole("langs", 0, ALL_LANGUAGES))
                        .gender(row.whole("gender", 0, 2))
                        .participantGenders(row.whole("client_gender_ok", 0, ALL_GENDERS))
                        .dayParts(row.whole("avail", 0, ALL_DAY_PARTS))
                        .availableFrom(row.whole("avail_from", -ANY, ANY))
                        .hours(
                                row.whole("budget_h", 1, MOST_HOURS),
                                row.whole("load_h", 0, MOST_HOURS),
                                row.whole("free_h", 0, MOST_HOURS))
                        .slots(row.whole("slots", 0, 5));
                activities(row, volunteers);
                callers(row, volunteers);
            }
            return volunteers.build();
        }
    }

    private static void activities(Table row, Volunteers.Builder volunteers) throws UnusableFileException {
        long does = row.mask("skills");
        long likes = row.mask("like");
        long loves = row.mask("love");
        if ((likes & ~does) != 0) {
            throw row.wrong("like", "%x holds activities that skills (%x) does not".formatted(likes, does));
        }
        if ((loves & ~does) != 0) {
            throw row.wrong("love", "%x holds activities that skills (%x) does not".formatted(loves, does));
        }
        if ((likes & loves) != 0) {
            throw row.wrong("love", "%x and like (%x) hold the same activity".formatted(loves, likes));
        }
        volunteers.activities(does, likes, loves);
    }

    private static void callers(Table row, Volunteers.Builder volunteers) throws UnusableFileException {
        for (int rest = row.whole("org_mask", 0, ALL_ORGANISATIONS); rest != 0; rest &= rest - 1) {
            volunteers.calledOnBy(Integer.numberOfTrailingZeros(rest));
        }
    }

    private Requests requests() throws IOException {
        try (var row = Table.open(folder, "requests", meta, REQUEST)) {
            var requests = new Requests.Builder(row.promised());
            while (row.next()) {
                row.id("id");
                row.degrees("lat", 90);
                row.degrees("lon", 180);
                requests.next()
                        .organisation(row.whole("org", 0, ORGANISATIONS - 1))
                        .branch(row.whole("branch", 0, ANY))
                        .area(row.whole("muni", 0, ANY))
                        .at(row.whole("x", -FARTHEST, FARTHEST), row.whole("y", -FARTHEST, FARTHEST))
                        .activity(row.whole("activity", 0, Long.SIZE - 1))
                        .qualifications(row.whole("quals", 0, ALL_QUALIFICATIONS))
                        .languages(row.whole("langs", 0, ALL_LANGUAGES))
                        .volunteerGenders(row.whole("gender_ok", 0, ALL_GENDERS))
                        .participantGender(row.whole("client_gender", 0, 1))
                        .dayParts(row.whole("dayparts", 0, ALL_DAY_PARTS), row.whole("min_overlap", 0, DAY_PARTS))
                        .startDay(row.whole("start_day", -ANY, ANY))
                        .daysWaiting(row.whole("wait_days", 0, ANY))
                        .urgency(row.whole("urgency", 0, 3));
                hours(row, requests);
            }
            return requests.build();
        }
    }

    private static void hours(Table row, Requests.Builder requests) throws UnusableFileException {
        int hours = row.whole("hours", 1, MOST_HOURS);
        int mostParts = row.whole("max_parts", 1, 3);
        int smallestPart = row.whole("min_part", mostParts == 1 ? hours : 1, hours);
        requests.hours(hours, mostParts, smallestPart);
    }

    private Exclusions exclusions() throws IOException {
        try (var row = Table.open(folder, "exclusions", meta, EXCLUSION)) {
            int lastRequest = meta.count("requests") - 1;
            int lastVolunteer = meta.count("volunteers") - 1;
            var exclusions = new Exclusions.Builder();
            while (row.next()) {
                exclusions.add(row.whole("request_id", 0, lastRequest), row.whole("volunteer_id", 0, lastVolunteer));
            }
            return exclusions.build();
        }
    }
}
