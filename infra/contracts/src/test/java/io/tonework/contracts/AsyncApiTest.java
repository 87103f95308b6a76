package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the published AsyncAPI document against the code. */
class AsyncApiTest {
  /** Tests run in the folder of their module. */
  private static final Path DOCUMENT = Path.of("../../docs/reference/asyncapi.yaml");

  private JsonNode document = MissingNode.getInstance();

  @BeforeEach
  void readDocument() throws IOException {
    document = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(DOCUMENT));
  }

  @Test
  void shouldNameEveryTopic() {
    // Given
    List<String> topics =
        Stream.concat(Topics.events().stream(), Stream.of(Topics.BUCKET_NOTIFICATIONS)).toList();
    // When
    List<String> addresses =
        document.path("channels").valueStream().map(c -> c.path("address").asText()).toList();
    List<String> ofRetries =
        document
            .at("/components/parameters/topic/enum")
            .valueStream()
            .map(JsonNode::asText)
            .toList();
    // Then
    assertThat(addresses)
        .containsAll(topics)
        .contains(Topics.retry("{topic}"), Topics.deadLetter("{topic}"))
        .hasSize(topics.size() + 2);
    assertThat(ofRetries).containsExactlyElementsOf(topics);
  }

  @Test
  void shouldPutEveryEventTypeOnItsChannel() {
    // When
    Map<String, List<String>> typesByTopic =
        document
            .path("channels")
            .valueStream()
            .filter(channel -> channel.has("messages"))
            .collect(
                Collectors.toMap(
                    channel -> channel.path("address").asText(),
                    channel ->
                        channel
                            .path("messages")
                            .valueStream()
                            .map(message -> resolve(message).path("name").asText())
                            .toList()));
    // Then
    Map<String, List<String>> expected =
        Arrays.stream(EventType.values())
            .flatMap(type -> type.topics().stream().map(topic -> Map.entry(topic, type.ceType())))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    assertThat(typesByTopic).isEqualTo(expected);
  }

  @Test
  void shouldReferToTheSchemaOfEachMessage() {
    document
        .at("/components/messages")
        .forEach(message -> {
          // Given
          String schema = message.path("name").asText().replace("io.tonework.", "") + ".json";
          // When
          Path payload = DOCUMENT.resolveSibling(message.at("/payload/$ref").asText());
          // Then
          assertThat(payload).hasFileName(schema).exists();
        });
  }

  @Test
  void shouldResolveEveryReferenceWithinTheDocument() {
    // When
    List<String> references = new ArrayList<>();
    document.findValuesAsText("$ref", references);
    // Then
    assertThat(references)
        .filteredOn(reference -> reference.startsWith("#"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  private JsonNode resolve(JsonNode message) {
    return document.at(message.path("$ref").asText().substring(1));
  }
}
