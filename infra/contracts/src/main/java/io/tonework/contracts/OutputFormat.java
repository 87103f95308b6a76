package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The file format of the finished photo. */
public enum OutputFormat {
  /** The format of the original. */
  @JsonProperty("original")
  ORIGINAL,
  @JsonProperty("jpeg")
  JPEG,
  @JsonProperty("png")
  PNG,
  @JsonProperty("tiff")
  TIFF,
  @JsonProperty("webp")
  WEBP
}
