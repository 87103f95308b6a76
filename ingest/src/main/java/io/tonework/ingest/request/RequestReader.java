package io.tonework.ingest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wish for one photo, from JSON or from form fields, and names the field at fault.
 *
 * <p>Unlike events, requests are read strictly: a misspelt field would otherwise give a photo that
 * nobody asked for. Every method throws {@link ProblemException} with the path of the field.
 */
public final class RequestReader {
  /** The fields of JSON, beside where the photo is. */
  public static final Set<String> JSON_FIELDS =
      Set.of(
          "mode",
          "instruction",
          "sliders",
          "output",
          "user",
          "callback",
          "regions",
          "reference",
          "priority",
          LookReader.FIELD);

  /** The fields of {@code output}. */
  public static final Set<String> OUTPUT_FIELDS = Set.of("format", "quality", "stripGps");

  /** The form fields, which the inbox configuration uses too. */
  public static final Set<String> FORM_FIELDS =
      Set.of(
          "mode",
          "instruction",
          "sliders",
          "user",
          "format",
          "quality",
          "strip_gps",
          "callback",
          "regions",
          "priority",
          LookReader.FIELD,
          LookReader.STRENGTH_FIELD);

  private RequestReader() {}

  /** As {@link #fromJson(ObjectNode, MaskUploads)}, without parts of a form. */
  public static PhotoRequest fromJson(ObjectNode json) {
    return fromJson(json, MaskUploads.NONE);
  }

  /**
   * Reads {@code {"mode", "instruction", "sliders", "output", "user", "callback", "regions",
   * "look"}}.
   *
   * @param masks the masks that came as parts of the form
   */
  static PhotoRequest fromJson(ObjectNode json, MaskUploads masks) {
    Fields fields = new Fields(json);
    fields.onlyKnown(JSON_FIELDS);
    OutputOptions output = OutputOptions.DEFAULT;
    JsonNode outputJson = fields.find("output");
    if (outputJson != null) {
      Fields outputFields = fields.inside("output", outputJson);
      outputFields.onlyKnown(OUTPUT_FIELDS);
      output = output(outputFields, "stripGps");
    }
    return request(fields, output, masks, LookReader.read(fields));
  }

  /** As {@link #fromForm(Map, MaskUploads)}, without parts. */
  public static PhotoRequest fromForm(Map<String, String> form) {
    return fromForm(form, MaskUploads.NONE);
  }

  /**
   * Reads the fields of a form, where sliders and regions are JSON text and numbers are digits.
   *
   * @param masks the masks that came as parts of the form
   */
  static PhotoRequest fromForm(Map<String, String> form, MaskUploads masks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    form.forEach((name, value) -> json.set(name, formValue(name, value)));
    Fields fields = new Fields(json);
    fields.onlyKnown(FORM_FIELDS);
    return request(fields, output(fields, "strip_gps"), masks, LookReader.readForm(fields));
  }

  private static JsonNode formValue(String name, String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (name) {
      case "sliders" -> jsonText(name, value, "an object such as {\"Exposure2012\": 30}");
      case "regions" -> jsonText(name, value, "an array of regions");
      case "quality" ->
          value.matches("-?\\d{1,9}")
              ? nodes.numberNode(Integer.parseInt(value))
              : nodes.textNode(value);
      case LookReader.STRENGTH_FIELD ->
          value.matches("-?\\d{1,9}(\\.\\d{1,9})?")
              ? nodes.numberNode(Double.parseDouble(value))
              : nodes.textNode(value);
      case "strip_gps" ->
          value.equals("true") || value.equals("false")
              ? nodes.booleanNode(Boolean.parseBoolean(value))
              : nodes.textNode(value);
      default -> nodes.textNode(value);
    };
  }

  private static JsonNode jsonText(String name, String value, String what) {
    try {
      return ContractsJson.mapper().readTree(value);
    } catch (JsonProcessingException e) {
      throw invalid(name, value, name + " must be JSON, " + what + ": " + e.getOriginalMessage());
    }
  }

  private static PhotoRequest request(
      Fields fields, OutputOptions output, MaskUploads masks, LookReader.@Nullable Wanted look) {
    Mode mode = fields.choice("mode", Mode.values(), Mode::jsonName, Mode.AUTO);
    String instruction = fields.text("instruction", RetouchRequest.MAX_INSTRUCTION_CHARS);
    Sliders sliders = sliders(fields, mode);
    if (mode == Mode.STYLE && instruction == null) {
      throw invalid("instruction", null, "instruction is required in style mode");
    }
    Priority priority =
        fields.find("priority") == null
            ? null
            : fields.choice(
                "priority", Priority.values(), Priority::jsonName, Priority.INTERACTIVE);
    RetouchRequest retouch = new RetouchRequest(mode, instruction, sliders, output);
    return new PhotoRequest(
        fields.text("user", Fields.MAX_USER_CHARS),
        (priority == null ? retouch : retouch.with(priority))
            .with(RegionsReader.read(fields, masks))
            .withLook(look == null ? null : look.ref()),
        CallbackAddress.read(fields),
        masks,
        reference(fields, mode),
        look == null ? null : look.source());
  }

  private static @Nullable ReferenceRequest reference(Fields fields, Mode mode) {
    JsonNode json = fields.find("reference");
    if (json == null) {
      return null;
    }
    if (mode != Mode.REFERENCE) {
      throw invalid(
          "reference",
          null,
          "reference belongs to reference mode, but mode is "
              + mode.jsonName()
              + ": set mode to reference or leave it out");
    }
    Fields pair = fields.inside("reference", json);
    pair.onlyKnown(Set.of("before", "after"));
    JsonNode after = pair.find("after");
    if (after == null) {
      throw invalid("reference.after", null, "reference.after is missing");
    }
    JsonNode before = pair.find("before");
    return new ReferenceRequest(
        before == null ? null : place(pair.inside("before", before)),
        place(pair.inside("after", after)));
  }

  private static ReferenceRequest.Place place(Fields place) {
    place.onlyKnown(Set.of("bucket", "key"));
    String bucket = place.text("bucket", SubmissionReader.MAX_BUCKET_CHARS);
    String key = place.text("key", SubmissionReader.MAX_KEY_CHARS);
    if (bucket == null || key == null) {
      String missing = bucket == null ? "bucket" : "key";
      throw place.invalid(missing, null, "a reference needs a bucket and a key");
    }
    return new ReferenceRequest.Place(bucket, key);
  }

  private static Sliders sliders(Fields fields, Mode mode) {
    JsonNode json = fields.find("sliders");
    if (json == null) {
      if (mode == Mode.PARAM) {
        throw invalid("sliders", null, "sliders are required in param mode");
      }
      return Sliders.none();
    }
    if (mode != Mode.PARAM) {
      throw invalid(
          "sliders",
          null,
          "sliders belong to param mode, but mode is "
              + mode.jsonName()
              + ": set mode to param or leave the sliders out");
    }
    try {
      return Sliders.fromJson(json);
    } catch (InvalidSlidersException e) {
      String path = e.slider().isEmpty() ? "sliders" : "sliders." + e.slider();
      Problem problem =
          Problem.invalid(path, shown(json.get(e.slider())), String.valueOf(e.getMessage()));
      throw new ProblemException(
          Slider.byCrsName(e.slider()).isPresent()
              ? problem.limitedTo((long) Sliders.LIMIT)
              : problem);
    }
  }

  private static @Nullable Object shown(@Nullable JsonNode json) {
    return json == null
        ? null
        : json.isNumber() ? json.numberValue() : json.asText(json.toString());
  }

  private static OutputOptions output(Fields fields, String stripGpsName) {
    return new OutputOptions(
        fields.choice(
            "format", OutputFormat.values(), RequestReader::formatName, OutputFormat.ORIGINAL),
        fields.integer("quality", 1, 100),
        fields.flag(stripGpsName));
  }

  private static String formatName(OutputFormat format) {
    return format.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static ProblemException invalid(String field, @Nullable Object value, String detail) {
    return new ProblemException(Problem.invalid(field, value, detail));
  }

  /** Reads a body as a JSON object. */
  static ObjectNode parse(byte[] json) {
    try {
      if (ContractsJson.mapper().readTree(json) instanceof ObjectNode object) {
        return object;
      }
      throw malformed("the body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw malformed(
          "the body is no JSON: "
              + e.getOriginalMessage()
              + " (line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ")");
    } catch (java.io.IOException e) {
      throw malformed("the body is no JSON: " + e.getMessage());
    }
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
  }
}
