package io.tonework.ingest.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tonework.ingest.request.FormFields;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes the form of {@code POST /v1/photos} in the OpenAPI document: the fields of {@code
 * NewPhoto}, flat as {@link FormFields} reads them, and the parts that hold files.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class FormSchema implements OASFilter {
  /** The name of the schema. */
  static final String NAME = "NewPhotoForm";

  private static final String REF = "#/components/schemas/";

  private static final Map<String, String> FILES =
      // in order, so that the document is the same each time
      new TreeMap<>(
          Map.of(
              "photo", "The bytes of a photo; several for several photos",
              "reference_before", "Reference mode: another photo before its edit, if there is one",
              "reference_after", "Reference mode: that photo after its edit; required there"));

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    Schema form =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description(
                "One or more parts photo, and either a JSON part request or single fields; masks of"
                    + " regions as parts mask.NAME, grey PNG, at most 8 MiB")
            .addRequired("photo");
    FILES.forEach((name, description) ->
        form.addProperty(name, text().format("binary").description(description)));
    form.addProperty("request", text().description("The fields of NewPhoto as JSON"));
    for (String name : FormFields.names()) {
      Schema described = property(schemas, FormFields.path(name));
      form.addProperty(
          name,
          FormFields.isJson(name)
              ? text().description(described.getDescription() + "; as JSON")
              : described);
    }
    form.addProperty(
        "look",
        text()
            .description(
                "A .cube file of at most 16 MiB that is laid over the result, or the SHA-256 of"
                    + " one that was sent before"));
    document.getComponents().addSchema(NAME, form);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  /** The schema of that path in {@code NewPhoto}. */
  private static Schema property(Map<String, Schema> schemas, String path) {
    Schema found = schema(schemas, "NewPhoto");
    for (String step : path.split("\\.", -1)) {
      Map<String, Schema> properties = resolved(schemas, found).getProperties();
      found = Objects.requireNonNull(properties.get(step), path);
    }
    return found;
  }

  private static Schema resolved(Map<String, Schema> schemas, Schema schema) {
    String ref = schema.getRef();
    return ref == null ? schema : schema(schemas, ref.substring(REF.length()));
  }

  private static Schema schema(Map<String, Schema> schemas, String name) {
    return Objects.requireNonNull(schemas.get(name), name);
  }
}
