package io.tonework.ingest.rest;

import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.Priority;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of a request for the OpenAPI document. Its fields are those of {@link
 * io.tonework.ingest.request.FormFields}, and a test holds them against each other.
 */
@Schema(
    name = "NewPhotoForm",
    description = "One or more parts photo, and either a JSON part request or single fields")
public record NewPhotoForm(
    @Schema(required = true, format = "binary", implementation = String.class) List<String> photo,
    @Schema(
            description =
                "mode, instruction, sliders, output, user, callback, regions and look as JSON")
        @Nullable String request,
    @Nullable Mode mode,
    @Nullable String instruction,
    @Schema(description = "A JSON object") @Nullable String sliders,
    @Nullable String user,
    @Nullable OutputFormat format,
    @Nullable Integer quality,
    @Schema(name = "strip_gps") @Nullable Boolean stripGps,
    @Nullable URI callback,
    @Schema(
            description =
                "A JSON array of regions; their masks as parts mask.NAME, grey PNG, at most 8 MiB")
        @Nullable String regions,
    @Nullable Priority priority,
    @Schema(
            name = "reference_before",
            format = "binary",
            implementation = String.class,
            description = "Reference mode: another photo before its edit, if there is one")
        @Nullable String referenceBefore,
    @Schema(
            name = "reference_after",
            format = "binary",
            implementation = String.class,
            description = "Reference mode: that photo after its edit; required there")
        @Nullable String referenceAfter,
    @Schema(
            description =
                "A .cube file of at most 16 MiB that is laid over the result, or the SHA-256 of"
                    + " one that was sent before")
        @Nullable String look,
    @Schema(minimum = "0", maximum = "1", defaultValue = "1") @Nullable Double lookStrength) {}
