package nl.samenspel.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Proofs;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.ApiTokens;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Dutch API Design Rules, one by one, on the description as a program reads it and on real answers.
@SamenspelTest
@NullUnmarked
class ApiRulesTest {

    private static final Path PAGE = Path.of("docs/explanation/api-rules.md");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Autowired
    MockMvcTester api;

    @Autowired
    JsonMapper json;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    ApiTokens tokens;

    private JsonNode description;

    @BeforeEach
    void read() throws Exception {
        var answer = api.get().uri("/api/v1/openapi.json").exchange();
        assertThat(answer).hasStatusOk();
        description = json.readTree(answer.getResponse().getContentAsByteArray());
    }

    @Test
    void every_rule_has_a_test_or_a_reason() throws Exception {
        var page = Files.readString(PAGE);
        var rules = Proofs.rows(page, "`/core/.*`");
        assertThat(rules).hasSize(31).extracting(List::getFirst).doesNotHaveDuplicates();
        assertThat(rules).allSatisfy(cells -> {
            assertThat(cells).hasSize(4);
            assertThat(cells.get(2)).isIn("kept", "exception", "deployer");
            assertThat(cells.get(3)).isNotBlank();
        });
        Proofs.assertThatAllNamedTestsExist(page);
    }

    @Test
    void paths_are_in_kebab_case_without_a_slash_at_the_end_and_collections_are_plural() {
        assertThat(description.at("/paths").propertyNames()).isNotEmpty().allSatisfy(path -> {
            assertThat(path).matches("(/([a-z0-9-]+|\\{[a-zA-Z]+}))+");
            assertThat(path.split("/", -1)[1]).as(path).endsWith("s");
        });
    }

    @Test
    void a_slash_at_the_end_is_not_found() {
        assertThat(call(HttpMethod.GET, "/api/v1/matches/", "")).hasStatus(404);
        assertThat(call(HttpMethod.GET, "/api/v1/matches", "")).hasStatusOk();
    }

    @Test
    void only_standard_methods_are_used_and_others_are_told_which_there_are() {
        eachOperation((where, _) -> assertThat(METHODS).contains(where.substring(0, where.indexOf(' '))));
        var wrong = call(HttpMethod.DELETE, "/api/v1/matches", "");
        assertThat(wrong).hasStatus(405);
        assertThat(wrong.getResponse().getHeader("Allow")).contains("GET");
    }

    @Test
    void names_of_fields_and_parameters_are_camel_case_and_of_schemas_begin_with_a_capital() {
        eachOperation((where, operation) -> operation
                .at("/parameters")
                .valueStream()
                .forEach(parameter -> {
                    if (parameter.at("/in").asString().equals("query")) {
                        assertThat(parameter.at("/name").asString())
                                .as(where)
                                .matches("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*");
                    }
                }));
        description.at("/components/schemas").properties().forEach(schema -> {
            assertThat(schema.getKey()).matches("[A-Z][A-Za-z0-9]*");
            schema.getValue()
                    .at("/properties")
                    .propertyNames()
                    .forEach(name -> assertThat(name).as(schema.getKey()).matches("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*"));
        });
    }

    @Test
    void days_are_dates_moments_are_in_UTC_and_times_have_no_zone() {
        assertThat(json.writeValueAsString(Instant.parse("2026-11-25T10:15:30Z")))
                .isEqualTo("\"2026-11-25T10:15:30Z\"");
        var dates = new ArrayList<String>();
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .at("/properties")
                        .properties()
                        .forEach(property -> {
                            var format = property.getValue().at("/format").asString("");
                            assertThat(format)
                                    .as("%s.%s", schema.getKey(), property.getKey())
                                    .isNotIn("time", "date-time-local");
                            if (property.getKey().matches("from|until|on|.*(On|Date|Since|Until)")) {
                                assertThat(format)
                                        .as("%s.%s", schema.getKey(), property.getKey())
                                        .isEqualTo("date");
                                dates.add(property.getKey());
                            }
                            if (property.getKey().matches("(invited|answered)At")) {
                                assertThat(format)
                                        .as("%s.%s", schema.getKey(), property.getKey())
                                        .isEqualTo("date-time");
                            }
                        }));
        assertThat(dates).hasSizeGreaterThan(5);
    }

    @Test
    void the_description_is_at_the_standard_place_whole_and_for_everyone() {
        assertThat(description.at("/openapi").asString()).matches("3\\.[0-9]+\\.[0-9]+");
        assertThat(description.at("/info/contact/name").asString()).isNotBlank();
        assertThat(description.at("/info/contact/url").asString()).startsWith("http");
        var references = new ArrayList<String>();
        collectReferences(description, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(api.get().uri("/openapi.json").exchange()).hasStatus(404);
    }

    @Test
    void the_address_says_the_major_version_and_the_description_a_whole_one() {
        assertThat(description.at("/servers").size()).isEqualTo(1);
        assertThat(description.at("/servers/0/url").asString()).endsWith("/api/v1");
        assertThat(description.at("/info/version").asString()).matches("[1-9][0-9]*\\.[0-9]+\\.[0-9]+");
    }

    @Test
    void every_answer_says_its_version() {
        eachOperation((where, operation) -> operation
                .at("/responses")
                .properties()
                .forEach(answer -> assertThat(
                                answer.getValue().at("/headers/API-Version").isMissingNode())
                        .as("%s %s", where, answer.getKey())
                        .isFalse()));
        var version = description.at("/info/version").asString();
        for (var answer : List.of(
                call(HttpMethod.GET, "/api/v1/matches", ""),
                call(HttpMethod.GET, "/api/v1/nothing", ""),
                api.get().uri("/api/v1/matches").exchange(),
                api.get().uri("/api/v1/openapi.json").exchange())) {
            assertThat(answer.getResponse().getHeader("API-Version")).isEqualTo(version);
        }
    }

    @Test
    void every_refusal_is_a_problem_with_type_title_status_and_detail() throws Exception {
        eachOperation((where, operation) -> assertThat(operation.at("/responses").properties().stream()
                        .filter(it -> it.getKey().startsWith("4")))
                .as(where)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.getValue()
                                .at("/content/application~1problem+json/schema/$ref")
                                .asString())
                        .isEqualTo("#/components/schemas/Problem")));
        for (var answer : List.of(
                api.get().uri("/api/v1/matches").exchange(),
                call(HttpMethod.GET, "/api/v1/nothing", ""),
                call(HttpMethod.GET, "/api/v1/matches/geen-nummer", ""),
                call(HttpMethod.GET, "/api/v1/help-requests?page=0", ""),
                call(HttpMethod.DELETE, "/api/v1/matches", ""),
                call(HttpMethod.POST, "/api/v1/invitations", "{"),
                call(HttpMethod.POST, "/api/v1/invitations", "x".repeat(2_000_000)))) {
            assertThat(answer.getResponse().getStatus()).isBetween(400, 499);
            assertThat(answer).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
            var problem = json.readTree(answer.getResponse().getContentAsByteArray());
            assertThat(problem.at("/status").asInt())
                    .isEqualTo(answer.getResponse().getStatus());
            for (var member : List.of("/type", "/title", "/detail")) {
                assertThat(problem.at(member).asString(""))
                        .as("%s %s", member, problem)
                        .isNotBlank();
            }
        }
    }

    @Test
    void other_sites_may_read_the_description_and_nothing_else() {
        var elsewhere = "https://elders.example";
        assertThat(api.get()
                        .uri("/api/v1/openapi.json")
                        .header(HttpHeaders.ORIGIN, elsewhere)
                        .exchange())
                .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        for (var path : List.of("/api/v1/matches", "/api/v1/nothing", "/", "/security")) {
            var answer =
                    api.get().uri(path).header(HttpHeaders.ORIGIN, elsewhere).exchange();
            assertThat(answer.getResponse().getHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN))
                    .as(path)
                    .isNull();
        }
    }

    private void eachOperation(BiConsumer<String, JsonNode> look) {
        var operations = new ArrayList<String>();
        description
                .at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    operations.add(path.getKey());
                    look.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
                }));
        assertThat(operations).hasSizeGreaterThan(10);
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    private MvcTestResult call(HttpMethod method, String path, String body) {
        var team = neighbourhood.team();
        var key = tokens.issue(team.email()).orElseThrow().value();
        return api.method(method)
                .uri(java.net.URI.create(path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
