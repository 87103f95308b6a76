package io.tonework.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path folder;

  @Test
  void shouldTellHowMuchRoomThereIsWhereTheDataWillLie() {
    // When
    Finding finding = Machine.disk(folder);
    // Then
    assertThat(finding.detail()).matches("[0-9,]+ MiB free at .*").contains(folder.toString());
    assertThat(finding.remedy().isEmpty()).isEqualTo(finding.state() == Finding.State.GOOD);
  }

  @Test
  void shouldNotEndTheExaminationWhenAFolderIsMissing() {
    // When
    Finding finding = Machine.disk(folder.resolve("gone"));
    // Then
    assertThat(finding.state()).isEqualTo(Finding.State.LACKING);
    assertThat(finding.detail()).contains("cannot be examined").contains("gone");
    assertThat(finding.remedy()).isNotBlank();
  }

  @Test
  void shouldSayWhichJdkRunsAndWithHowMuchMemory() {
    // When, Then: the tests run on the JDK that is needed, with the Vector API
    assertThat(Machine.jdk().detail()).contains(Runtime.version().toString());
    assertThat(Machine.jdk().state()).isNotEqualTo(Finding.State.BROKEN);
    assertThat(Machine.memory().detail()).matches("heap up to [0-9,]+ MiB of [0-9,]+ MiB");
    assertThat(Machine.cores().detail())
        .isEqualTo(Runtime.getRuntime().availableProcessors() + " cores");
  }
}
