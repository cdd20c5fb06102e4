package nl.samenspel.exchange.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import nl.samenspel.database.Reach;
import nl.samenspel.ui.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/// Tells what is wrong as problem+json (RFC 9457): a type for programs, words for people, and every field at once.
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);
    static final String SECONDS_TO_WAIT = "5";
    private static final String TYPES = "urn:samenspel:problem:";

    private final Words words;

    ApiProblems(Words words) {
        this.words = words;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(Trouble trouble) {
        var problem = problem(trouble.status(), trouble.kind(), words.get(trouble.words()));
        trouble.more().forEach(problem::setProperty);
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(InvalidInput invalid) {
        var problem = problem(invalid.status(), "invalid-input", words.get("exchange.api.invalid"));
        problem.setProperty(
                "errors",
                invalid.faults().stream()
                        .map(fault -> Map.of(
                                "in", fault.in(),
                                "location", fault.place(),
                                "code", fault.code(),
                                "detail", words.get(fault.key(), fault.args().toArray())))
                        .toList());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(HttpMessageNotReadableException unreadable) {
        var where = unreadable.getMostSpecificCause() instanceof JacksonException json && json.getLocation() != null
                ? words.get(
                        "exchange.api.json.at",
                        json.getLocation().getLineNr(),
                        json.getLocation().getColumnNr())
                : words.get("exchange.api.json");
        var problem = problem(HttpStatus.BAD_REQUEST, "invalid-json", where);
        problem.setProperty(
                "errors",
                List.of(Map.of("in", "body", "location", Map.of("pointer", "#"), "code", "json", "detail", where)));
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(MethodArgumentTypeMismatchException mismatch) {
        return of(new InvalidInput(
                HttpStatus.BAD_REQUEST,
                List.of(InvalidInput.Fault.of("query", mismatch.getName(), "exchange.api.wrong.query"))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(MissingServletRequestParameterException missing) {
        return of(new InvalidInput(
                HttpStatus.BAD_REQUEST,
                List.of(InvalidInput.Fault.of("query", missing.getParameterName(), "exchange.api.wrong.missing"))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> of(DataAccessException broken) {
        if (Reach.isLost(broken)) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "away", words.get("exchange.api.away")));
        }
        // without its words: these may hold what stood in a row
        LOG.error("A call stopped: {}", broken.getClass().getName());
        return answer(problem(HttpStatus.INTERNAL_SERVER_ERROR, "broken", words.get("exchange.api.broken")));
    }

    private static ProblemDetail problem(HttpStatus status, String kind, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        problem.setType(URI.create(TYPES + kind));
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
