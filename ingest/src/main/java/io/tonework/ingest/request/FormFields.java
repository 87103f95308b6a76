package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields of a form and of an inbox's configuration: those of {@link NewPhoto}, flat and as
 * text. A new component of {@code NewPhoto} is a form field by itself; only what lies deeper has
 * names of its own here.
 */
public final class FormFields {
  /** How the text of a field becomes JSON. */
  private enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    JSON
  }

  /** Where a field of the form lies in {@link NewPhoto}. */
  private record Field(String path, Kind kind) {}

  private static final Set<String> NO_FIELDS =
      Set.of("source", "upload", "output", "look", "reference");

  private static final Map<String, Field> FIELDS = fields();

  private FormFields() {}

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new TreeMap<>();
    for (RecordComponent component : NewPhoto.class.getRecordComponents()) {
      if (!NO_FIELDS.contains(component.getName())) {
        fields.put(component.getName(), new Field(component.getName(), kind(component.getType())));
      }
    }
    fields.put("format", new Field("output.format", Kind.TEXT));
    fields.put("quality", new Field("output.quality", Kind.NUMBER));
    fields.put("strip_gps", new Field("output.stripGps", Kind.FLAG));
    fields.put("look", new Field("look.sha256", Kind.TEXT));
    fields.put("lookStrength", new Field("look.strength", Kind.NUMBER));
    return Collections.unmodifiableMap(fields);
  }

  private static Kind kind(Class<?> type) {
    if (type == Boolean.class) {
      return Kind.FLAG;
    }
    return type == String.class || type.isEnum() ? Kind.TEXT : Kind.JSON;
  }

  /** Their names, in order. */
  public static Set<String> names() {
    return FIELDS.keySet();
  }

  /** Where that field lies in {@link NewPhoto}, such as {@code output.quality}. */
  public static String path(String name) {
    return field(name).path();
  }

  /** True when the text of that field is JSON. */
  public static boolean isJson(String name) {
    return field(name).kind() == Kind.JSON;
  }

  private static Field field(String name) {
    Field field = FIELDS.get(name);
    if (field == null) {
      throw NewPhoto.invalid(
          name,
          null,
          "unknown field '"
              + Problem.excerpt(name)
              + "'; the fields are "
              + String.join(", ", FIELDS.keySet()));
    }
    return field;
  }

  /** As {@link #read(Map, MaskUploads)}, without parts. */
  public static PhotoRequest read(Map<String, String> form) {
    return read(form, MaskUploads.NONE);
  }

  /**
   * Reads the fields of a form, where sliders and regions are JSON text and numbers are digits.
   *
   * @param masks the masks that came as parts of the form
   * @throws ProblemException naming the field that is wrong
   */
  static PhotoRequest read(Map<String, String> form, MaskUploads masks) {
    if (form.containsKey("lookStrength") && !form.containsKey("look")) {
      throw NewPhoto.invalid("lookStrength", null, "lookStrength needs a part look");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    form.forEach((name, value) -> put(json, name, value));
    try {
      return StrictJson.bind(json, NewPhoto.class).wish(masks);
    } catch (ProblemException e) {
      throw new ProblemException(renamed(e.problem()));
    }
  }

  private static void put(ObjectNode json, String name, String value) {
    Field field = field(name);
    int dot = field.path().indexOf('.');
    ObjectNode holder = dot < 0 ? json : json.withObject("/" + field.path().substring(0, dot));
    holder.set(field.path().substring(dot + 1), node(name, field.kind(), value));
  }

  private static JsonNode node(String name, Kind kind, String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (kind) {
      case JSON -> StrictJson.tree(name, value);
      case NUMBER ->
          value.matches("-?\\d{1,9}")
              ? nodes.numberNode(Integer.parseInt(value))
              : value.matches("-?\\d{1,9}\\.\\d{1,9}")
                  ? nodes.numberNode(Double.parseDouble(value))
                  : nodes.textNode(value);
      case FLAG ->
          value.equals("true") || value.equals("false")
              ? nodes.booleanNode(Boolean.parseBoolean(value))
              : nodes.textNode(value);
      case TEXT -> nodes.textNode(value);
    };
  }

  /** A problem under the name that the field has in the form. */
  private static Problem renamed(Problem problem) {
    Map<String, String> names = new LinkedHashMap<>();
    FIELDS.forEach((name, field) -> names.put(field.path(), name));
    String name = problem.field() == null ? null : names.get(problem.field());
    return name == null || name.equals(problem.field()) ? problem : problem.named(name);
  }
}
