package io.tonework.service.binding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Reads the JSON of a request. Nothing is guessed: an unknown field, a field that comes twice, a
 * number in place of a text, a second document behind the first and bytes that are no UTF-8 are
 * refused with the path of the field. Thread-safe.
 *
 * <p>Events are read otherwise, see {@link io.tonework.contracts.ContractsJson}: there an unknown
 * field comes from a newer build of ours and is skipped.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 32;

  /** Of the parser's words, which repeat what was sent. */
  private static final int MAX_FAULT_CHARS = 160;

  /** Below it every whole number has a double of its own. */
  private static final double MAX_WHOLE = 1L << 53;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  /** Names of the parser's own switches, as its messages give them. */
  private static final Pattern ADVICE =
      Pattern.compile(
          ": enable `[^`]*`.*|, from `[^`]*`| \\(start marker at \\[[^\\]]*\\]\\)"
              + "|,? ?\\((?:not recognized as one since|possibly) Feature '[^']*'[^)]*\\)");

  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private StrictJson() {}

  /**
   * The document of a body.
   *
   * @throws ProblemException when it is no single JSON object in UTF-8
   */
  public static ObjectNode object(byte[] body) {
    if (tree("", utf8("", body)) instanceof ObjectNode object) {
      return object;
    }
    throw malformed("", "the body must be a JSON object");
  }

  /**
   * The document in the text of a field.
   *
   * @param field what a problem names
   * @throws ProblemException when it is no single JSON object
   */
  public static ObjectNode object(String field, String text) {
    if (tree(field, text) instanceof ObjectNode object) {
      return object;
    }
    throw malformed(field, field + " must be a JSON object");
  }

  /**
   * The document in a text.
   *
   * @param field what a problem names; empty for the body itself
   * @throws ProblemException when it is no single JSON document
   */
  public static JsonNode tree(String field, String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode read = MAPPER.readTree(parser);
      if (read == null || read.isMissingNode()) {
        throw malformed(field, what(field) + " is empty, where JSON belongs");
      }
      if (parser.nextToken() != null) {
        throw malformed(field, what(field) + " has more behind its JSON document");
      }
      return read;
    } catch (JsonParseException e) {
      String twice = JsonFaults.fieldThatComesTwice(e);
      if (twice != null) {
        String path = field.isEmpty() ? twice : field + "." + twice;
        throw new ProblemException(
            Problem.invalid(path, null, Problem.excerpt(path) + " comes twice; send it once"));
      }
      throw unreadable(field, e);
    } catch (JsonProcessingException e) {
      throw unreadable(field, e);
    } catch (IOException e) {
      throw malformed(field, what(field) + " is no JSON: " + e.getMessage());
    }
  }

  /**
   * The text of these bytes.
   *
   * @param field what a problem names; empty for the body itself
   * @throws ProblemException when they are no UTF-8
   */
  public static String utf8(String field, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed(field, what(field) + " is no text in UTF-8");
    }
  }

  /**
   * A document as that type, with what its annotations ask for.
   *
   * @throws ProblemException naming the first field that is wrong
   */
  public static <T> T bind(JsonNode document, Class<T> type) {
    T bound;
    try {
      bound = MAPPER.treeToValue(document, type);
    } catch (JsonMappingException e) {
      throw new ProblemException(JsonFaults.problem(e, document));
    } catch (JsonProcessingException e) {
      throw unreadable("", e);
    }
    validate(bound);
    return bound;
  }

  private static void validate(Object bound) {
    VALIDATOR.validate(bound).stream()
        .min(
            Comparator.comparing(
                    (ConstraintViolation<Object> it) -> it.getPropertyPath().toString())
                .thenComparing(ConstraintViolation::getMessage))
        .ifPresent(violation -> {
          throw new ProblemException(problem(violation));
        });
  }

  private static Problem problem(ConstraintViolation<Object> violation) {
    // an element itself is named by its index alone
    String path = violation.getPropertyPath().toString().replace(".<list element>", "");
    Object value = violation.getInvalidValue();
    Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
    Object limit = attributes.getOrDefault("max", attributes.get("value"));
    String detail = path + " " + violation.getMessage();
    if (value instanceof Double number && isWhole(number)) {
      detail += ", not " + number.longValue();
    } else if (value instanceof Number) {
      detail += ", not " + value;
    } else if (value instanceof String text && limit != null) {
      detail += ", not " + text.length();
    }
    boolean shown = value instanceof Number || value instanceof String;
    Problem problem = Problem.invalid(path, shown ? value : null, detail);
    return limit instanceof Number number ? problem.limitedTo(number.longValue()) : problem;
  }

  /** True when it can be told without a fraction and without an exponent. */
  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < MAX_WHOLE;
  }

  private static ProblemException unreadable(String field, JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return malformed(
        field,
        what(field) + " is no JSON: " + Problem.excerpt(inPlainWords(e), MAX_FAULT_CHARS) + where);
  }

  /** What is wrong, without the advice to a programmer that the parser puts behind it. */
  private static String inPlainWords(JsonProcessingException e) {
    return ADVICE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
  }

  private static String what(String field) {
    return field.isEmpty() ? "the body" : field;
  }

  private static ProblemException malformed(String field, String detail) {
    return new ProblemException(
        Problem.of(ProblemType.MALFORMED_REQUEST, detail)
            .at(field.isEmpty() ? "body" : field, null));
  }
}
