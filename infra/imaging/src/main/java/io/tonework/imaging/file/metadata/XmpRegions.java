package io.tonework.imaging.file.metadata;

import io.tonework.imaging.file.metadata.XmpTree.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a packet says of places in the picture: the regions of the Metadata Working Group
 * (Guidelines 2.0, 5.9) and Microsoft's people tags. Both count in parts of the stored picture;
 * where the size that they were made for is that of the turned one, they are right already. Other
 * descriptions of places are left out.
 */
final class XmpRegions {
  private static final int MAX_REGIONS = 1000;
  private static final Pattern NUMBER =
      Pattern.compile("[+]?\\d{0,9}(?:\\.\\d{0,30})?(?:[eE]-?\\d)?");

  /** Whatever else speaks of places, and what it is called where it is left out. */
  private static final Map<Pattern, String> VOID =
      Map.of(
          Pattern.compile("Iptc4xmpExt:ImageRegion|acdsee-rs:Regions"), "image regions",
          Pattern.compile("mwg-rs:Rotation"), "tilt of regions",
          Pattern.compile("GPano:.*"), "panorama",
          Pattern.compile(
                  "crs:(?:Crop.*|HasCrop|Upright.*|Perspective.*|Retouch.*|RedEyeInfo"
                      + "|.*BasedCorrections)"),
              "crop and local edits");

  private final XmpTree tree;
  private final XmpEdits edits;
  private final Turn turn;
  private final Set<String> dropped = new LinkedHashSet<>();

  private XmpRegions(XmpTree tree, XmpEdits edits, Turn turn) {
    this.tree = tree;
    this.edits = edits;
    this.turn = turn;
  }

  /** Adds the edits that a turn needs; says what was left out, by name. */
  static List<String> turn(XmpTree tree, XmpEdits edits, Turn turn) {
    XmpRegions regions = new XmpRegions(tree, edits, turn);
    regions.leaveOut();
    regions.subjects();
    regions.resolution();
    if (!turn.known()) {
      regions.drop("mwg-rs:Regions", "face regions");
      regions.drop("MP:RegionInfo", "people tags");
    } else if (!regions.areUpright()) {
      regions.workingGroup();
      regions.microsoft();
    }
    return List.copyOf(regions.dropped);
  }

  private void leaveOut() {
    for (Node node : tree.nodes()) {
      VOID.forEach((pattern, name) -> {
        if (pattern.matcher(node.name()).matches()) {
          edits.remove(node);
          dropped.add(name);
        }
      });
    }
  }

  /** What EXIF says of its subject, once more: a list of numbers. */
  private void subjects() {
    for (String property : List.of("exif:SubjectArea", "exif:SubjectLocation")) {
      for (Node subject : tree.named(property).limit(MAX_REGIONS).toList()) {
        List<Node> items = tree.inside(subject, "rdf:li");
        List<BigDecimal> numbers =
            items.stream().flatMap(item -> Stream.ofNullable(parsed(edits.value(item)))).toList();
        long[] stored = numbers.stream().mapToLong(BigDecimal::longValue).toArray();
        long[] moved = turn.known() && stored.length == items.size() ? turn.moved(stored) : null;
        for (int i = 0; i < items.size() && moved != null; i++) {
          edits.set(items.get(i), Long.toString(moved[i]));
        }
        if (moved == null) {
          edits.remove(subject);
          dropped.add("subject area");
        }
      }
    }
  }

  private void resolution() {
    if (turn.swapsSides()) {
      swap(
          tree.named("tiff:XResolution").findFirst().orElse(null),
          tree.named("tiff:YResolution").findFirst().orElse(null));
    }
  }

  private void drop(String property, String name) {
    tree.named(property)
        .forEach(node -> {
          edits.remove(node);
          dropped.add(name);
        });
  }

  /** Whether the size that the regions were made for stands as the finished picture does. */
  private boolean areUpright() {
    return turn.swapsSides()
        && turn.width() != turn.height()
        && tree.named("mwg-rs:AppliedToDimensions")
            .anyMatch(size -> {
              BigDecimal across = number(size, "stDim:w");
              BigDecimal down = number(size, "stDim:h");
              return across != null
                  && down != null
                  && across.compareTo(down) == Integer.compare(turn.width(), turn.height());
            });
  }

  private @Nullable BigDecimal number(Node outer, String name) {
    List<Node> found = tree.inside(outer, name);
    return found.size() == 1 ? parsed(edits.value(found.getFirst())) : null;
  }

  private static @Nullable BigDecimal parsed(String text) {
    return !text.isEmpty()
            && text.chars().anyMatch(Character::isDigit)
            && NUMBER.matcher(text).matches()
        ? new BigDecimal(text)
        : null;
  }

  private void workingGroup() {
    List<Node> areas = tree.named("mwg-rs:Area").limit(MAX_REGIONS + 1L).toList();
    boolean all = areas.size() <= MAX_REGIONS;
    List<Runnable> changes = new ArrayList<>();
    for (Node area : areas) {
      all = all && area(area, changes);
    }
    if (!all) {
      drop("mwg-rs:Regions", "face regions");
      return;
    }
    changes.forEach(Runnable::run);
    if (turn.swapsSides()) {
      tree.named("mwg-rs:AppliedToDimensions")
          .limit(MAX_REGIONS)
          .forEach(size -> {
            Map<String, Node> parts = parts(size, "stDim:w", "stDim:h");
            swap(parts.get("stDim:w"), parts.get("stDim:h"));
          });
    }
  }

  private Map<String, Node> parts(Node outer, String... names) {
    return List.of(names).stream()
        .flatMap(name -> tree.inside(outer, name).stream())
        .collect(Collectors.toMap(Node::name, node -> node, (first, _) -> first));
  }

  private void swap(@Nullable Node one, @Nullable Node other) {
    if (one != null && other != null) {
      String kept = edits.value(one);
      edits.set(one, edits.value(other));
      edits.set(other, kept);
    }
  }

  /** An area by its centre: a rectangle, a circle or a point. */
  private boolean area(Node area, List<Runnable> changes) {
    Map<String, Node> parts =
        parts(area, "stArea:x", "stArea:y", "stArea:w", "stArea:h", "stArea:unit");
    Node x = parts.get("stArea:x");
    Node y = parts.get("stArea:y");
    Node unit = parts.get("stArea:unit");
    if (x == null || y == null || (unit != null && !edits.value(unit).equals("normalized"))) {
      return false;
    }
    BigDecimal across = parsed(edits.value(x));
    BigDecimal down = parsed(edits.value(y));
    if (across == null || down == null) {
      return false;
    }
    String turnedX = written(turn.mirrorsX() ? BigDecimal.ONE.subtract(across) : across);
    String turnedY = written(turn.mirrorsY() ? BigDecimal.ONE.subtract(down) : down);
    changes.add(() -> {
      edits.set(x, turn.swapsSides() ? turnedY : turnedX);
      edits.set(y, turn.swapsSides() ? turnedX : turnedY);
      if (turn.swapsSides()) {
        swap(parts.get("stArea:w"), parts.get("stArea:h"));
      }
    });
    return true;
  }

  /** Rectangles by their upper left corner, as four numbers in one text. */
  private void microsoft() {
    List<Node> rectangles = tree.named("MPReg:Rectangle").limit(MAX_REGIONS + 1L).toList();
    boolean all = rectangles.size() <= MAX_REGIONS;
    List<Runnable> changes = new ArrayList<>();
    for (Node rectangle : rectangles) {
      String turned = turned(edits.value(rectangle));
      all = all && turned != null;
      if (turned != null) {
        changes.add(() -> edits.set(rectangle, turned));
      }
    }
    if (all) {
      changes.forEach(Runnable::run);
    } else {
      drop("MP:RegionInfo", "people tags");
    }
  }

  private @Nullable String turned(String rectangle) {
    String[] texts = rectangle.split(",", -1);
    BigDecimal[] n = new BigDecimal[4];
    for (int i = 0; i < 4; i++) {
      BigDecimal number = texts.length == 4 ? parsed(texts[i].strip()) : null;
      if (number == null) {
        return null;
      }
      n[i] = number;
    }
    BigDecimal x = turn.mirrorsX() ? BigDecimal.ONE.subtract(n[0]).subtract(n[2]) : n[0];
    BigDecimal y = turn.mirrorsY() ? BigDecimal.ONE.subtract(n[1]).subtract(n[3]) : n[1];
    return turn.swapsSides()
        ? "%s, %s, %s, %s".formatted(written(y), written(x), written(n[3]), written(n[2]))
        : "%s, %s, %s, %s".formatted(written(x), written(y), written(n[2]), written(n[3]));
  }

  private static String written(BigDecimal number) {
    return number.toPlainString();
  }
}
