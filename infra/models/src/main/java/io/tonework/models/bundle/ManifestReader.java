package io.tonework.models.bundle;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.UnreadableJsonException;
import io.tonework.models.eye.PictureSteps;
import io.tonework.models.manifest.Manifest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a manifest and refuses one that this build would misunderstand. */
final class ManifestReader {
  private static final String FILE = "manifest.json";

  private final String bundle;
  private final Manifest manifest;

  private ManifestReader(String bundle, Manifest manifest) {
    this.bundle = bundle;
    this.manifest = manifest;
  }

  /**
   * Reads and checks.
   *
   * @param bundle where it lies, for messages
   * @throws BundleException naming the field
   */
  static Manifest read(byte[] json, String bundle, LicencePolicy licences) {
    Manifest manifest;
    try {
      manifest = ContractsJson.read(json, Manifest.class);
    } catch (UnreadableJsonException e) {
      throw new BundleException(bundle, FILE, e.getMessage() + "", e);
    }
    new ManifestReader(bundle, manifest).check(licences);
    return manifest;
  }

  private void check(LicencePolicy licences) {
    require(
        manifest.format() == Manifest.LOOKS || manifest.format() == Manifest.READS_AND_WRITES,
        "format " + manifest.format() + " is not read by this build, which reads 1 and 2");
    require(licences.allows(manifest.licence()), licences.refusal(manifest.licence()));
    requireEqual("sliders", Slider.crsNames(), manifest.sliders());
    requireEqual(
        "latents.groups",
        Arrays.stream(SliderGroup.values()).map(SliderGroup::jsonName).toList(),
        manifest.latents().groups());
    checkLatentSizes(manifest.latents().sizes());
    checkInput("input", manifest.input());
    if (manifest.pair() != null) {
      checkInput("pair", manifest.pair());
    }
    checkGraphs();
    if (manifest.graphs().containsKey(GraphRole.DECODER.key())) {
      LanguageSpec _ = LanguageSpec.of(manifest, bundle);
    }
  }

  private void checkLatentSizes(List<Integer> sizes) {
    require(
        sizes.size() == SliderGroup.values().length
            && new HashSet<>(sizes).size() == 1
            && sizes.getFirst() > 0,
        "latents.sizes must be three equal numbers above 0, not " + sizes);
  }

  private void checkInput(String name, Manifest.InputSpec input) {
    require(
        input.width() > 0 && input.height() > 0,
        name
            + ".width and "
            + name
            + ".height must be above 0, not "
            + input.width()
            + " and "
            + input.height());
    requireEqual(name + ".layout", "NCHW", input.layout());
    requireEqual(name + ".range", List.of(0.0, 1.0), input.range());
    requireEqual(name + ".colourSpace", "sRGB", input.colourSpace());
    if (manifest.format() == Manifest.LOOKS) {
      require(
          input.resize().contains("box filter"),
          name
              + ".resize must be the squash by a box filter, which this build does, not '"
              + input.resize()
              + "'");
    } else {
      checkSteps(name, input);
    }
  }

  private void checkSteps(String name, Manifest.InputSpec input) {
    try {
      PictureSteps _ = PictureSteps.of(input);
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle, FILE, name + "." + e.getMessage(), e);
    }
  }

  private void checkGraphs() {
    require(!manifest.modes().isEmpty(), "modes must not be empty");
    checkGraph(GraphRole.RENDERER);
    manifest.modes().forEach(this::checkGraphsOf);
  }

  private void checkGraphsOf(Mode mode) {
    boolean speaks = manifest.graphs().containsKey(GraphRole.DECODER.key());
    switch (mode) {
      case AUTO -> {
        if (speaks) {
          checkLanguage();
        } else {
          checkGraph(GraphRole.AUTO);
          require(
              !manifest.scenes().isEmpty(), "scenes must not be empty in a bundle with auto mode");
        }
      }
      case STYLE -> {
        require(speaks, "style mode needs graphs.decoder");
        checkLanguage();
      }
      case PARAM -> {
        // the sliders may also be told to the decoder in words
        if (!speaks || manifest.graphs().containsKey(GraphRole.PARAMS.key())) {
          checkGraph(GraphRole.PARAMS);
        } else {
          checkLanguage();
        }
      }
      case REFERENCE -> {
        checkGraph(GraphRole.REFERENCE);
        require(manifest.pair() != null, "pair is missing, which reference mode needs");
      }
    }
  }

  private void checkLanguage() {
    checkGraph(GraphRole.VISION);
    checkGraph(GraphRole.DECODER);
    checkGraph(GraphRole.HEAD);
    Manifest.GraphSpec vision = manifest.graphs().get(GraphRole.VISION.key());
    Manifest.GraphSpec head = manifest.graphs().get(GraphRole.HEAD.key());
    boolean reads = head != null && head.inputs().containsKey("plan");
    boolean gives = vision != null && vision.outputs().containsKey("plan");
    require(gives || !reads, "graphs.head reads 'plan', which graphs.vision must give");
  }

  private void checkGraph(GraphRole role) {
    Manifest.GraphSpec graph = manifest.graphs().get(role.key());
    if (graph == null) {
      throw new BundleException(
          bundle, FILE, "graphs." + role.key() + " is missing, which its modes need");
    }
    checkTensors("graphs." + role.key() + ".inputs", role.inputs(), graph.inputs().keySet());
    checkTensors("graphs." + role.key() + ".outputs", role.outputs(), graph.outputs().keySet());
  }

  private void checkTensors(String field, Set<String> needed, Set<String> found) {
    require(found.containsAll(needed), field + " must name " + needed + ", found " + found);
  }

  private void requireEqual(String field, Object needed, Object found) {
    require(needed.equals(found), field + " must be " + needed + ", not " + found);
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      throw new BundleException(bundle, FILE, fault);
    }
  }
}
