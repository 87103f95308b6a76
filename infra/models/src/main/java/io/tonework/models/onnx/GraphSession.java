package io.tonework.models.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.bundle.GraphSource;
import io.tonework.models.manifest.Manifest;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One ONNX Runtime session of a bundle's graph, whose tensors were checked against the manifest.
 *
 * <p>Thread-safe. On the CPU calls run side by side; on CUDA one after the other, since many
 * threads on one CUDA session grow its arena until memory runs out. Owns the native session; {@link
 * #close} waits for running calls.
 */
public final class GraphSession implements AutoCloseable {
  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ExecutionProvider provider;
  private final ReentrantLock oneGpuThread = new ReentrantLock();
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private GraphSession(
      String name, OrtEnvironment environment, OrtSession session, ExecutionProvider provider) {
    this.name = name;
    this.environment = environment;
    this.session = session;
    this.provider = provider;
  }

  /**
   * Opens a graph.
   *
   * @throws BundleException when it is no ONNX graph or its tensors are not the manifest's
   */
  public static GraphSession open(Bundle bundle, GraphRole role, SessionSettings settings) {
    GraphSource graph = bundle.graph(role);
    OrtEnvironment environment = OnnxRuntime.environment();
    Manifest.GraphSpec spec = bundle.graphSpec(role);
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(settings.threads());
      options.setInterOpNumThreads(1);
      // of a decoder every length of the cache is a shape of its own, and none comes back soon
      options.setMemoryPatternOptimization(role != GraphRole.DECODER);
      // spinning threads would eat the cores that decode and render photos
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      ExecutionProvider provider = ExecutionProvider.addTo(options, settings);
      OrtSession session = graph.open(environment, options);
      GraphSession opened =
          new GraphSession(bundle.ref().name() + "/" + role.key(), environment, session, provider);
      try {
        opened.checkTensors(bundle, spec);
      } catch (OrtException | RuntimeException e) {
        opened.close();
        throw e;
      }
      return opened;
    } catch (OrtException e) {
      throw new BundleException(
          bundle.location(), spec.file(), "cannot be opened: " + e.getMessage(), e);
    }
  }

  private void checkTensors(Bundle bundle, Manifest.GraphSpec spec) throws OrtException {
    TensorFacts.check(
        bundle, spec.file(), "input", spec.inputs(), TensorFacts.of(session.getInputInfo()));
    TensorFacts.check(
        bundle, spec.file(), "output", spec.outputs(), TensorFacts.of(session.getOutputInfo()));
  }

  /** The element type of an input. */
  public OnnxJavaType typeOf(String input) {
    try {
      return ((TensorInfo) Objects.requireNonNull(session.getInputInfo().get(input)).getInfo())
          .type;
    } catch (OrtException e) {
      throw new ModelException("the inputs of " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  public ExecutionProvider provider() {
    return provider;
  }

  /**
   * Runs the graph.
   *
   * @param inputs tensors by name
   * @return tensors by name, on the heap
   * @throws ModelException when the run fails or the session is closed
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return whileOpen(() -> runOpen(inputs));
  }

  /**
   * Runs the graph on values that lie in native memory already, and leaves its outputs there.
   *
   * @param inputs stay the caller's
   * @return the caller's to close
   * @throws ModelException when the run fails or the session is closed
   */
  public OrtSession.Result call(Map<String, OnnxTensor> inputs) {
    return whileOpen(() -> session.run(inputs));
  }

  private interface Work<T> {
    T run() throws OrtException;
  }

  private <T> T whileOpen(Work<T> work) {
    open.readLock().lock();
    try {
      if (closed) {
        throw new ModelException("the session of " + name + " is closed", null);
      }
      if (provider == ExecutionProvider.CPU) {
        return work.run();
      }
      oneGpuThread.lock();
      try {
        return work.run();
      } finally {
        oneGpuThread.unlock();
      }
    } catch (OrtException e) {
      throw new ModelException(name + " could not be run: " + e.getMessage(), e);
    } finally {
      open.readLock().unlock();
    }
  }

  private Map<String, Tensor> runOpen(Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> natives = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        Tensor tensor = input.getValue();
        natives.put(
            input.getKey(),
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(tensor.values()), tensor.shape()));
      }
      try (OrtSession.Result result = session.run(natives)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), copy((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } finally {
      natives.values().forEach(OnnxTensor::close);
    }
  }

  private static Tensor copy(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new Tensor(values, tensor.getInfo().getShape());
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new ModelException("the session of " + name + " could not be closed", e);
    } finally {
      open.writeLock().unlock();
    }
  }
}
