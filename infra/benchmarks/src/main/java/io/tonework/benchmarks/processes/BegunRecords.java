package io.tonework.benchmarks.processes;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the logs of some workers tell: which records were begun, and how often.
 *
 * @param begun how often each record was begun, by topic, partition and offset; records of retry
 *     topics are counted by themselves, because a retry is another record
 * @param workers the logs that tell of a record that was begun
 * @param dropped results that were thrown away because another member owned the record
 * @param failed attempts that ended in a retry
 */
record BegunRecords(Map<String, Integer> begun, Set<Path> workers, int dropped, int failed) {
  /** Configuration of a service whose log tells it. */
  static final Map<String, String> LOGGED =
      Map.of("tonework.log.json", "true", "quarkus.log.category.\"io.tonework\".level", "DEBUG");

  static BegunRecords of(Collection<Path> logs) throws IOException {
    Map<String, Integer> begun = new HashMap<>();
    Set<Path> workers = new HashSet<>();
    int dropped = 0;
    int failed = 0;
    for (Path log : logs) {
      for (String line : Files.readAllLines(log)) {
        if (line.contains("record begun\"")) {
          JsonNode at = ContractsJson.mapper().readTree(line).path("mdc");
          String record =
              at.path("topic").asText()
                  + "-"
                  + at.path("partition").asText()
                  + "@"
                  + at.path("offset").asText()
                  + "#"
                  + at.path("attempt").asText();
          begun.merge(record, 1, Integer::sum);
          workers.add(log);
        } else if (line.contains("result dropped")) {
          dropped++;
        } else if (line.contains("attempt failed")) {
          failed++;
        }
      }
    }
    return new BegunRecords(begun, workers, dropped, failed);
  }

  /** How many records were begun more than once. */
  long twice() {
    return begun.values().stream().filter(times -> times > 1).count();
  }
}
