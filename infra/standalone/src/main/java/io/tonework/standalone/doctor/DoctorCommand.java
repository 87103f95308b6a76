package io.tonework.standalone.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework doctor}: what is here, what is missing, and the line that mends it. */
@Command(
    name = "doctor",
    description = "Says what this machine has, what is missing and the line that mends it.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                Machine.jdk(),
                Machine.cores(),
                Machine.memory(),
                Machine.disk(Path.of("").toAbsolutePath()),
                Parts.codec(),
                Parts.isolation(),
                Parts.optIn()));
    findings.addAll(Bundles.findings());
    findings.add(Graphics.gpu());
    print(findings);
    return findings.stream().anyMatch(each -> each.state() == Finding.State.BROKEN) ? 1 : 0;
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    for (Finding each : findings) {
      out.printf("%s %-8s %s%n", mark(each.state()), each.subject(), each.detail());
      if (!each.remedy().isEmpty()) {
        out.printf("             ↳ %s%n", each.remedy());
      }
    }
    out.flush();
  }

  private static String mark(Finding.State state) {
    return switch (state) {
      case GOOD -> " ok ";
      case LACKING -> "note";
      case BROKEN -> "FAIL";
    };
  }
}
