package io.tonework.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ONNX Runtime of this process, opened without its telemetry.
 *
 * <p>The official binaries of 1.29 report the machine's id and the command line to their vendor,
 * and the regular expression that reads the command line overflows the stack when it is longer than
 * about 4,000 characters, which ends the JVM. Neither happens once {@value #NO_TELEMETRY} is in the
 * process's environment before the library is loaded (ADR 0053).
 */
public final class OnnxRuntime {
  public static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private static final Logger log = LoggerFactory.getLogger(OnnxRuntime.class);

  private OnnxRuntime() {}

  /** The environment; opened at the first call. */
  public static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = open();

    private static OrtEnvironment open() {
      switchTelemetryOff();
      OrtEnvironment environment = OrtEnvironment.getEnvironment("tonework");
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        log.atWarn().setCause(e).log("ONNX Runtime's telemetry could not be switched off");
      }
      return environment;
    }
  }

  /** Java cannot change its own environment, and the library reads the C library's copy. */
  @SuppressWarnings("restricted") // calls setenv by its POSIX signature; access is granted to us
  private static void switchTelemetryOff() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
    if (setenv.isEmpty()) {
      log.atWarn()
          .log("set the environment variable " + NO_TELEMETRY + "=1: it cannot be set from here");
      return;
    }
    MethodHandle call =
        linker.downcallHandle(
            setenv.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int result =
          (int) call.invokeExact(arena.allocateFrom(NO_TELEMETRY), arena.allocateFrom("1"), 1);
      if (result != 0) {
        log.atWarn().addKeyValue("result", result).log("setenv refused " + NO_TELEMETRY);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("setenv of the C library could not be called", e);
    }
  }
}
