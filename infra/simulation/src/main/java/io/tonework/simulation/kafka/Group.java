package io.tonework.simulation.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group. A partition has at most one owner, and changes hands only when its owner has
 * let go of it or was put out; commits of whoever does not own a partition are refused.
 */
final class Group {
  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private static final class Member {
    private final MemoryConsumer consumer;
    private long heardAt;

    Member(MemoryConsumer consumer, long now) {
      this.consumer = consumer;
      this.heardAt = now;
    }
  }

  private final MemoryKafka kafka;
  private final String name;
  private final Map<Integer, Member> members = new LinkedHashMap<>();
  private final Map<TopicPartition, Integer> owners = new HashMap<>();
  private final Map<TopicPartition, Integer> wanted = new TreeMap<>(BY_NAME);
  private final Map<TopicPartition, OffsetAndMetadata> committed = new TreeMap<>(BY_NAME);
  private final Set<String> topics = new TreeSet<>();
  private int lastMember;
  private int generation;
  private int changes;

  Group(MemoryKafka kafka, String name) {
    this.kafka = kafka;
    this.name = name;
  }

  int generation() {
    return generation;
  }

  /** How often it has changed who has what, or should have it. */
  int changes() {
    return changes;
  }

  /** Admits a member; answers the name that it has from now on. */
  int join(MemoryConsumer consumer, long now) {
    int id = ++lastMember;
    members.put(id, new Member(consumer, now));
    topics.addAll(consumer.subscription());
    share();
    return id;
  }

  boolean knows(int member) {
    return members.containsKey(member);
  }

  void leave(int member) {
    if (members.remove(member) != null) {
      changes++;
      owners.values().removeIf(owner -> owner == member);
      share();
    }
  }

  void evictSilent(long now, long session) {
    List<Integer> silent = new ArrayList<>();
    members.forEach((id, member) -> {
      if (member.consumer.isHeard(now)) {
        member.heardAt = now;
      } else if (now - member.heardAt > session) {
        silent.add(id);
      }
    });
    silent.forEach(this::leave);
  }

  /** Each keeps what it has, up to its share. */
  private void share() {
    generation++;
    List<Integer> all = List.copyOf(members.keySet());
    if (all.isEmpty()) {
      wanted.clear();
      return;
    }
    List<TopicPartition> partitions = partitions();
    int share = (partitions.size() + all.size() - 1) / all.size();
    Map<Integer, Integer> dealt = new HashMap<>();
    List<TopicPartition> free = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      Integer before = wanted.get(partition);
      if (before != null && members.containsKey(before) && dealt.getOrDefault(before, 0) < share) {
        dealt.merge(before, 1, Integer::sum);
      } else {
        free.add(partition);
      }
    }
    for (TopicPartition partition : free) {
      int least =
          all.stream().min(Comparator.comparingInt(id -> dealt.getOrDefault(id, 0))).orElseThrow();
      dealt.merge(least, 1, Integer::sum);
      wanted.put(partition, least);
    }
    tellMembers();
  }

  void shuffle(Random random) {
    List<Integer> all = List.copyOf(members.keySet());
    if (all.isEmpty()) {
      return;
    }
    generation++;
    partitions().forEach(partition -> wanted.put(partition, all.get(random.nextInt(all.size()))));
    tellMembers();
  }

  private void tellMembers() {
    changes++;
    members.values().forEach(member -> member.consumer.thereIsNews());
  }

  private List<TopicPartition> partitions() {
    return topics.stream().flatMap(topic -> kafka.partitionsOf(topic).stream()).toList();
  }

  /** What a member has and should let go of. */
  List<TopicPartition> toRevoke(int member) {
    return owners.entrySet().stream()
        .filter(owner -> owner.getValue() == member && !isFor(owner.getKey(), member))
        .map(Map.Entry::getKey)
        .sorted(BY_NAME)
        .toList();
  }

  /** What a member should have and nobody has. */
  List<TopicPartition> toAssign(int member) {
    return wanted.keySet().stream()
        .filter(partition -> isFor(partition, member) && !owners.containsKey(partition))
        .toList();
  }

  private boolean isFor(TopicPartition partition, int member) {
    @Nullable Integer owner = wanted.get(partition);
    return owner != null && owner == member;
  }

  void release(int member, List<TopicPartition> partitions) {
    partitions.forEach(partition -> owners.remove(partition, member));
    tellMembers();
  }

  void take(int member, List<TopicPartition> partitions) {
    changes++;
    partitions.forEach(partition -> owners.put(partition, member));
  }

  void commit(int member, Map<TopicPartition, OffsetAndMetadata> offsets) {
    for (TopicPartition partition : offsets.keySet()) {
      @Nullable Integer owner = owners.get(partition);
      if (owner == null || owner != member) {
        throw new CommitFailedException(
            "member " + member + " of " + name + " does not own " + partition);
      }
    }
    committed.putAll(offsets);
  }

  @Nullable OffsetAndMetadata committed(TopicPartition partition) {
    return committed.get(partition);
  }

  long lag() {
    return partitions().stream().mapToLong(this::lag).sum();
  }

  private long lag(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return kafka.end(partition) - (offset == null ? 0 : offset.offset());
  }

  String describeLag() {
    StringBuilder text = new StringBuilder();
    for (TopicPartition partition : partitions()) {
      if (lag(partition) > 0) {
        text.append(
            " %s %s: %d of %d (owner %s, wanted %s)"
                .formatted(
                    name,
                    partition,
                    lag(partition),
                    kafka.end(partition),
                    owners.get(partition),
                    wanted.get(partition)));
      }
    }
    return text.toString();
  }
}
