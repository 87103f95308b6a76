package io.tonework.storage.taste;

import io.tonework.contracts.TasteAttribute;
import io.tonework.storage.redis.ViewKey;
import io.tonework.taste.TasteSums;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The fields of the hash of a user's sums, as fold-verdict.lua writes them. */
public final class TasteHash {
  private static final String WEIGHT = "#weight";
  private static final String SHIFT = "#shift";
  private static final String VERDICTS = "#verdicts";

  private TasteHash() {}

  /** What the fields of a scene's attribute begin with. */
  public static String field(String scene, TasteAttribute attribute) {
    return attribute.name() + "@" + ViewKey.part(scene);
  }

  /** The sums in a hash. */
  public static TasteSums read(Map<String, String> hash) {
    TasteSums.Builder sums = new TasteSums.Builder();
    hash.forEach((field, weight) -> {
      if (field.endsWith(WEIGHT)) {
        String name = field.substring(0, field.length() - WEIGHT.length());
        int at = name.indexOf('@');
        sums.add(
            URLDecoder.decode(name.substring(at + 1), StandardCharsets.UTF_8),
            TasteAttribute.valueOf(name.substring(0, at)),
            Long.parseLong(weight),
            Long.parseLong(hash.getOrDefault(name + SHIFT, "0")));
      }
    });
    return sums.build(Long.parseLong(hash.getOrDefault(VERDICTS, "0")));
  }
}
